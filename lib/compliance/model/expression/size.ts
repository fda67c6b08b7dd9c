import { isList, isMap, isUnknown, type Value } from '../value';
import { EncodedJson } from './encoded-json';
import { PartialMap } from './partial-map';

/** Values larger than this (characters of text plus elements) are not evaluated further. */
const LARGEST = 1_000_000;
/** Values nested deeper than this are not evaluated further. */
const DEEPEST = 200;

interface Extent {
  readonly size: number;
  readonly depth: number;
}

const LEAF: Extent = { size: 1, depth: 0 };
const measured = new WeakMap<object, Extent>();

/**
 * True where a value is small enough to work with. A value that holds the same part many times counts it each time, as
 * everything that walks the value will.
 */
export function isWorkable(value: Value): boolean {
  if (typeof value === 'string') return value.length <= LARGEST;
  if (typeof value !== 'object') return true;
  const { size, depth } = extentOf(value, 0);
  return size <= LARGEST && depth <= DEEPEST;
}

/** True where text of this many characters may be built. */
export function isWorkableLength(characters: number): boolean {
  return characters <= LARGEST;
}

/** Collections larger than this are read from, but no function makes others of them. */
const LARGEST_ARGUMENT = 200_000;

/** True where every collection is small enough for a function to go through it. */
export function isPassable(args: readonly Value[]): boolean {
  return args.every((value) => typeof value !== 'object' || extentOf(value, 0).size <= LARGEST_ARGUMENT);
}

/** Steps of work (see `Budget`) that reading a whole value takes. */
export function workOn(value: Value): number {
  if (typeof value === 'string') return value.length >> 4;
  if (typeof value !== 'object') return 0;
  return Math.min(extentOf(value, 0).size, LARGEST) >> 2;
}

function extentOf(value: Value, level: number): Extent {
  if (typeof value === 'string') return { size: value.length + 1, depth: 0 };
  if (typeof value !== 'object') return LEAF;
  const known = measured.get(value);
  if (known !== undefined) return known;
  if (level > DEEPEST) return { size: Infinity, depth: Infinity };
  let size = 1;
  let depth = 0;
  for (const part of partsOf(value)) {
    const extent = extentOf(part, level + 1);
    size += extent.size;
    depth = Math.max(depth, extent.depth + 1);
    if (size > LARGEST) break;
  }
  const extent = { size, depth };
  if (depth !== Infinity) measured.set(value, extent);
  return extent;
}

function partsOf(value: Value): readonly Value[] {
  if (value instanceof EncodedJson) return [value.value];
  if (value instanceof PartialMap) return value.entries.flatMap(([key, part]) => [key, part]);
  if (isUnknown(value)) return value.parts;
  if (isList(value)) return value;
  return isMap(value) ? Object.values(value) : [];
}
