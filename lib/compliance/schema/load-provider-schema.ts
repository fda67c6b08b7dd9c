import { InputError } from '../model/input-error';
import { schemasOf } from './assembly-schemas';
import { cacheFolders, readCached, writeCached } from './cache-folder';
import { readAssembly } from './jsii-assembly';
import { findProviderPackage, fingerprint, type ProviderPackage } from './provider-package';
import type { ProviderSchema } from './provider-schema';
import { readSchemaText, writeSchemaText } from './schema-text';

/** Where the bindings of a provider are looked for. */
export interface ProviderSchemaRequest {
  /**
   * The folder from which the bindings are resolved, as a module in it would.
   *
   * @default - the working directory
   */
  readonly from?: string;
  /**
   * Name of the provider, as in `@cdktf/provider-<name>`.
   *
   * @default 'aws'
   */
  readonly provider?: string;
  /**
   * Folders that keep generated schemas; the first that can be written is used. An empty list keeps nothing.
   *
   * @default - `node_modules/.cache/cdktf-guardrails` of the project, else the cache folder of the user
   */
  readonly cache?: readonly string[];
}

const loaded = new Map<string, ProviderSchema>();

/**
 * Schemas of every block of a provider, from the jsii assembly of its installed bindings (`@cdktf/provider-aws`, or
 * `@cdktn/provider-aws`). Reading the assembly takes seconds, so what is made of it is kept in a cache.
 *
 * @throws InputError when the bindings are not installed or cannot be read
 */
export function loadProviderSchema({
  from = process.cwd(),
  provider = 'aws',
  cache = cacheFolders(from),
}: ProviderSchemaRequest = {}): ProviderSchema {
  if (!/^[\w-]+$/.test(provider))
    throw new InputError(`expected the name of a provider, such as aws, got ${JSON.stringify(provider)}`);
  const found = findProviderPackage(provider, from);
  const key = fingerprint(found);
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const file = `${found.name}-${found.version}.schema`.replace(/[^\w.-]+/g, '-').replace(/^-/, '');
  const schema = readCached(cache, file, (text) => readSchemaText(text, key)) ?? generate(found, key, cache, file);
  loaded.set(key, schema);
  return schema;
}

function generate(found: ProviderPackage, key: string, cache: readonly string[], file: string): ProviderSchema {
  const text = writeSchemaText(schemasOf(readAssembly(found.assembly)), found, key);
  writeCached(cache, file, text);
  const schema = readSchemaText(text, key);
  if (schema === undefined) throw new Error('the schema text that was just written cannot be read');
  return schema;
}
