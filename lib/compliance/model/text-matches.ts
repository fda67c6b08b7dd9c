import type { JsonText } from './json-text';

/** Offsets at which a pattern matches a text, found once for all of its blocks. */
const offsets = new WeakMap<JsonText, Map<RegExp, readonly number[]>>();

/** An escape may hide any character from a search in the text. */
const ESCAPE = '\\\\u';

/**
 * True where a match of the pattern begins in a part of JSON text, or an escaped character in that part could hide one.
 *
 * @param pattern - matches the text of strings; one object for all calls, because its matches are remembered
 * @param end - where the part ends; asked for only when a match follows `start`
 */
export function mayMatch(json: JsonText, pattern: RegExp, start: number, end: () => number): boolean {
  const found = matchesOf(json, pattern);
  const first = found[firstAtOrAfter(found, start)];
  return first !== undefined && first < end();
}

function matchesOf(json: JsonText, pattern: RegExp): readonly number[] {
  const known = offsets.get(json) ?? new Map<RegExp, readonly number[]>();
  offsets.set(json, known);
  const found = known.get(pattern) ?? search(json.text, pattern);
  known.set(pattern, found);
  return found;
}

function search(text: string, pattern: RegExp): readonly number[] {
  const found: number[] = [];
  for (const { index } of text.matchAll(new RegExp(`${pattern.source}|${ESCAPE}`, 'g'))) found.push(index);
  return found;
}

function firstAtOrAfter(sorted: readonly number[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
