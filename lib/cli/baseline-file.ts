import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BASELINE_FILE, parseBaseline, type Baseline } from '../compliance/engine/baseline';
import { InputError } from '../compliance/model/input-error';
import { decodeUtf8 } from '../compliance/model/utf8-text';

/**
 * The baseline of a run: the file that is named, else `guardrails.baseline.json` where it exists.
 *
 * @throws InputError when a named file does not exist, or the file is broken
 */
export function loadBaseline(named: string | undefined, cwd: string): Baseline | undefined {
  const file = named ?? BASELINE_FILE;
  const path = resolve(cwd, file);
  if (named === undefined && !existsSync(path)) return undefined;
  return parseBaseline(decodeUtf8(read(path, file), file), file);
}

/** Replaces a file as a whole, or leaves it as it was. */
export function replaceFile(path: string, file: string, text: string): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeFileSync(draft, text, { flag: 'wx' });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new InputError(`cannot be written (${codeOf(error)}); check the folder and its permissions`, {
      file,
      cause: error,
    });
  }
}

function read(path: string, file: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new InputError(
      `the baseline cannot be read (${codeOf(error)}); make one with \`cdktf-guardrails baseline create\``,
      { file, cause: error },
    );
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error';
}
