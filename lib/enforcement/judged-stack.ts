import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { TerraformStack } from 'cdktf';
import { connectStacks } from '../compliance/model/configuration';
import { InputError } from '../compliance/model/input-error';
import { loadJson, loadPaths, type LoadedInput } from '../compliance/model/load';
import { rejectedName } from '../compliance/model/stale-output';
import type { AppConstruct, StackEntry } from './constructs-of-stacks';

const STACK_FILE = 'cdk.tf.json';

/** A stack with what it comes to in JSON. */
export interface JudgedStack {
  readonly stack: TerraformStack;
  readonly input: LoadedInput;
  /** The JSON, where it was made in memory. */
  readonly json?: unknown;
}

/**
 * Stacks of an app as they were written, overrides and all, with the files that Terraform reads beside them.
 *
 * @throws InputError where the manifest has a stack that is none of them
 */
export function writtenStacks(app: AppConstruct, stacks: readonly TerraformStack[]): readonly JudgedStack[] {
  const known = new Set(stacks.map(({ node }) => node.id));
  const foreign = Object.values(app.manifest.stacks).find(({ name }) => !known.has(name));
  if (foreign !== undefined)
    throw new InputError(
      `stack ${foreign.name} is in the manifest, but not in the app; make it in the app, or make a new app`,
      {
        file: join(app.outdir, foreign.synthesizedStackPath),
      },
    );
  return connected(entriesOf(app, stacks).map(([stack, entry]) => written(app, stack, entry)));
}

/** Stacks as they will be written: before the synthesis has come so far, or where it writes HCL. */
export function finalStacks(stacks: readonly TerraformStack[]): readonly JudgedStack[] {
  return connected(stacks.map(inMemory));
}

/** The file of the stack itself. */
export function stackFileOf({ files, configuration }: LoadedInput): string {
  return files.find(({ file }) => basename(file) === STACK_FILE)?.file ?? configuration.file;
}

/**
 * Those of the stacks that were written otherwise than they were judged before, or not judged at all, and those whose
 * modules could not be read before they were written. What enforcement has set aside fails the synthesis already.
 */
export function changedStacks(
  app: AppConstruct,
  stacks: readonly TerraformStack[],
  judged: readonly JudgedStack[],
): readonly JudgedStack[] {
  const before = new Map(judged.map((each) => [each.stack, each]));
  const changed = entriesOf(app, stacks).filter(([stack, entry]) => {
    if (isSetAside(app, entry)) return false;
    const { file, neighbours } = filesOf(app, entry);
    const now = isJson(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : jsonOf(stack);
    const { json, input } = before.get(stack) ?? {};
    const isUnread = input !== undefined && input.warnings.length > 0;
    return neighbours.length > 0 || isUnread || !isDeepStrictEqual(now, json);
  });
  return connected(changed.map(([stack, entry]) => written(app, stack, entry)));
}

/** Stacks of one id, each in a construct of its own, write one file: the first of them stands for it. */
function entriesOf(
  app: AppConstruct,
  stacks: readonly TerraformStack[],
): readonly (readonly [TerraformStack, StackEntry])[] {
  const entries = new Map(Object.values(app.manifest.stacks).map((entry) => [entry.name, entry]));
  return stacks.flatMap((stack) => {
    const entry = entries.get(stack.node.id);
    entries.delete(stack.node.id);
    return entry === undefined ? [] : [[stack, entry] as const];
  });
}

function written(app: AppConstruct, stack: TerraformStack, entry: StackEntry): JudgedStack {
  const { file, neighbours } = filesOf(app, entry);
  const judged = isJson(file) ? { stack, input: load(file, neighbours) } : inMemory(stack);
  const unread = neighbours.filter((name) => !isJson(file) || !isJson(name));
  const folder = dirname(entry.synthesizedStackPath).replaceAll('\\', '/');
  const warnings = unread.map((name) => ({
    file: judged.input.configuration.file,
    address: 'terraform',
    message: `${folder}/${name} is not checked, although Terraform reads it too; ${isJson(name) ? 'delete it, or have the app write JSON' : 'write it as JSON, or delete it'}`,
  }));
  return { ...judged, input: { ...judged.input, warnings: [...judged.input.warnings, ...warnings] } };
}

/** Terraform reads every file of the folder; of those in JSON some may override others. */
function load(file: string, neighbours: readonly string[]): LoadedInput {
  const path = neighbours.some(isJson) ? dirname(file) : file;
  const [input, ...others] = loadPaths([path], { allowStale: true });
  if (input === undefined || others.length > 0 || !input.files.some((each) => resolve(each.file) === resolve(file)))
    throw new InputError('the folder of a stack is no output folder of its own; delete its manifest.json and stacks', {
      file: path,
    });
  return input;
}

interface StackFiles {
  readonly file: string;
  /** Names of the other files that Terraform reads. */
  readonly neighbours: readonly string[];
}

/** What Terraform takes for a file of a configuration: nothing hidden, no backup of an editor. */
const CONFIGURATION_FILE = /^(?!\.|#.*#$).+\.tf(?:\.json)?$/;

function filesOf(app: AppConstruct, { name, synthesizedStackPath }: StackEntry): StackFiles {
  const file = join(app.outdir, synthesizedStackPath);
  if (!existsSync(file))
    throw new InputError(`stack ${name} is in the manifest, but was not written; correct its synthesizer`, { file });
  const neighbours = readdirSync(dirname(file), { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && CONFIGURATION_FILE.test(entry.name) && entry.name !== basename(file))
    .map((entry) => entry.name)
    .sort();
  return { file, neighbours };
}

function isSetAside(app: AppConstruct, { synthesizedStackPath }: StackEntry): boolean {
  const file = join(app.outdir, synthesizedStackPath);
  return !existsSync(file) && existsSync(rejectedName(file));
}

function isJson(file: string): boolean {
  return file.endsWith('.json');
}

function inMemory(stack: TerraformStack): JudgedStack {
  const json = jsonOf(stack);
  return { stack, input: loadJson(json, stack.node.path), json };
}

function jsonOf(stack: TerraformStack): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(stack.toTerraform())) as Readonly<Record<string, unknown>>;
}

function connected(stacks: readonly JudgedStack[]): readonly JudgedStack[] {
  connectStacks(stacks.map(({ input }) => input.configuration));
  return stacks;
}
