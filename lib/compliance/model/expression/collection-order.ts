import type { Value } from '../value';

const sets = new WeakSet<readonly Value[]>();
const unordered = new WeakSet<readonly Value[]>();

/** Says that a list is a set, which has no indices and whose keys are its elements. */
export function asSet(list: readonly Value[]): readonly Value[] {
  sets.add(list);
  return list;
}

/** Says that the order of the elements, and how many of them are the same, is Terraform's to tell. */
export function asUnordered(list: readonly Value[]): readonly Value[] {
  if (list.length > 1) unordered.add(list);
  return list;
}

export function isSet(list: readonly Value[]): boolean {
  return sets.has(list);
}

export function isUnordered(list: readonly Value[]): boolean {
  return unordered.has(list);
}

/** Orders text by code points, as Go orders its UTF-8. */
export function byCodePoint(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return rank(a) - rank(b);
  }
  return left.length - right.length;
}

/** Surrogates stand for characters above all that one unit can hold. */
function rank(unit: number): number {
  return unit >= 0xd8_00 && unit <= 0xdf_ff ? unit + 0x1_00_00 : unit;
}
