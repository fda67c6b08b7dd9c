import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { hash } from 'node:crypto';
import { InputError } from '../model/input-error';

/** An installed package of provider bindings. */
export interface ProviderPackage {
  /** `@cdktf/provider-aws`. */
  readonly name: string;
  readonly version: string;
  /** The file that holds the jsii assembly. */
  readonly assembly: string;
}

/** Scopes under which bindings are published: of CDKTF, and of CDK Terrain. */
const SCOPES = ['@cdktf', '@cdktn'];

/**
 * Finds the bindings of a provider as a module in the folder would: in its own `node_modules`, or in one above it.
 *
 * @throws InputError when they are not installed or hold no jsii assembly
 */
export function findProviderPackage(provider: string, from: string): ProviderPackage {
  const names = SCOPES.map((scope) => `${scope}/provider-${provider}`);
  for (const name of names) {
    const folder = folderOf(name, from);
    if (folder === undefined) continue;
    const assembly = ['.jsii', '.jsii.gz'].map((file) => path.join(folder, file)).find((file) => existsSync(file));
    if (assembly !== undefined) return { name, version: versionOf(folder), assembly };
    throw new InputError(`${name} holds no jsii assembly (.jsii), so its schema is not known; reinstall the package`, {
      file: folder,
    });
  }
  throw new InputError(
    `the schema of the provider ${JSON.stringify(provider)} is read from its bindings, and neither ${names.join(' nor ')} ` +
      `is installed; run npm install --save-dev ${names[0] ?? ''} (bindings that \`cdktf get\` generates have no schema)`,
    { file: from },
  );
}

function folderOf(name: string, from: string): string | undefined {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(candidate, 'package.json'))) return candidate;
    if (folder === path.dirname(folder)) return resolvedFolder(name, from);
  }
}

/** Where packages are not kept in `node_modules`, the loader of modules knows where they are. */
function resolvedFolder(name: string, from: string): string | undefined {
  try {
    return path.dirname(createRequire(path.join(path.resolve(from), 'from')).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

function versionOf(folder: string): string {
  const file = path.join(folder, 'package.json');
  try {
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version?: unknown };
    if (typeof version === 'string') return version;
  } catch (error) {
    throw new InputError(`cannot be read: ${(error as Error).message}`, { file, cause: error });
  }
  throw new InputError('the package has no version; reinstall it', { file });
}

/** Bytes at the end of a file that tell its content: jsii's fingerprint, or the checksum of a compressed file. */
const TAIL = 512;

/**
 * Changes when the assembly does. Reads only its end: the file has more than 100 MB.
 *
 * @throws InputError when it cannot be read
 */
export function fingerprint({ name, version, assembly }: ProviderPackage): string {
  try {
    return hash('sha256', [name, version, ...tailOf(assembly)].join('\u0000'));
  } catch (error) {
    throw new InputError(`cannot be read: ${(error as Error).message}`, { file: assembly, cause: error });
  }
}

/** Size and time of a file, and its end. */
function tailOf(assembly: string): readonly string[] {
  const { size, mtimeMs } = statSync(assembly);
  const tail = Buffer.alloc(Math.min(TAIL, size));
  const file = openSync(assembly, 'r');
  try {
    readSync(file, tail, 0, tail.length, size - tail.length);
  } finally {
    closeSync(file);
  }
  return [String(size), String(mtimeMs), tail.toString('base64')];
}
