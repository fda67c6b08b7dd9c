import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The program of Checkov: `CHECKOV`, the one of the peer tests, or the one on the path; undefined without any. */
export function findCheckov(): string | undefined {
  const candidates = [
    process.env.CHECKOV,
    path.join(__dirname, '..', '..', '.cache', 'checkov', 'bin', 'checkov'),
    'checkov',
  ];
  return candidates.find(
    (candidate) =>
      candidate !== undefined &&
      (path.isAbsolute(candidate)
        ? existsSync(candidate)
        : spawnSync(candidate, ['--version'], { stdio: 'ignore' }).status === 0),
  );
}

/** What one run of Checkov on a folder costs, in milliseconds; CPU time from the operating system's own count. */
export function checkovCost(program: string, folder: string): { readonly elapsedMs: number; readonly cpuMs: number } {
  const script = [
    'import resource, subprocess, sys',
    'code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)',
    'usage = resource.getrusage(resource.RUSAGE_CHILDREN)',
    'print((usage.ru_utime + usage.ru_stime) * 1000, code)',
  ].join('\n');
  const args = [
    program,
    '-d',
    folder,
    '--framework',
    'terraform_json',
    '-o',
    'json',
    '--compact',
    '--quiet',
    '--skip-download',
  ];
  const start = performance.now();
  const { stdout } = spawnSync('python3', ['-c', script, ...args], { encoding: 'utf8' });
  const elapsedMs = performance.now() - start;
  const [cpuMs = 'NaN', code = ''] = stdout.trim().split(' ');
  // 0 would mean that it dropped the stack: the mixed stack has faults that it knows.
  if (code !== '1') throw new Error(`checkov ended with ${code}, expected 1`);
  return { elapsedMs, cpuMs: Number(cpuMs) };
}
