import { fileURLToPath } from 'node:url';

/** One call of a stack trace, in a file. */
export interface StackFrame {
  /** Such as `new Stack`; undefined at the top level of a module. */
  readonly caller: string | undefined;
  /** As the trace names it: most often absolute. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

const PLACE = /^(.+):(\d{1,9}):(\d{1,9})$/s;
/** What stands in the place of a file and is none: `node:internal`, `<anonymous>`, `eval at f (…)`, `wasm://…`. */
const NO_FILE = /^(?:<|eval at |native\b|index \d|internal[\\/]|(?!file:)[a-z][\w+.-]+:)/i;
const ABSOLUTE = /^(?:[\\/]|[a-z]:[\\/]|file:)/i;

/**
 * Reads a line of a stack trace without its `at`: `new Stack (/app/main.ts:4:5)`, `async /app/main.ts:4:5`.
 *
 * @returns undefined where it names no line of a file
 */
export function parseFrame(text: string): StackFrame | undefined {
  const { caller, place } = splitFrame(text.trim());
  const [, path, line, column] = PLACE.exec(place) ?? [];
  if (path === undefined || NO_FILE.test(path) || path.endsWith('<anonymous>')) return undefined;
  const file = pathOf(path);
  return file === undefined ? undefined : { caller, file, line: Number(line), column: Number(column) };
}

/** The parenthesis that opens the place is the first before an absolute path: folders may have parentheses as well. */
function splitFrame(frame: string): { readonly caller: string | undefined; readonly place: string } {
  if (!frame.endsWith(')')) return { caller: undefined, place: frame.replace(/^async /, '') };
  const openings = [...frame.matchAll(/ \(/g)].map(({ index }) => index);
  const opening = openings.find((index) => ABSOLUTE.test(frame.slice(index + 2, index + 8))) ?? openings[0];
  if (opening === undefined) return { caller: undefined, place: '' };
  return { caller: frame.slice(0, opening), place: frame.slice(opening + 2, -1) };
}

function pathOf(path: string): string | undefined {
  if (!path.startsWith('file:')) return path;
  try {
    return fileURLToPath(path);
  } catch {
    return undefined;
  }
}
