import { isList, isMap, isUnknown, hasUnknown, type Value } from '../../value';
import { encodeJson } from '../json';
import { FAILED, UNDECIDED, type Decision } from '../operators';
import { joinPieces, numberText, primitiveText } from '../text-pieces';
import type { CallSite, NamedFunction, TerraformFunction } from './function';

/** Characters that a verb pads to at most. */
const WIDEST = 1_000;
/** Values that `formatlist` formats at most. */
const LONGEST_LIST = 20_000;
const VERB = /%%|%([-0]*)(\d*)([sdvqtxX])|[^%]+|%/g;

/** `%s`, `%d`, `%v`, `%q`, `%t` and `%x` with a width; everything else is left to Terraform. */
const format: TerraformFunction = ([pattern, ...values], { expression }) => {
  if (isUnknown(pattern)) return UNDECIDED;
  if (typeof pattern !== 'string') return FAILED;
  const pieces: Value[] = [];
  let next = 0;
  for (const [piece, flags = '', width = '', verb] of pattern.matchAll(VERB)) {
    if (piece === '%') return UNDECIDED;
    if (piece === '%%') pieces.push('%');
    else if (verb === undefined) pieces.push(piece);
    else {
      if (next >= values.length) return FAILED;
      const shown = show(verb, values[next]);
      next += 1;
      if (typeof shown === 'symbol') return shown;
      const padded = flags === '' && width === '' ? shown : pad(shown, flags, Number(width));
      if (padded === undefined) return UNDECIDED;
      pieces.push(padded);
    }
  }
  return next < values.length ? FAILED : joinPieces(expression, pieces);
};

/** A value as a verb writes it. A text or a number that is not known may stand for itself. */
function show(verb: string, value: Value): string | Value | typeof UNDECIDED | typeof FAILED {
  if (isUnknown(value)) return verb === 's' || verb === 'v' ? value : UNDECIDED;
  switch (verb) {
    case 'd':
      return Number.isSafeInteger(value) ? numberText(value as number) : UNDECIDED;
    case 'x':
    case 'X': {
      if (!Number.isSafeInteger(value)) return UNDECIDED;
      const digits = (value as number).toString(16);
      return verb === 'X' ? digits.toUpperCase() : digits;
    }
    case 't':
      return typeof value === 'boolean' ? String(value) : UNDECIDED;
    case 'q':
      return typeof value === 'string' && /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(value) ? `"${value}"` : UNDECIDED;
    case 'v':
      if (isList(value) || isMap(value)) return hasUnknown(value) ? UNDECIDED : (encodeJson(value) ?? UNDECIDED);
      return primitiveText(value) ?? UNDECIDED;
    default:
      return primitiveText(value) ?? UNDECIDED;
  }
}

/** Pads to a width; `-` pads at the end. */
function pad(shown: Value, flags: string, width: number): string | undefined {
  if (typeof shown !== 'string' || !/^[\x20-\x7e]*$/.test(shown) || width > WIDEST) return undefined;
  if (flags === '') return shown.padStart(width);
  if (flags === '-') return shown.padEnd(width);
  return flags === '0' && /^\d+$/.test(shown) ? shown.padStart(width, '0') : undefined;
}

/** Applies `format` to each element of the lists; a single value stands for a list of it. */
const formatlist: TerraformFunction = ([pattern, ...values], site: CallSite) => {
  if (isUnknown(pattern) || values.some(isUnknown)) return UNDECIDED;
  const lengths = new Set(values.filter(isList).map(({ length }) => length));
  if (lengths.size > 1) return FAILED;
  const [length = 1] = lengths;
  if (length * (values.length + 1) > LONGEST_LIST) return UNDECIDED;
  const formatted: Value[] = [];
  for (let index = 0; index < length; index += 1) {
    const row = values.map((value) => (isList(value) ? value[index] : value));
    const text: Decision = format([pattern, ...row], site);
    if (typeof text === 'symbol') return text;
    formatted.push(text);
  }
  return formatted;
};

export const FORMAT_FUNCTIONS: readonly NamedFunction[] = [
  ['format', format],
  ['formatlist', formatlist],
];
