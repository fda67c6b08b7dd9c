import { isList, isMap, type Value } from '../value';
import { byCodePoint, isUnordered } from './collection-order';
import { numberText } from './text-pieces';

/** JSON nested deeper than this is not read. */
const DEEPEST = 200;

/** JSON text of a known value as `jsonencode` writes it: keys sorted, `<`, `>` and `&` escaped; undefined where it has an order or a number that Terraform alone knows. */
export function encodeJson(value: Value): string | undefined {
  const pieces: string[] = [];
  return write(value, pieces) ? pieces.join('') : undefined;
}

function write(value: Value, pieces: string[]): boolean {
  if (isList(value)) {
    if (isUnordered(value)) return false;
    pieces.push('[');
    for (const [index, element] of value.entries()) {
      if (index > 0) pieces.push(',');
      if (!write(element, pieces)) return false;
    }
    pieces.push(']');
    return true;
  }
  if (isMap(value)) {
    pieces.push('{');
    for (const [index, key] of Object.keys(value).sort(byCodePoint).entries()) {
      pieces.push(index > 0 ? ',' : '', quote(key), ':');
      if (!write(value[key], pieces)) return false;
    }
    pieces.push('}');
    return true;
  }
  const text =
    typeof value === 'string' ? quote(value) : typeof value === 'number' ? numberText(value) : String(value ?? null);
  if (text === undefined) return false;
  pieces.push(text);
  return true;
}

function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Reads JSON text into a value; undefined where the text is not JSON or nests too deep. `null` is absent. */
export function fromJson(text: string): { readonly value: Value } | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isShallow(parsed, 0) ? { value: toValue(parsed) } : undefined;
}

function isShallow(parsed: unknown, depth: number): boolean {
  if (typeof parsed !== 'object' || parsed === null) return true;
  return depth < DEEPEST && Object.values(parsed).every((part) => isShallow(part, depth + 1));
}

function toValue(parsed: unknown): Value {
  if (typeof parsed === 'string' || typeof parsed === 'number' || typeof parsed === 'boolean') return parsed;
  if (Array.isArray(parsed)) return parsed.map(toValue);
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  return Object.fromEntries(Object.entries(parsed).map(([key, part]) => [key, toValue(part)]));
}
