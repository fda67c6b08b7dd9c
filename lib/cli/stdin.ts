import { readFileSync } from 'node:fs';
import { InputError } from '../compliance/model/input-error';
import { decodeUtf8 } from '../compliance/model/utf8-text';
import { UsageError } from './usage-error';

/** The path that stands for standard input. */
export const STDIN = '-';

/** What reports call it. */
export const STDIN_NAME = '<stdin>';

/**
 * Whether standard input is to be read in place of files.
 *
 * @throws UsageError where files are named beside it
 */
export function isStdin(paths: readonly string[]): boolean {
  if (!paths.includes(STDIN)) return false;
  if (paths.length === 1) return true;
  throw new UsageError('- is standard input, which is read alone; leave the other paths out');
}

/** All of standard input, once. */
export function readStdin(): string {
  try {
    return decodeUtf8(readFileSync(0), STDIN_NAME);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new InputError(`cannot be read (${code}); pipe JSON into the command`, { file: STDIN_NAME, cause: error });
  }
}
