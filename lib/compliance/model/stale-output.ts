import { existsSync, readdirSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { InputError } from './input-error';

/** Folders that hold no source of a CDKTF app. */
const NOT_SOURCES = new Set(['node_modules', 'cdktf.out', 'dist', 'coverage', 'test', 'tests', '__tests__']);
const SOURCE = /\.(ts|mts|cts|js|mjs|cjs)$/;
const TEST = /[.-](test|spec)\.[cm]?[jt]s$/;
const MOST_FILES = 5_000;

/**
 * Refuses output that does not stand for the sources: after a failed synthesis the files of an earlier one stay.
 *
 * Two signs are known. CDKTF writes manifest.json last, so a stack that is newer than the manifest belongs to a
 * synthesis that did not end; and a source file, or cdktf.json with its context, that is newer than the manifest has
 * not been synthesised.
 */
export function checkFreshness(folder: string, stacks: readonly string[]): void {
  const manifest = path.join(folder, 'manifest.json');
  if (!existsSync(manifest)) return;
  const written = statSync(manifest).mtimeMs;
  for (const stack of stacks) {
    if (statSync(stack).mtimeMs > written + 1) {
      throw stale(
        folder,
        `${path.relative(folder, stack)} is newer than manifest.json: the last synthesis failed before its end, or the folder was copied without its times`,
      );
    }
  }
  const project = path.dirname(path.resolve(folder));
  const settings = path.join(project, 'cdktf.json');
  if (!existsSync(settings)) return;
  if (statSync(settings).mtimeMs > written) throw stale(folder, 'cdktf.json is newer than the output');
  const newer = findNewerSource(project, path.resolve(folder), written);
  if (newer !== undefined) throw stale(folder, `${path.relative(project, newer)} is newer than the output`);
}

function stale(folder: string, why: string): InputError {
  return new InputError(
    `stale output: ${why}; run \`cdktf synth\` until it succeeds (\`cdktf-guardrails check --allow-stale\` reads it all the same)`,
    { file: folder },
  );
}

function findNewerSource(project: string, output: string, written: number): string | undefined {
  const folders = [project];
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined && seen < MOST_FILES; folder = folders.pop()) {
    for (const entry of entriesOf(folder)) {
      const full = path.join(folder, entry.name);
      seen += 1;
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') && !NOT_SOURCES.has(entry.name) && full !== output) folders.push(full);
      } else if (isSource(entry.name) && (statSync(full, { throwIfNoEntry: false })?.mtimeMs ?? 0) > written)
        return full;
    }
  }
  return undefined;
}

function isSource(name: string): boolean {
  return SOURCE.test(name) && !TEST.test(name) && !name.endsWith('.d.ts');
}

/** What is in a folder; a folder that may not be read holds no source of this app. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
