import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Block, Configuration, Position } from '../compliance/model/block';
import { InputError } from '../compliance/model/input-error';
import { locateJson } from '../compliance/model/json-positions';
import { parseJsonText } from '../compliance/model/json-text';
import type { LoadedInput } from '../compliance/model/load';
import { parsePath, type PathSegment } from '../compliance/model/path';
import type { PolicyDocument } from '../compliance/model/policy-document-types';
import { member, type Unknown, type Value } from '../compliance/model/value';
import { decodeUtf8 } from '../compliance/model/utf8-text';
import { LINTED_POLICY_CARRIERS, lintedPolicies } from '../compliance/reading/policies/linted-policies';
import { policyFromJson } from '../policy-evaluation';
import type { LintedKind, LintOptions } from '../policy-lint';
import { choosePaths } from './check-command';
import type { Io } from './io';
import { loadInputs, loadStdin } from './load-inputs';
import { isStdin, readStdin, STDIN_NAME } from './stdin';

/** A policy to lint, and where it stands. */
export interface LintInput {
  readonly file: string;
  /** The block that carries it; undefined for a file that is a policy. */
  readonly block: Block | undefined;
  /** Path of the attribute that holds it. */
  readonly path: string;
  readonly document: PolicyDocument | Unknown;
  readonly options: LintOptions;
  /** Place of a path in the document: `Statement[0].Action`. */
  locate(statementPath: string): Position | undefined;
}

/** Policies are much smaller; what is larger is Terraform JSON. */
const LARGEST_POLICY = 1_000_000;

/** Where a document stands in what the AWS command line prints. */
const PLACES: readonly (readonly string[])[] = [[], ['PolicyDocument'], ['PolicyVersion', 'Document'], ['Document']];

/**
 * Reads the policies of the paths: files of policies, folders of such files, and Terraform JSON as `check` takes it.
 *
 * @param kind of the policies that are files; by what they say when left out
 * @throws InputError when something cannot be read or there is no policy
 */
export function readLintInputs(
  paths: readonly string[],
  { kind, allowStale = false }: { readonly kind?: LintedKind | undefined; readonly allowStale?: boolean | undefined },
  io: Io,
): readonly LintInput[] {
  const given = choosePaths(paths, io.cwd);
  const inputs = isStdin(given)
    ? stdinPolicies(kind, io)
    : given.flatMap((name) => {
        const path = io.cwd === process.cwd() ? name : resolve(io.cwd, name);
        const files = readable(() => policyFiles(path, kind));
        return files.length > 0 ? files : terraformPolicies(path, allowStale, io);
      });
  if (inputs.length > 0) return inputs;
  throw new InputError('nothing to lint: there is no policy', { exitCode: 3, file: given.join(', ') });
}

/** What the file system refuses is told of when it is read as Terraform JSON. */
function readable(read: () => readonly LintInput[]): readonly LintInput[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError || (error as Partial<NodeJS.ErrnoException>).syscall === undefined) throw error;
    return [];
  }
}

function policyFiles(path: string, kind: LintedKind | undefined): readonly LintInput[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() === true) return policyFile(path, stats.size, kind);
  if (stats?.isDirectory() !== true || isTerraform(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    .sort()
    .flatMap((name) => fileOfFolder(join(path, name), kind));
}

/** A file of a folder that cannot be read is told of, and not passed over. */
function fileOfFolder(file: string, kind: LintedKind | undefined): readonly LintInput[] {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats?.isFile() === true ? policyFile(file, stats.size, kind) : [];
  } catch (error) {
    const { code, syscall } = error as Partial<NodeJS.ErrnoException>;
    if (error instanceof InputError || syscall === undefined) throw error;
    throw new InputError(`the policy cannot be read (${code ?? syscall}); check its rights`, { file, cause: error });
  }
}

/** Folders of Terraform JSON, of a synthesis and of a project hold other JSON, too. */
function isTerraform(folder: string): boolean {
  return readdirSync(folder).some(
    (name) => name.endsWith('.tf.json') || /^(?:manifest|cdktf|package)\.json$/.test(name),
  );
}

