import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { run } from '../../lib/cli/main';

const ROOT = path.join(__dirname, '..', '..');

export interface CommandOutput {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Synthesises the broken twin with source lines, as its reader would in its own folder.
 *
 * @param name name of the folder below .cache that stands for the example's
 * @returns the folder that holds `cdktf.out`
 */
export function synthesizeBrokenTwin(name: string): string {
  const folder = path.join(ROOT, '.cache', name);
  const outdir = path.join(folder, 'cdktf.out');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  copyFileSync(path.join(ROOT, 'examples', 'broken-twin', 'main.ts'), path.join(folder, 'main.ts'));
  const register = path.join(ROOT, 'lib', 'register.ts');
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--import', register, 'main.ts'], {
    cwd: path.join(ROOT, 'examples', 'broken-twin'),
    env: { ...process.env, CDKTF_OUTDIR: outdir, NODE_OPTIONS: '' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`examples/broken-twin cannot be synthesised: ${stderr}`);
  return folder;
}

/** Runs the command in a folder, as it would run in a pipe. */
export async function runCommand(args: readonly string[], folder: string): Promise<CommandOutput> {
  const stdout = new TextSink();
  const stderr = new TextSink();
  const before = process.cwd();
  process.chdir(folder);
  try {
    const code = await run(args, { stdout, stderr, env: {}, cwd: folder, isTTY: false, columns: undefined });
    return { code, stdout: stdout.text, stderr: stderr.text };
  } finally {
    process.chdir(before);
  }
}

class TextSink extends Writable {
  text = '';

  constructor() {
    super({ decodeStrings: false });
  }

  override _write(chunk: string, _encoding: string, callback: () => void): void {
    this.text += chunk;
    callback();
  }
}
