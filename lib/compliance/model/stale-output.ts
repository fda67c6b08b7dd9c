import { existsSync, readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { InputError } from './input-error';

/** Folders that hold no source of a CDKTF app. */
const NOT_SOURCES = new Set(['node_modules', 'cdktf.out', 'dist', 'coverage', 'test', 'tests', '__tests__']);
const SOURCE = /\.(ts|mts|cts|js|mjs|cjs)$/;
const TEST = /[.-](test|spec)\.[cm]?[jt]s$/;
const MOST_FILES = 5_000;

/** In the output folder, from the beginning of a synthesis with `Guardrails.enforce` until its output was accepted. */
export const REJECTION_FILE = '.guardrails-rejected.json';

/** The name under which `Guardrails.enforce` sets the file of a stack aside that must not be deployed. */
export function rejectedName(file: string): string {
  return `${file}.rejected`;
}

/** Why the output of a folder must not be used. */
export interface Rejection {
  readonly reason: string;
  /** Tells syntheses apart; undefined where the file cannot be read. */
  readonly run: string | undefined;
}

/** The mark that `Guardrails.enforce` left in a folder; a mark that cannot be read counts as one. */
export function readRejection(folder: string): Rejection | undefined {
  let text: string;
  try {
    text = readFileSync(path.join(folder, REJECTION_FILE), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : { reason: 'the mark cannot be read', run: undefined };
  }
  const { reason, run } = fieldsOf(text);
  return {
    reason: typeof reason === 'string' && reason !== '' ? reason : 'the mark does not say why',
    run: typeof run === 'string' ? run : undefined,
  };
}

function fieldsOf(text: string): { readonly reason?: unknown; readonly run?: unknown } {
  try {
    return (JSON.parse(text) as object | null) ?? {};
  } catch {
    return {};
  }
}

/**
 * Refuses output that does not stand for the sources: after a failed synthesis the files of an earlier one stay.
 *
 * Three signs are known. `Guardrails.enforce` leaves a mark until it has accepted the output. CDKTF writes manifest.json last, so a stack that is newer than the manifest belongs to a
 * synthesis that did not end; and a source file, or cdktf.json with its context, that is newer than the manifest has
 * not been synthesised.
 */
export function checkFreshness(folder: string, stacks: readonly string[]): void {
  const rejection = readRejection(folder);
  if (rejection !== undefined) {
    const remedy = `where the app no longer calls Guardrails.enforce, delete ${REJECTION_FILE}`;
    throw stale(folder, `Guardrails.enforce has not accepted it: ${rejection.reason}; ${remedy}`);
  }
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
