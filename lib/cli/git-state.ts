import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

/** The commit that is checked out, and whether files differ from it. */
export interface GitState {
  readonly commit: string;
  readonly dirty: boolean;
}

const LONGEST_MS = 60_000;

/**
 * The state of the repository around a folder; undefined outside of one, before its first commit, and without git.
 *
 * @param except - absolute paths whose changes do not count
 */
export function gitState(folder: string, except: readonly string[]): GitState | undefined {
  const [root, commit] = [
    git(['rev-parse', '--show-toplevel'], folder),
    git(['rev-parse', '--verify', 'HEAD'], folder),
  ];
  if (root === undefined || commit === undefined || !/^[0-9a-f]{40,64}$/.test(commit)) return undefined;
  const excluded = except
    .map((path) => relative(root, inRealFolder(path)))
    .filter((path) => path !== '' && !path.startsWith('..'));
  const pathspecs = excluded.map((path) => `:(top,exclude,literal)${path.replaceAll('\\', '/')}`);
  const changed = git(['status', '--porcelain', '--', ':(top)', ...pathspecs], folder);
  return changed === undefined ? undefined : { commit, dirty: changed !== '' };
}

/** Git knows a file by the folder in which it lies, whatever link leads there. */
function inRealFolder(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return path; // nothing can be written there
  }
}

/** Reads only: no lock is taken, and no monitor of the file system is started that the repository names. */
function git(args: readonly string[], cwd: string): string | undefined {
  const { status, stdout } = spawnSync('git', ['-c', 'core.fsmonitor=false', ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: LONGEST_MS,
  });
  return status === 0 ? stdout.trim() : undefined;
}
