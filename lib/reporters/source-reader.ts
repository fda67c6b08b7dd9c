import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';

const LARGEST_FILE = 1024 * 1024;

/** What stacks are written in; anything else that a path names, such as a `.env` file, is not shown. */
const SOURCE_FILE = /\.[cm]?[jt]sx?$/;

/**
 * Reads source files for code frames: regular ones of at most 1 MB inside of a folder. Anything else is as good as
 * missing, because paths come from the input.
 */
export function sourceReader(folder: string): (file: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (file) => {
    if (!known.has(file)) known.set(file, read(file, folder));
    return known.get(file);
  };
}

function read(file: string, folder: string): string | undefined {
  if (!SOURCE_FILE.test(file)) return undefined;
  try {
    const path = realpathSync(resolve(folder, file));
    const inside = relative(realpathSync(folder), path);
    if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside) || !SOURCE_FILE.test(path))
      return undefined;
    const stats = statSync(path);
    return stats.isFile() && stats.size <= LARGEST_FILE ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
