import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { getHeapStatistics } from 'node:v8';
import type { Configuration, InputKind } from './block';
import { buildConfiguration, connectStacks, unreadModulesOf } from './configuration';
import { InputError } from './input-error';
import { parseJsonText } from './json-text';
import { isTerraform, type Source } from './raw-block';
import type { ModuleWarning } from './modules/called-module';
import { readModules, unreadModules } from './modules/read-modules';
import { shownBlocks } from './terraform-show/shown-blocks';
import { shownKind } from './terraform-show/show-json';
import { checkFreshness } from './stale-output';
import { outputFolderOf, readSynthOutput, type SynthesizedStack } from './synth-output';
import { decodeUtf8 } from './utf8-text';

/** A file that was read, with the hash of its bytes. */
export interface InputFile {
  readonly file: string;
  readonly kind: InputKind;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly sha256: string;
}

/** One configuration and the files it was read from. */
export interface LoadedInput {
  readonly configuration: Configuration;
  readonly files: readonly InputFile[];
  /** Modules that the configuration calls and that are not checked. */
  readonly warnings: readonly ModuleWarning[];
}

/** How files are read. */
export interface LoadOptions {
  /** Check an output folder although it is older than the sources, or was left by a failed synthesis. Default: false. */
  readonly allowStale?: boolean;
  /** Largest file to read, in bytes. Default: what the memory of the process allows, at most 500 MB. */
  readonly maxBytes?: number;
}

/** Memory that checking needs for each byte of JSON, measured. */
const MEMORY_PER_BYTE = 9;
/** Longest string that V8 holds, less a margin. */
const LONGEST_TEXT = 500_000_000;

/**
 * Reads what the paths name: output folders of CDKTF with any number of stacks, folders and files of Terraform JSON.
 * The modules that these call in folders of the project are part of them. A folder that is named itself is a root
 * module, as for Terraform, although another one may call it too.
 *
 * @throws InputError when something cannot be read or there is nothing to check
 */
export function loadPaths(paths: readonly string[], options: LoadOptions = {}): readonly LoadedInput[] {
  const unique = new Map<string, LoadedInput>();
  for (const input of paths.flatMap((given) => readPath(given, options))) unique.set(input.configuration.file, input);
  const inputs = [...unique.values()];
  connectStacks(inputs.map(({ configuration }) => configuration));
  return inputs;
}

/** What is known of Terraform JSON that is in memory. */
export interface JsonOptions {
  /** Where it would lie: the modules that it calls are read from there. Default: none is read. */
  readonly folder?: string;
}

/**
 * Reads Terraform JSON that is in memory: text, or an object that JSON.parse returned.
 *
 * @throws InputError when it is no Terraform JSON, and where a module that it calls cannot be read
 */
export function loadJson(
  json: string | Readonly<Record<string, unknown>>,
  name = 'configuration',
  { folder }: JsonOptions = {},
): LoadedInput {
  const source: Source =
    typeof json === 'string' ? sourceOfText(json, name) : withShown({ file: name, json: undefined, value: json });
  if (!isReadable(source)) throw notTerraform(source);
  const kind = kindOf(source);
  const files: InputFile[] = [
    { file: name, kind, sha256: hash(typeof json === 'string' ? json : JSON.stringify(json)) },
  ];
  const readFile = (file: string): Source => {
    const read = readSource(file, {}, path.relative(folder ?? '', file));
    files.push({ file: read.source.file, kind, sha256: read.sha256 });
    return read.source;
  };
  const modules = folder === undefined ? unreadModules([source]) : readModules([source], folder, readFile);
  const configuration = buildConfiguration(stackName(source.value) ?? name, kind, [source], modules);
  return { configuration, files, warnings: unreadModulesOf(configuration) };
}

/** Folders may be closed to us at any level: what the file system refuses is an error of the input. */
function readPath(given: string, options: LoadOptions): readonly LoadedInput[] {
  try {
    return loadPath(given, options);
  } catch (error) {
    if (error instanceof InputError || (error as Partial<NodeJS.ErrnoException> | null)?.syscall === undefined)
      throw error;
    throw new InputError(`cannot be read: ${reasonOf(error)}`, { file: given, cause: error });
  }
}

function loadPath(given: string, options: LoadOptions): readonly LoadedInput[] {
  if (given.trim() === '') throw new InputError('the path is empty; name a file or folder, or leave it out');
  const stats = statSync(given, { throwIfNoEntry: false });
  if (stats === undefined)
    throw new InputError('no such file or folder; run `cdktf synth` first, or name what it wrote', { file: given });
  if (!stats.isDirectory()) return [loadSingle(given, options)];
  const stacks = readSynthOutput(given);
  if (stacks !== undefined) return loadStacks(given, stacks, options);
  const files = configurationFiles(given);
  if (files.length === 0) throw nothingIn(given);
  for (const file of files) refuseStale(file, options);
  return [loadFiles(path.basename(path.resolve(given)), files, options)];
}

function loadSingle(file: string, options: LoadOptions): LoadedInput {
  refuseStale(file, options);
  return loadFiles(path.basename(file), [file], options);
}

/** A stack that is named by its own file or folder is as stale as its output folder. */
function refuseStale(file: string, { allowStale = false }: LoadOptions): void {
  const output = allowStale ? undefined : outputFolderOf(file);
  if (output !== undefined) checkFreshness(displayPath(output), [path.resolve(file)]);
}

/** The files that Terraform reads of a folder, as far as they are JSON: nothing hidden, no backup of an editor. */
function configurationFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /^(?!\.|#.*#$).+\.tf\.json$/.test(name) && isRegular(path.join(folder, name)))
    .sort()
    .map((name) => path.join(folder, name));
}

