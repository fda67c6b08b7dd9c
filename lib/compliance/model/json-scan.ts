import { BodyKeys } from './body-keys';
import type { PathSegment } from './path';

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN_MAP = 123;
const CLOSE_MAP = 125;

/** Labels of a block: section, type, name. Deeper values are found from their block when they are asked for. */
const INDEXED_LABELS = 3;

export interface JsonScan {
  /** Members of all objects together: more than the parsed tree has means that a key is written twice. */
  readonly members: number;
  readonly depth: number;
  /** Offset at which the deepest nesting begins. */
  readonly deepestOffset: number;
  /** Offsets of the values down to a block's body, by `pathKey`. */
  readonly offsets: ReadonlyMap<string, number>;
  /** Where the members of most bodies stand, so that a finding finds its attribute. */
  readonly bodies: BodyKeys;
}

/** Key of a value in `JsonScan.offsets`. */
export function pathKey(segments: readonly PathSegment[]): string {
  return segments.map((segment) => (typeof segment === 'number' ? `#${String(segment)}` : segment)).join('\u0000');
}

interface Frame {
  readonly isMap: boolean;
  readonly key: string | undefined;
  readonly labels: number;
  index: number;
  label: string;
}

/**
 * Reads JSON text once, without recursion, for what JSON.parse does not tell: where blocks stand, how deep the text
 * nests, and how many members it has. The text must be valid JSON.
 */
export function scanJson(text: string): JsonScan {
  const offsets = new Map<string, number>();
  const frames: Frame[] = [];
  const bodies = new BodyKeys();
  let members = 0;
  let depth = 0;
  let deepest = 0;
  let deepestOffset = 0;
  let expectValue = true;
  const end = text.length;

  for (let at = 0; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code <= 32) continue;
    const frame = frames.length === depth ? frames[depth - 1] : undefined;
    if (code === CLOSE_MAP || code === CLOSE_LIST) {
      if (frames.length === depth) frames.pop();
      else if (depth === frames.length + 1) bodies.close(at);
      depth -= 1;
      expectValue = false;
    } else if (code === COMMA) {
      if (frame !== undefined && !frame.isMap) {
        frame.index += 1;
        expectValue = true;
      }
    } else if (code === COLON) {
      members += 1;
      expectValue = true;
    } else {
      if (frame !== undefined && expectValue) offsets.set(childKey(frame), at);
      if (code === QUOTE) {
        const close = endOfString(text, at);
        if (!expectValue) {
          if (frame?.isMap === true) frame.label = text.slice(at + 1, close);
          else if (depth === frames.length + 1) bodies.add(at);
        }
        at = close;
      } else if (code === OPEN_MAP || code === OPEN_LIST) {
        if (frames.length === depth && labelsInside(frame) < INDEXED_LABELS)
          frames.push(openFrame(frame, code === OPEN_MAP));
        depth += 1;
        if (depth === frames.length + 1) bodies.add(at);
        if (depth > deepest) {
          deepest = depth;
          deepestOffset = at;
        }
        expectValue = code === OPEN_LIST;
        continue;
      }
      expectValue = false;
    }
  }
  return { members, depth: deepest, deepestOffset, offsets, bodies };
}

/** Position of the closing quote of the string that opens at `open`. */
export function endOfString(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close !== -1) {
    let slashes = 0;
    while (text.charCodeAt(close - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return close;
    close = text.indexOf('"', close + 1);
  }
  return text.length;
}

function openFrame(parent: Frame | undefined, isMap: boolean): Frame {
  const key = parent === undefined ? undefined : childKey(parent);
  return { isMap, key, labels: labelsInside(parent), index: 0, label: '' };
}

/** How many labels lead to what stands inside a value of the frame. */
function labelsInside(frame: Frame | undefined): number {
  if (frame === undefined) return 0;
  return frame.isMap ? frame.labels + 1 : frame.labels;
}

function childKey(frame: Frame): string {
  const segment = frame.isMap ? unescapeKey(frame.label) : `#${String(frame.index)}`;
  return frame.key === undefined ? segment : `${frame.key}\u0000${segment}`;
}

function unescapeKey(label: string): string {
  return label.includes('\\') ? String(JSON.parse(`"${label}"`)) : label;
}
