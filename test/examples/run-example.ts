import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');

/** Synthesises an example into a folder, the way its README says, with further modules loaded before it. */
export function runExample(name: string, outdir: string, preloads: readonly string[] = []): void {
  const main = path.join('examples', name, 'main.ts');
  const { status, stderr } = spawnSync(
    process.execPath,
    [...['tsx', ...preloads].flatMap((module) => ['--import', module]), main],
    {
      cwd: ROOT,
      env: { ...process.env, CDKTF_OUTDIR: outdir },
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`${main} ended with ${String(status)}\n${stderr}`);
}