/**
 * Terraform passes over a folder whose name ends as a file's does; a pipe would never end. What cannot be looked at is
 * told when it is read.
 */
function isRegular(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return true;
  }
}

function loadStacks(folder: string, stacks: readonly SynthesizedStack[], options: LoadOptions): readonly LoadedInput[] {
  if (stacks.length === 0)
    throw new InputError('no stacks in this folder; did the app create one, and did `cdktf synth` succeed?', {
      file: folder,
      exitCode: 3,
    });
  if (options.allowStale !== true)
    checkFreshness(
      folder,
      stacks.map((stack) => stack.file),
    );
  return stacks.map(({ name, file }) => loadFiles(name, [file, ...neighboursOf(file)], options));
}

/** Terraform reads whatever else in JSON stands beside the file of a stack, and overrides it by some. */
function neighboursOf(file: string): readonly string[] {
  const folder = path.dirname(file);
  return isFolder(folder) ? configurationFiles(folder).filter((each) => path.resolve(each) !== path.resolve(file)) : [];
}

function isFolder(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

/** Files of one folder, with those of the modules that they call. */
function loadFiles(name: string, files: readonly string[], options: LoadOptions): LoadedInput {
  const read: ReturnType<typeof readSource>[] = [];
  const readFile = (file: string): Source => {
    const one = readSource(file, options);
    read.push(one);
    return one.source;
  };
  const sources = files.map(readFile);
  if (!sources.some(isReadable) && sources[0] !== undefined) throw notTerraform(sources[0]);
  const kinds = sources.map(kindOf);
  const kind: InputKind = kinds.find((each) => each !== 'tfjson') ?? 'tfjson';
  const modules = readModules(sources, path.dirname(files[0] ?? '.'), readFile);
  const label = sources.map((source) => stackName(source.value)).find((stack) => stack !== undefined) ?? name;
  const configuration = buildConfiguration(label, kind, sources, modules);
  return {
    configuration,
    warnings: unreadModulesOf(configuration),
    files: read.map(({ source, sha256 }) => ({ file: source.file, kind, sha256 })),
  };
}

function readSource(
  file: string,
  options: LoadOptions,
  display = displayPath(file),
): { readonly source: Source; readonly sha256: string } {
  const bytes = readBytes(file, display, options);
  return { source: sourceOfText(decodeUtf8(bytes, display), display), sha256: hash(bytes) };
}

function readBytes(file: string, display: string, options: LoadOptions): Buffer {
  try {
    const stats = statSync(file);
    const { size } = stats;
    if (stats.isCharacterDevice() || stats.isBlockDevice())
      throw new InputError('a device is no file to check; name a file or folder', { file: display });
    const { heap_size_limit: heap } = getHeapStatistics();
    const limit = options.maxBytes ?? Math.min(LONGEST_TEXT, heap / MEMORY_PER_BYTE);
    if (size > limit) {
      throw new InputError(
        `the file has ${megabytes(size)} MB and at most ${megabytes(limit)} MB fit into the memory of this process; ` +
          `split the stack, or give Node more: NODE_OPTIONS=--max-old-space-size=${String(Math.ceil((size * MEMORY_PER_BYTE) / 2 ** 20))}`,
        { file: display },
      );
    }
    return readFileSync(file);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`cannot be read: ${reasonOf(error)}`, { file: display, cause: error });
  }
}

function sourceOfText(text: string, file: string): Source {
  const json = parseJsonText(text, file);
  return withShown({ file, json, value: json.value });
}

/** Reads the blocks of a plan or a state, so that they are judged as those of Terraform JSON are. */
function withShown(source: Source): Source {
  const shown = shownKind(source.value);
  return shown === undefined ? source : { ...source, shown: shownBlocks(source.value, shown, source) };
}

function nothingIn(folder: string): InputError {
  const names = readdirSync(folder);
  const hint = names.includes('cdktf.json')
    ? 'this is a CDKTF project: run `cdktf synth` and name its output folder (cdktf.out)'
    : names.some((name) => name.endsWith('.tf'))
      ? 'it holds Terraform in HCL, which is not read; Terraform JSON (*.tf.json) is'
      : 'expected the output folder of `cdktf synth`, or *.tf.json files';
  return new InputError(`nothing to check in this folder; ${hint}`, { file: folder, exitCode: 3 });
}

function notTerraform({ file, value }: Source): InputError {
  const hint = Object.hasOwn(value, 'terraform_version')
    ? 'it looks like a plan or a state of an unknown format; give what `terraform show -json` writes'
    : Object.hasOwn(value, 'Resources')
      ? 'it looks like a CloudFormation template'
      : Object.hasOwn(value, 'stacks')
        ? 'it looks like the manifest of CDKTF; name its folder instead'
        : 'it has none of the sections of Terraform JSON (resource, data, provider, …)';
  return new InputError(`nothing to check: ${hint}`, { file, exitCode: 3 });
}

function isReadable(source: Source): boolean {
  return source.shown !== undefined || isTerraform(source.value);
}

function kindOf({ shown, value }: Source): InputKind {
  return shown?.kind ?? (stackName(value) === undefined ? 'tfjson' : 'synth');
}

function stackName(value: Readonly<Record<string, unknown>>): string | undefined {
  const comment = value['//'] as { metadata?: { stackName?: unknown } } | null | undefined;
  const name = comment?.metadata?.stackName;
  return typeof name === 'string' ? name : undefined;
}

function hash(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Relative to the working directory where the file lies below it. */
function displayPath(file: string): string {
  const relative = path.relative(process.cwd(), path.resolve(file));
  if (relative === '') return '.';
  return relative.startsWith('..') ? file : relative;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

function reasonOf(error: unknown): string {
  return String((error as Partial<Error> | null)?.message ?? error).replace(/^\w+: /, '');
}
