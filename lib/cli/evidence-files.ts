import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { InputError } from '../compliance/model/input-error';
import { sha256 } from '../evidence/canonical-json';
import { isEvidence } from '../evidence/read-evidence';
import { isSignature } from '../evidence/signature';
import { replaceFile } from './baseline-file';
import { UsageError } from './usage-error';
import { realPath } from './real-path';

/** The file of the signature beside a manifest. */
export function signatureOf(file: string): string {
  return `${file}.sig`;
}

/**
 * The bytes of a file.
 *
 * @throws InputError where it cannot be read
 */
export function readBytes(file: string, cwd: string, what: string): Buffer {
  const path = resolve(cwd, file);
  try {
    if (!statSync(path).isFile()) throw new InputError(`${what} is no regular file; name a file`, { file });
    return readFileSync(path);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new InputError(`${what} cannot be read (${code}); check the path`, { file, cause: error });
  }
}

/** SHA-256 of a file; undefined where there is no regular file that can be read. */
export function hashOf(file: string, cwd: string): string | undefined {
  try {
    return sha256(readBytes(file, cwd, 'the file'));
  } catch {
    return undefined;
  }
}

/**
 * Refuses to replace what is no manifest, or no signature of one.
 *
 * @throws UsageError
 */
export function refuseUnrelated(file: string, cwd: string): void {
  for (const [name, isOurs, what] of [
    [file, isEvidence, 'a manifest of evidence'],
    [signatureOf(file), isSignature, 'a signature'],
  ] as const) {
    const path = resolve(cwd, name);
    if (existsSync(path) && !isOurs(readBytes(name, cwd, 'the file').toString('utf8')))
      throw new UsageError(`${name} exists and is not ${what}; name another file with --out, or remove it`);
  }
}

/**
 * Writes the manifest and its signature; the signature of what was replaced is removed. What is read in between does not
 * fit together, and is not accepted.
 */
export function writeEvidence(file: string, text: string, signature: string | undefined, cwd: string): void {
  const name = signatureOf(file);
  if (signature !== undefined) replaceFile(resolve(cwd, name), name, signature);
  replaceFile(resolve(cwd, file), file, text);
  if (signature === undefined) rmSync(resolve(cwd, name), { force: true });
}

/** Names a file relative to a folder, with forward slashes, symbolic links followed. */
export function relativeName(file: string, cwd: string): string {
  return relative(realPath(cwd), realPath(resolve(cwd, file)))
    .split(sep)
    .join('/');
}
