import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { InputError } from './input-error';
import { parseJsonText } from './json-text';
import { rejectedName, REJECTION_FILE } from './stale-output';
import { decodeUtf8 } from './utf8-text';
import { member, type Value } from './value';

/** A stack that `cdktf synth` wrote. */
export interface SynthesizedStack {
  readonly name: string;
  readonly file: string;
}

const MANIFEST = 'manifest.json';
const STACKS = 'stacks';
const STACK_FILE = 'cdk.tf.json';

/** The output folder of CDKTF to which the file of a stack belongs. */
export function outputFolderOf(file: string): string | undefined {
  const stacks = path.dirname(path.dirname(path.resolve(file)));
  if (path.basename(file) !== STACK_FILE || path.basename(stacks) !== STACKS) return undefined;
  const output = path.dirname(stacks);
  return [MANIFEST, REJECTION_FILE].some((name) => existsSync(path.join(output, name))) ? output : undefined;
}

/** The stacks of an output folder of CDKTF, by its manifest; undefined when the folder is none. */
export function readSynthOutput(folder: string): readonly SynthesizedStack[] | undefined {
  const manifest = path.join(folder, MANIFEST);
  if (existsSync(manifest)) return readManifest(folder, manifest);
  const stacks = path.join(folder, STACKS);
  if (statSync(stacks, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  return readdirSync(stacks)
    .map((name) => ({ name, file: stackFileIn(path.join(stacks, name)) }))
    .filter(({ file }) => lstatSync(file, { throwIfNoEntry: false }) !== undefined);
}

/** The file of a stack; the one that `Guardrails.enforce` has set aside where there is only that. */
function stackFileIn(folder: string): string {
  const file = path.join(folder, STACK_FILE);
  const rejected = rejectedName(file);
  return !existsSync(file) && existsSync(rejected) ? rejected : file;
}

function readManifest(folder: string, manifest: string): readonly SynthesizedStack[] {
  const stacks = member(parseJsonText(readText(manifest), manifest).value, 'stacks');
  if (stacks === undefined) throw new InputError('not a manifest of CDKTF: it has no "stacks"', { file: manifest });
  return Object.values(stacks).map((stack: Value) => {
    const name = textOf(stack, 'name', manifest);
    const file = path.resolve(folder, textOf(stack, 'synthesizedStackPath', manifest));
    if (!file.startsWith(path.resolve(folder) + path.sep)) {
      throw new InputError(`the path of stack ${JSON.stringify(name)} leads out of the folder`, { file: manifest });
    }
    if (!existsSync(file)) {
      throw new InputError(
        `stack ${JSON.stringify(name)} has no file ${path.relative(folder, file)}; run \`cdktf synth\` again`,
        { file: manifest },
      );
    }
    return { name, file: path.join(folder, path.relative(path.resolve(folder), file)) };
  });
}

function readText(manifest: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(manifest);
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new InputError(`the manifest of CDKTF cannot be read (${code}); run \`cdktf synth\` again`, {
      file: manifest,
      cause: error,
    });
  }
  return decodeUtf8(bytes, manifest);
}

function textOf(stack: Value, key: string, manifest: string): string {
  const value = member(stack, key);
  if (typeof value === 'string') return value;
  throw new InputError(`not a manifest of CDKTF: a stack has no ${JSON.stringify(key)}`, { file: manifest });
}
