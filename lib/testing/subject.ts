import { loadJson, loadPaths, type LoadedInput } from '../compliance/model/load';
import { isStackLike, synthesizeApp, synthesizeStack, type AppLike, type StackLike } from './synthesize';

/**
 * What can be checked: a `TerraformStack`, an `App`, the path of an output folder or file, the text that
 * `Testing.synth` returned, or Terraform JSON as an object.
 */
export type Subject = StackLike | AppLike | string | Readonly<Record<string, unknown>>;

/**
 * Reads a subject into configurations.
 *
 * @throws InputError when it cannot be read, TypeError when it is none of what can be checked
 */
export function readSubject(subject: unknown): readonly LoadedInput[] {
  if (typeof subject === 'string' && subject.trim() !== '')
    return subject.trimStart().startsWith('{') ? [loadJson(subject, 'synthesised stack')] : loadPaths([subject]);
  if (isStackLike(subject)) return [synthesizeStack(subject)];
  if (isApp(subject)) return synthesizeApp(subject);
  if (isPlainObject(subject)) return [loadJson(subject, 'configuration')];
  throw new TypeError(
    `expected a TerraformStack, an App, the string that Testing.synth returned, or the path of an output folder, got ${describe(subject)}`,
  );
}

function isApp(subject: unknown): subject is AppLike {
  const { node, synth } = (subject ?? {}) as { node?: { findAll?: unknown }; synth?: unknown };
  return typeof synth === 'function' && typeof node?.findAll === 'function';
}

/** True for what JSON.parse returns, in whichever realm: jest gives each test file its own `Object`. */
function isPlainObject(subject: unknown): subject is Readonly<Record<string, unknown>> {
  if (typeof subject !== 'object' || subject === null) return false;
  const prototype: unknown = Object.getPrototypeOf(subject);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describe(subject: unknown): string {
  if (subject === null || subject === undefined) return String(subject);
  if (typeof subject === 'string') return 'an empty string';
  if (Array.isArray(subject)) return 'an array';
  if (subject instanceof Promise) return 'a Promise; await it first';
  return typeof subject === 'object' ? `a ${subject.constructor.name}` : `a ${typeof subject}`;
}
