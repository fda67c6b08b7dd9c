import path from 'node:path';
import type { Block } from '../model/block';
import type { SourceLocation } from './assessment';
import { maskCredentials } from './credential-shape';

const PLACE = /^(.+):(\d{1,9}):(\d{1,9})$/s;
const ABSOLUTE = /^(?:[\\/]|[a-z]:[\\/])/i;
/** What stands in the place of a file and is none. */
const NO_FILE = /^(?:<|node:|eval at )/;

/** The place in the user's source that created the block, where synthesis recorded one under `//`. */
export function sourceOfBlock(block: Block): SourceLocation | null {
  const comment = block.raw['//'] as { metadata?: { stackTrace?: unknown } } | null | undefined;
  const trace = comment?.metadata?.stackTrace;
  if (!Array.isArray(trace)) return null;
  for (const frame of trace) {
    const location = typeof frame === 'string' ? parseFrame(frame) : null;
    if (location !== null) return location;
  }
  return null;
}

/** Reads `new MyStack (src/main.ts:17:7)`, `src/main.ts:17:7`, and what other tools write: absolute paths and URLs. */
function parseFrame(frame: string): SourceLocation | null {
  const [, file = '', line = '', column = ''] = PLACE.exec(placeOf(frame.trim())) ?? [];
  if (file === '' || NO_FILE.test(file) || file.endsWith('<anonymous>')) return null;
  return { file: maskCredentials(relativePath(withoutScheme(file))), line: Number(line), column: Number(column) };
}

/** Folders may have parentheses too: the place begins at the first that could open it. */
function placeOf(frame: string): string {
  if (!frame.endsWith(')')) return frame.replace(/^async /, '');
  const openings = [...frame.matchAll(/ \(|^\(/g)].map(({ index, 0: { length } }) => index + length);
  const opening = openings.find((index) => /^(?:[\\/]|[a-z]:[\\/]|file:)/i.test(frame.slice(index, index + 8)));
  return frame.slice(opening ?? openings[0] ?? 0, -1);
}

function withoutScheme(file: string): string {
  if (!file.startsWith('file://')) return file;
  const local = file.slice('file://'.length).replace(/^\/(?=[a-z]:)/i, '');
  try {
    return decodeURIComponent(local);
  } catch {
    return local;
  }
}

/** What was written on another machine cannot be related to this one: its name has to do. */
function relativePath(file: string): string {
  if (!ABSOLUTE.test(file)) return file;
  const inside = path.isAbsolute(file) ? path.relative(process.cwd(), file) : '';
  const isBelow = inside !== '' && !inside.startsWith('..') && !path.isAbsolute(inside);
  return isBelow ? inside.split(path.sep).join('/') : (file.split(/[\\/]/).at(-1) ?? file);
}
