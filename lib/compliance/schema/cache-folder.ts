import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const NAME = 'cdktf-guardrails';

/** Folders for what can be made again: of the project, then of the user. The first that can be written is used. */
export function cacheFolders(from: string): readonly string[] {
  const project = projectOf(path.resolve(from));
  return [
    ...(project === undefined ? [] : [path.join(project, 'node_modules', '.cache', NAME)]),
    path.join(userCache(), NAME),
  ];
}

/** What can be made of a file of the cache, in the first folder where that is something; undefined where it is nowhere. */
export function readCached<Content>(
  folders: readonly string[],
  file: string,
  read: (text: string) => Content | undefined,
): Content | undefined {
  for (const folder of folders) {
    const text = textOf(path.join(folder, file));
    const content = text === undefined ? undefined : read(text);
    if (content !== undefined) return content;
  }
  return undefined;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Writes a file of the cache into the first folder that lets us. A reader sees the whole file or none of it. */
export function writeCached(folders: readonly string[], file: string, text: string): void {
  for (const folder of folders) {
    const partial = path.join(folder, `${file}.${randomUUID()}`);
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(partial, text, { flag: 'wx' });
      renameSync(partial, path.join(folder, file));
      return;
    } catch {
      removeIfThere(partial);
    }
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // There is no folder that it could lie in.
  }
}

/** The nearest folder upwards that has dependencies installed and lets us write into them. */
function projectOf(from: string): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const modules = path.join(folder, 'node_modules');
    if (existsSync(modules)) return isWritable(modules) ? folder : undefined;
    if (folder === path.dirname(folder)) return undefined;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function userCache(): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  if (xdg !== undefined && path.isAbsolute(xdg)) return xdg;
  if (process.platform === 'win32' && local !== undefined) return local;
  return process.platform === 'darwin' ? path.join(homedir(), 'Library', 'Caches') : path.join(homedir(), '.cache');
}
