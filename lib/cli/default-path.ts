import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InputError } from '../compliance/model/input-error';
import { parseJsonText } from '../compliance/model/json-text';
import { decodeUtf8 } from '../compliance/model/utf8-text';

/** Where cdktf writes when cdktf.json does not say. */
const OUTPUT = 'cdktf.out';

/**
 * The folder to check when no path is given: `output` of cdktf.json, or `cdktf.out`.
 *
 * @throws InputError when that folder does not exist, or cdktf.json is broken
 */
export function defaultPath(cwd: string): string {
  const folder = configuredOutput(cwd) ?? OUTPUT;
  if (!existsSync(resolve(cwd, folder))) {
    throw new InputError(
      `nothing to check: there is no ${folder} here; run \`cdktf synth\` first, or name a file or folder`,
      { exitCode: 3 },
    );
  }
  return folder;
}

function configuredOutput(cwd: string): string | undefined {
  const bytes = readProject(join(cwd, 'cdktf.json'));
  if (bytes === undefined) return undefined;
  const { output } = parseJsonText(decodeUtf8(bytes, 'cdktf.json'), 'cdktf.json').value;
  return typeof output === 'string' && output !== '' ? output : undefined;
}

function readProject(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new InputError(`cannot be read (${code}); name a file or folder to check`, {
      file: 'cdktf.json',
      cause: error,
    });
  }
}
