import { isAbsolute, posix, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ReportSurroundings } from './reporter';

type Roots = Pick<ReportSurroundings, 'root' | 'repository'>;

/**
 * A path as the pages of a repository know it: from the root of the repository, with forward slashes. What lies outside
 * of it stays as it is.
 */
export function reportPath(file: string, { root, repository = root }: Roots): string {
  const inside = relative(repository, resolve(root, file));
  const isOutside = inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return (isOutside ? file : inside).split(sep).join('/');
}

/** True where `reportPath` could make the path relative to the repository. */
export function isInRepository(path: string): boolean {
  return !isAbsolute(path) && !/^\.\.(?:\/|$)/.test(posix.normalize(path));
}

/** A path as a URI: percent-encoded; `file:` where it is absolute. */
export function uriOf(path: string): string {
  // A half of a pair is no character, and cannot be encoded.
  const text = path.replace(/\p{Surrogate}/gu, '\ufffd');
  return isAbsolute(text) ? pathToFileURL(text).href : text.split('/').map(encodeURIComponent).join('/');
}
