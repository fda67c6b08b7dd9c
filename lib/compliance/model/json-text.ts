import type { Position } from './block';
import { InputError } from './input-error';
import { LineIndex } from './json-positions';
import { endOfString, scanJson, type JsonScan } from './json-scan';
import { describeSyntaxError } from './json-syntax-error';

/** Deeper than any configuration that Terraform accepts. */
const MAX_DEPTH = 200;

/** A JSON text that has been read and found sound. */
export interface JsonText {
  readonly text: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly scan: JsonScan;
  readonly lines: LineIndex;
}

/** Parses Terraform JSON, or throws an InputError that names the place. */
export function parseJsonText(text: string, file?: string): JsonText {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = new LineIndex(source);
  if (source.trim() === '') throw new InputError('the file is empty; expected a JSON object', { file });
  const value = parse(source, lines, file);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const kind = value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
    throw new InputError(`expected a JSON object at the top, got ${kind}`, { file, position: { line: 1, column: 1 } });
  }
  const scan = scanJson(source);
  if (scan.depth > MAX_DEPTH) {
    throw new InputError(
      `nested ${String(scan.depth)} levels deep; Terraform JSON of more than ${String(MAX_DEPTH)} levels is not read`,
      { file, position: lines.position(scan.deepestOffset) },
    );
  }
  if (countMembers(value) !== scan.members) throw duplicateKey(source, lines, file);
  return { text: source, value: value as Record<string, unknown>, scan, lines };
}

function parse(text: string, lines: LineIndex, file: string | undefined): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { reason, offset } = describeSyntaxError(text);
    throw new InputError(`not valid JSON: ${reason}`, {
      file,
      position: offset === undefined ? undefined : lines.position(offset),
      cause: error,
    });
  }
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let members = 0;
  if (Array.isArray(value)) {
    for (const element of value) members += countMembers(element);
    return members;
  }
  for (const key of Object.keys(value)) members += 1 + countMembers((value as Record<string, unknown>)[key]);
  return members;
}

/** Finds the key that an object holds twice: JSON.parse keeps the last and forgets the others. */
function duplicateKey(text: string, lines: LineIndex, file: string | undefined): InputError {
  const seen: (Map<string, number> | undefined)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '{') seen.push(new Map());
    else if (char === '[') seen.push(undefined);
    else if (char === '}' || char === ']') seen.pop();
    else if (char === '"') {
      const open = at;
      at = endOfString(text, open);
      if (!/^\s*:/.test(text.slice(at + 1, at + 100))) continue;
      const key = String(JSON.parse(text.slice(open, at + 1)));
      const keys = seen.at(-1);
      const first = keys?.get(key);
      if (first !== undefined) return duplicateKeyError(key, lines.position(first), lines.position(open), file);
      keys?.set(key, open);
    }
  }
  return new InputError('an object holds the same key twice', { file });
}

function duplicateKeyError(key: string, first: Position, second: Position, file: string | undefined): InputError {
  return new InputError(
    `duplicate key ${JSON.stringify(key)}, first at line ${String(first.line)}: one of the two would be ignored; remove or rename one`,
    { file, position: second },
  );
}
