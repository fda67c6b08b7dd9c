import { createHash } from 'node:crypto';
import { visibleJson } from '../reporters/visible-text';

/** JSON with the keys of every object in one order: equal values are equal texts. */
export function canonicalJson(value: unknown): string {
  return `${visibleJson(JSON.stringify(sorted(value), null, 2))}\n`;
}

/** SHA-256 of the canonical JSON, in hexadecimal. */
export function canonicalHash(value: unknown): string {
  return sha256(canonicalJson(value));
}

/** SHA-256 in hexadecimal. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** The values in the order of their canonical JSON: it does not depend on how they were found. */
export function sortedByJson<T>(values: readonly T[]): readonly T[] {
  return values
    .map((value) => [canonicalJson(value), value] as const)
    .sort(([left], [right]) => compareText(left, right))
    .map(([, value]) => value);
}

/** By UTF-16 code units: no language has a say in it. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => compareText(left, right));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