function policyFile(file: string, size: number, kind: LintedKind | undefined): readonly LintInput[] {
  if (size > LARGEST_POLICY) return refuseHuge(file, size);
  return looksLikePolicy(file) ? policyOf(decodeUtf8(readFileSync(file), file), file, kind) : [];
}

/** The policy that a text is; none where it is other JSON. */
function policyOf(json: string, file: string, kind: LintedKind | undefined): readonly LintInput[] {
  const { text, value } = parseJsonText(json, file);
  const place = PLACES.find((keys) => member(at(value as Value, keys), 'Statement') !== undefined);
  if (place === undefined) return [];
  const { document } = policyFromJson(file, at(value as Value, place));
  const options: LintOptions = { kind: kind ?? kindOf(document) };
  const locate = (statementPath: string): Position | undefined =>
    locateJson(text, [...place, ...segmentsOf(statementPath, at(value as Value, place))]);
  return [{ file, block: undefined, path: place.join('.'), document, options, locate }];
}

function refuseHuge(file: string, size: number): readonly LintInput[] {
  const head = Buffer.alloc(10_000);
  const descriptor = openSync(file, 'r');
  readSync(descriptor, head, 0, head.length, 0);
  closeSync(descriptor);
  if (file.endsWith('.tf.json') || !/^\s*\{[^{]*"Statement"\s*:/.test(head.toString('latin1'))) return [];
  const megabytes = (size / 1e6).toFixed(1);
  throw new InputError(
    `the policy has ${megabytes} MB, and no policy of AWS has more than a hundredth of that; split it`,
    { file },
  );
}

/** Terraform JSON has no such key but in policies; other JSON is told of when it is read as Terraform JSON. */
function looksLikePolicy(file: string): boolean {
  return readFileSync(file, 'latin1').includes('"Statement"') && !file.endsWith('.tf.json');
}

function at(value: Value, keys: readonly string[]): Value {
  return keys.reduce<Value>((held, key) => member(held, key), value);
}

/** A single text in place of a list has no index. */
function segmentsOf(statementPath: string, document: Value): readonly PathSegment[] {
  const found: PathSegment[] = [];
  let value: Value = document;
  for (const segment of parsePath(statementPath)) {
    const isList = Array.isArray(value);
    if (typeof segment === 'number' && !isList) continue;
    found.push(segment);
    value = typeof segment === 'number' ? (value as readonly Value[])[segment] : member(value, segment);
  }
  return found;
}

/** Policies with principals are those of resources, or say who may assume a role. */
function kindOf(document: PolicyDocument | Unknown): LintedKind {
  if (!('statements' in document)) return 'identity';
  const { statements } = document;
  if (!statements.some(({ principals, notPrincipals }) => principals !== undefined || notPrincipals !== undefined))
    return 'identity';
  const assumes = statements.some(({ actions }) =>
    (actions ?? []).some((action) => typeof action === 'string' && /^sts:/i.test(action)),
  );
  return assumes ? 'trust' : 'resource';
}

function stdinPolicies(kind: LintedKind | undefined, io: Io): readonly LintInput[] {
  const text = readStdin();
  const policies = policyOf(text, STDIN_NAME, kind);
  return policies.length > 0 ? policies : carriedPolicies(loadStdin(text, false, io));
}

function terraformPolicies(path: string, allowStale: boolean, io: Io): readonly LintInput[] {
  return carriedPolicies(loadInputs([path], false, { allowStale }, io));
}

function carriedPolicies(inputs: readonly LoadedInput[]): readonly LintInput[] {
  return inputs.flatMap(({ configuration }) =>
    LINTED_POLICY_CARRIERS.flatMap((selector) =>
      configuration.ofType(selector).flatMap((block) => policiesOf(block, configuration)),
    ),
  );
}

function policiesOf(block: Block, configuration: Configuration): readonly LintInput[] {
  return lintedPolicies(block).map(({ path, document, options }) => ({
    file: configuration.fileOf(block),
    block,
    path,
    document,
    options,
    locate: () => configuration.locate(block, path),
  }));
}
