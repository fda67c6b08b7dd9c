import { existsSync } from 'node:fs';
import nodePath, { type PlatformPath } from 'node:path';

const MARKS = ['package.json', '.git'];
const known = new Map<string, string>();

/** The outermost folder at or above a folder that is a package or a repository; the folder itself where none is. */
export function workspaceOf(folder: string): string {
  const before = known.get(folder);
  if (before !== undefined) return before;
  let workspace = folder;
  for (let above = folder; ; above = nodePath.dirname(above)) {
    if (MARKS.some((mark) => existsSync(nodePath.join(above, mark)))) workspace = above;
    if (above === nodePath.dirname(above)) break;
  }
  known.set(folder, workspace);
  return workspace;
}

/** True for a folder, and for what lies in it. */
export function isWithin(folder: string, file: string, path: PlatformPath = nodePath): boolean {
  const inside = path.relative(folder, file);
  return inside === '' || (inside !== '..' && !inside.startsWith(`..${path.sep}`) && !path.isAbsolute(inside));
}

/**
 * A path as it may leave the process: relative to the working directory, with forward slashes. What lies outside the
 * workspace of that directory is named from its own workspace on, so that no folder of the machine is told.
 */
export function portablePath(
  file: string,
  cwd: string = process.cwd(),
  path: PlatformPath = nodePath,
  workspace: (folder: string) => string = workspaceOf,
): string {
  const absolute = path.resolve(cwd, file);
  const isNear = isWithin(cwd, absolute, path) || isWithin(workspace(cwd), absolute, path);
  const from = isNear ? cwd : path.dirname(workspace(path.dirname(absolute)));
  return path.relative(from, absolute).split(path.sep).join('/');
}
