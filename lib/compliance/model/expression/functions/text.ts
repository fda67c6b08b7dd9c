import { isList, isUnknown, type Value } from '../../value';
import { FAILED, UNDECIDED, type Decision } from '../operators';
import { isWorkableLength } from '../size';
import { joinPieces, primitiveText } from '../text-pieces';
import type { TerraformFunction } from './function';

/** A function from text to a value. */
function ofText(apply: (...texts: string[]) => Decision, count = 1): TerraformFunction {
  return (args) => {
    if (args.length !== count) return FAILED;
    if (args.some(isUnknown)) return UNDECIDED;
    const texts: string[] = [];
    for (const argument of args) {
      const text = primitiveText(argument);
      if (text === undefined) return FAILED;
      texts.push(text);
    }
    return apply(...texts);
  };
}

const join: TerraformFunction = ([separator, ...lists], { expression }) => {
  const elements: Value[] = [];
  for (const list of lists) {
    if (isUnknown(list)) return UNDECIDED;
    if (!isList(list)) return FAILED;
    elements.push(...list);
  }
  if (isUnknown(separator)) return UNDECIDED;
  return joinPieces(
    expression,
    elements.flatMap((element, index) => (index === 0 ? [element] : [separator, element])),
  );
};

/** `%s`, `%d`, `%v` and `%%` without flags; everything else is left to Terraform. */
const format: TerraformFunction = ([pattern, ...values], { expression }) => {
  if (isUnknown(pattern)) return UNDECIDED;
  if (typeof pattern !== 'string') return FAILED;
  const pieces: Value[] = [];
  let next = 0;
  for (const [piece] of pattern.matchAll(/%%|%[sdv]|[^%]+|%/g)) {
    if (piece === '%') return UNDECIDED;
    if (piece === '%%') pieces.push('%');
    else if (!piece.startsWith('%')) pieces.push(piece);
    else {
      if (next >= values.length) return FAILED;
      const value = values[next];
      next += 1;
      if (value === undefined || typeof value === 'object') {
        if (!isUnknown(value)) return UNDECIDED;
      } else if (piece === '%d' && !Number.isSafeInteger(value)) return UNDECIDED;
      pieces.push(value);
    }
  }
  return next < values.length ? FAILED : joinPieces(expression, pieces);
};

/** A search between slashes is a regular expression: left to Terraform. */
function replace(text: string, search: string, replacement: string): Decision {
  if (search.length > 1 && search.startsWith('/') && search.endsWith('/')) return UNDECIDED;
  if (search === '') return UNDECIDED;
  const pieces = text.split(search);
  const length = text.length + (pieces.length - 1) * (replacement.length - search.length);
  return isWorkableLength(length) ? pieces.join(replacement) : UNDECIDED;
}

/** Changes of letter case agree between languages for ASCII only. */
function ofAscii(apply: (text: string) => Decision): (text: string) => Decision {
  // eslint-disable-next-line no-control-regex
  return (text) => (/^[\u0000-\u007f]*$/.test(text) ? apply(text) : UNDECIDED);
}

export const TEXT_FUNCTIONS: readonly (readonly [name: string, apply: TerraformFunction])[] = [
  ['format', format],
  ['join', join],
  ['split', ofText((separator, text) => (separator === '' ? Array.from(text) : text.split(separator)), 2)],
  ['replace', ofText(replace, 3)],
  ['lower', ofText(ofAscii((text) => text.toLowerCase()))],
  ['upper', ofText(ofAscii((text) => text.toUpperCase()))],
  ['trimspace', ofText((text) => text.trim())],
  ['trimprefix', ofText((text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text), 2)],
  [
    'trimsuffix',
    ofText((text, suffix) => (suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text), 2),
  ],
  ['startswith', ofText((text, prefix) => text.startsWith(prefix), 2)],
  ['endswith', ofText((text, suffix) => text.endsWith(suffix), 2)],
];
