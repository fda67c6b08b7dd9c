import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { InputError } from './input-error';
import { parseJsonText } from './json-text';
import { member, type Value } from './value';

/** A stack that `cdktf synth` wrote. */
export interface SynthesizedStack {
  readonly name: string;
  readonly file: string;
}

/** The stacks of an output folder of CDKTF, by its manifest; undefined when the folder is none. */
export function readSynthOutput(folder: string): readonly SynthesizedStack[] | undefined {
  const manifest = path.join(folder, 'manifest.json');
  if (existsSync(manifest)) return readManifest(folder, manifest);
  const stacks = path.join(folder, 'stacks');
  if (statSync(stacks, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  return readdirSync(stacks)
    .map((name) => ({ name, file: path.join(stacks, name, 'cdk.tf.json') }))
    .filter(({ file }) => existsSync(file));
}

function readManifest(folder: string, manifest: string): readonly SynthesizedStack[] {
  const stacks = member(parseJsonText(readFileSync(manifest, 'utf8'), manifest).value, 'stacks');
  if (stacks === undefined) throw new InputError('not a manifest of CDKTF: it has no "stacks"', { file: manifest });
  return Object.values(stacks).map((stack: Value) => {
    const name = textOf(stack, 'name', manifest);
    const file = path.resolve(folder, textOf(stack, 'synthesizedStackPath', manifest));
    if (!file.startsWith(path.resolve(folder) + path.sep)) {
      throw new InputError(`the path of stack ${JSON.stringify(name)} leads out of the folder`, { file: manifest });
    }
    if (!existsSync(file)) {
      throw new InputError(`stack ${JSON.stringify(name)} has no file ${path.relative(folder, file)}; run \`cdktf synth\` again`, { file: manifest });
    }
    return { name, file: path.join(folder, path.relative(path.resolve(folder), file)) };
  });
}

function textOf(stack: Value, key: string, manifest: string): string {
  const value = member(stack, key);
  if (typeof value === 'string') return value;
  throw new InputError(`not a manifest of CDKTF: a stack has no ${JSON.stringify(key)}`, { file: manifest });
}
