import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { InputError } from '../model/input-error';

/** Type of a property in a jsii assembly. */
export interface JsiiType {
  readonly primitive?: string;
  /** Full name of another type: `@cdktf/provider-aws.dbInstance.DbInstanceTimeouts`. */
  readonly fqn?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: JsiiType };
  readonly union?: { readonly types: readonly JsiiType[] };
}

/** A member of a class or a struct. */
export interface JsiiProperty {
  readonly name: string;
  readonly optional?: boolean;
  readonly static?: boolean;
  readonly type: JsiiType;
  readonly docs?: { readonly summary?: string; readonly remarks?: string };
}

/** A class or a struct. */
export interface JsiiClass {
  readonly base?: string;
  readonly docs?: { readonly summary?: string };
  readonly initializer?: { readonly parameters?: readonly { readonly name: string; readonly type: JsiiType }[] };
  readonly properties?: readonly JsiiProperty[];
}

/** What jsii writes about a package: its classes and structs, with the documentation of every property. */
export interface JsiiAssembly {
  readonly name: string;
  readonly version: string;
  readonly types: Readonly<Record<string, JsiiClass>>;
}

/**
 * Reads an assembly: `.jsii`, plain, or one that leads to a compressed file beside it.
 *
 * @throws InputError when it is no assembly
 */
export function readAssembly(file: string): JsiiAssembly {
  const assembly = parse(file);
  if (assembly.schema !== 'jsii/file-redirect') return checked(file, assembly);
  if (typeof assembly.filename !== 'string' || assembly.compression !== 'gzip')
    throw new InputError('the jsii assembly leads to a file that is not understood; reinstall the package', { file });
  const target = path.resolve(path.dirname(file), assembly.filename);
  return checked(target, parse(target));
}

function parse(file: string): Readonly<Record<string, unknown>> {
  try {
    const bytes = readFileSync(file);
    const isCompressed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const parsed: unknown = JSON.parse((isCompressed ? gunzipSync(bytes) : bytes).toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null) return parsed as Readonly<Record<string, unknown>>;
  } catch (error) {
    const { message } = error as Error;
    throw new InputError(`the jsii assembly cannot be read: ${message}; reinstall the package`, { file, cause: error });
  }
  throw new InputError('the jsii assembly is no object; reinstall the package', { file });
}

function checked(file: string, assembly: Readonly<Record<string, unknown>>): JsiiAssembly {
  const { name, version, types } = assembly;
  if (typeof name === 'string' && typeof version === 'string' && typeof types === 'object' && types !== null)
    return assembly as unknown as JsiiAssembly;
  throw new InputError('the jsii assembly holds no types; reinstall the package', { file });
}
