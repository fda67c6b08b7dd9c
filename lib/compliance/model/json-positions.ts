import type { Position } from './block';
import { endOfString } from './json-scan';
import type { PathSegment } from './path';

const QUOTE = 34;
const COMMA = 44;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_MAP = 123;

/** Turns offsets of a text into lines and columns. */
export class LineIndex {
  private starts: number[] | undefined;

  constructor(private readonly text: string) {}

  position(offset: number): Position {
    const starts = (this.starts ??= lineStarts(this.text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Position of a value in JSON text, by its path from the root; the nearest parent that exists otherwise. */
export function locateJson(text: string, segments: readonly PathSegment[]): Position | undefined {
  if (text.trim() === '') return undefined;
  return new LineIndex(text).position(offsetOf(text, 0, segments));
}

/**
 * Offset of the value at `segments`, from the value that starts at `start`. Where the path leads nowhere, the offset
 * of the deepest value on the way. A member is placed at its key.
 */
export function offsetOf(text: string, start: number, segments: readonly PathSegment[]): number {
  let value = skipSpace(text, start);
  let place = value;
  for (const segment of segments) {
    const found = typeof segment === 'number' ? elementOf(text, value, segment) : memberOf(text, value, segment);
    if (found === undefined) break;
    place = found.place;
    value = found.value;
  }
  return place;
}

/** As `offsetOf`, from the member whose key starts at `key`; the key itself where the path leads nowhere. */
export function offsetInMember(text: string, key: number, segments: readonly PathSegment[]): number {
  const value = valueOfMember(text, endOfString(text, key));
  const place = offsetOf(text, value, segments);
  return place === value ? key : place;
}

function valueOfMember(text: string, endOfKey: number): number {
  return skipSpace(text, skipSpace(text, endOfKey + 1) + 1);
}

interface Found {
  readonly place: number;
  readonly value: number;
}

function memberOf(text: string, start: number, key: string): Found | undefined {
  if (text.charCodeAt(start) === OPEN_LIST) {
    const only = elementOf(text, start, 0);
    return only === undefined ? undefined : memberOf(text, only.value, key);
  }
  if (text.charCodeAt(start) !== OPEN_MAP) return undefined;
  let at = skipSpace(text, start + 1);
  while (text.charCodeAt(at) === QUOTE) {
    const close = endOfString(text, at);
    const value = valueOfMember(text, close);
    if (isKey(text, at, close, key)) return { place: at, value };
    at = skipSpace(text, skipValue(text, value));
    if (text.charCodeAt(at) !== COMMA) return undefined;
    at = skipSpace(text, at + 1);
  }
  return undefined;
}

/** True where the string between two quotes is the key. */
function isKey(text: string, open: number, close: number, key: string): boolean {
  const label = text.slice(open + 1, close);
  return label.includes('\\') ? JSON.parse(`"${label}"`) === key : label === key;
}

function elementOf(text: string, start: number, index: number): Found | undefined {
  const open = text.charCodeAt(start);
  if (open !== OPEN_LIST) return index === 0 && open === OPEN_MAP ? { place: start, value: start } : undefined;
  let at = skipSpace(text, start + 1);
  for (let current = 0; at < text.length && text.charCodeAt(at) !== CLOSE_LIST; current += 1) {
    if (current === index) return { place: at, value: at };
    at = skipSpace(text, skipValue(text, at));
    if (text.charCodeAt(at) !== COMMA) return undefined;
    at = skipSpace(text, at + 1);
  }
  return undefined;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 32) at += 1;
  return at;
}

const STRUCTURE = /["{}[\]]/g;
const END_OF_SCALAR = /[,}\]\s]/g;

/** Offset of the next match, or the length of the text. */
function next(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex - 1 : text.length;
}

/** Offset behind the value that starts at `start`. */
export function skipValue(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === QUOTE) return endOfString(text, start) + 1;
  if (first !== OPEN_MAP && first !== OPEN_LIST) return next(END_OF_SCALAR, text, start);
  let depth = 1;
  for (let at = next(STRUCTURE, text, start + 1); at < text.length; at = next(STRUCTURE, text, at + 1)) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_MAP || code === OPEN_LIST) depth += 1;
    else if (depth === 1) return at + 1;
    else depth -= 1;
  }
  return text.length;
}
