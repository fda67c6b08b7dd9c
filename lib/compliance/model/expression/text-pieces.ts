import { isUnknown, Unknown, type Value } from '../value';
import { Failure, isFailure } from './failure';
import { referencesOf } from './resolved-references';
import { isWorkableLength } from './size';

/** A template with more pieces than this keeps none of them. */
const MOST_PIECES = 1_000;

/** A number as Terraform writes it; undefined where a double does not tell. */
export function numberText(value: number): string | undefined {
  const text = String(value);
  return /^-?\d+(\.\d+)?$/.test(text) ? text : undefined;
}

/** Text of a known primitive; undefined where the value has none. */
export function primitiveText(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'number' ? numberText(value) : undefined;
}

/**
 * Joins pieces to text. Known pieces give a string; with an unknown piece the result is unknown and keeps its pieces,
 * those of nested templates included. A lone unknown piece stands for itself.
 */
export function joinPieces(expression: string, pieces: readonly Value[]): string | Unknown {
  const parts: (string | Unknown)[] = [];
  let length = 0;
  for (const piece of pieces) {
    if (isFailure(piece)) return piece;
    const text = isUnknown(piece) ? piece : primitiveText(piece);
    if (text === undefined) {
      return typeof piece === 'number'
        ? new Unknown(expression, referencesOf(...pieces))
        : new Failure(expression, referencesOf(...pieces));
    }
    for (const part of isUnknown(text) && text.parts.length > 0 ? text.parts : [text]) {
      length += append(parts, part);
      if (!isWorkableLength(length)) return new Unknown(expression, referencesOf(...pieces));
    }
  }
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return first;
  return new Unknown(expression, referencesOf(...pieces), parts.length > MOST_PIECES ? [] : parts);
}

/** Adds a piece, merging adjacent text; returns by how much the whole grew. */
function append(parts: (string | Unknown)[], part: string | Unknown): number {
  if (typeof part !== 'string') {
    parts.push(part);
    return part.expression.length;
  }
  if (part === '') return 0;
  const last = parts.at(-1);
  if (typeof last === 'string') parts[parts.length - 1] = last + part;
  else parts.push(part);
  return part.length;
}
