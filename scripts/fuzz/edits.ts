import fc from 'fast-check';
import { hostileKeys, hostileValues } from './hostile-values';

const KINDS = ['replace', 'remove', 'list', 'block', 'twice', 'add', 'rename', 'text'] as const;

/** One change somewhere in a JSON value. */
export interface Edit {
  readonly kind: (typeof KINDS)[number];
  /** Which member, counted through the whole value; wraps around. */
  readonly at: number;
  readonly key: string;
  readonly value: unknown;
}

export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...KINDS), at: fc.nat(), key: hostileKeys, value: hostileValues }),
  { minLength: 1, maxLength: 6, size: '-1' },
);

type Container = Record<string, unknown> | unknown[];

/** A copy of a JSON value with the changes made, one after the other. */
export function edited(value: unknown, changes: readonly Edit[]): unknown {
  const copy: unknown = structuredClone(value);
  for (const change of changes) {
    const places: [Container, string][] = [];
    collect(copy, places);
    const place = places[change.at % Math.max(1, places.length)];
    if (place !== undefined) apply(...place, change);
  }
  return copy;
}

function collect(value: unknown, places: [Container, string][]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    places.push([value as Container, key]);
    collect((value as Record<string, unknown>)[key], places);
  }
}

function apply(within: Container, key: string, edit: Edit): void {
  const container = within as Record<string, unknown>;
  // Copies, because what is put in is changed further.
  const old: unknown = structuredClone(container[key]);
  const value: unknown = structuredClone(edit.value);
  switch (edit.kind) {
    case 'replace':
      put(container, key, value);
      break;
    case 'remove':
      put(container, key, null);
      break;
    case 'list':
      put(container, key, [old, value]);
      break;
    case 'block':
      put(container, key, { [edit.key === '__proto__' ? 'content' : edit.key]: old, for_each: value });
      break;
    case 'twice':
      put(container, key, [old, structuredClone(old)]);
      break;
    case 'add':
      put(container, Array.isArray(within) ? key : edit.key, value);
      break;
    case 'rename':
      if (!Array.isArray(within)) put(container, edit.key, old);
      break;
    case 'text':
      put(container, key, JSON.stringify(old));
  }
}

/** Never through a setter: `__proto__` is a key like any other. */
function put(container: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true });
}
