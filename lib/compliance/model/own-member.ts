import type { PathSegment } from './path';

/** The own member of an object or array in raw JSON; never one that JavaScript objects inherit. */
export function ownMember(value: unknown, key: PathSegment): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<PathSegment, unknown>)[key];
}

/** The items of what may be one value or an array of them; absent is none. */
export function itemsOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
