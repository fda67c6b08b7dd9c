import { isList, isUnknown, type Value } from '../../value';
import { FAILED, UNDECIDED, type Decision } from '../operators';
import { isWorkableLength } from '../size';
import { trimEnd, trimStart } from '../template-tokens';
import { joinPieces } from '../text-pieces';
import { integersOf, ofText, type NamedFunction, type TerraformFunction } from './function';

const join: TerraformFunction = ([separator, ...lists], { expression }) => {
  const elements: Value[] = [];
  for (const list of lists) {
    if (isUnknown(list)) return UNDECIDED;
    if (!isList(list)) return FAILED;
    elements.push(...list);
  }
  if (separator === undefined) return FAILED;
  if (isUnknown(separator)) return UNDECIDED;
  return joinPieces(
    expression,
    elements.flatMap((element, index) => (index === 0 ? [element] : [separator, element])),
  );
};

/** A search between slashes is a regular expression: left to Terraform. */
function replace(text: string, search: string, replacement: string): Decision {
  if (search.length > 1 && search.startsWith('/') && search.endsWith('/')) return UNDECIDED;
  if (search === '') return UNDECIDED;
  let count = 0;
  for (let at = text.indexOf(search); at !== -1; at = text.indexOf(search, at + search.length)) count += 1;
  const length = text.length + count * (replacement.length - search.length);
  return isWorkableLength(length) ? text.replaceAll(search, replacement.replaceAll('$', '$$$$')) : UNDECIDED;
}

/** Changes of letter case agree between languages for ASCII only. */
function ofAscii(apply: (text: string) => Decision): (text: string) => Decision {
  // eslint-disable-next-line no-control-regex
  return (text) => (/^[\u0000-\u007f]*$/.test(text) ? apply(text) : UNDECIDED);
}

/** Characters as Terraform counts them: what a reader sees as one. That is plain for printable ASCII only. */
const PLAIN = /^[\x20-\x7e]*$/;

/** Part of a text, from an offset that may count from the end. A length of -1 is the rest. */
const substr: TerraformFunction = ([text, ...bounds], site) => {
  if (bounds.length !== 2) return FAILED;
  const numbers = integersOf(bounds);
  if (typeof numbers === 'symbol') return numbers;
  const [from = 0, length = 0] = numbers;
  return ofText((known) => {
    if (!PLAIN.test(known)) return UNDECIDED;
    // With an offset from the end, Terraform reads a length of 0 as the rest.
    if (length === 0) return from < 0 ? UNDECIDED : '';
    const start = from < 0 ? Math.max(0, known.length + from) : from;
    return length < 0 ? known.slice(start) : known.slice(start, start + length);
  })([text], site);
};

/** Removes characters of the set from both ends. */
function trim(text: string, set: string): string {
  const characters = Array.from(text);
  const removed = new Set(set);
  const start = characters.findIndex((character) => !removed.has(character));
  const end = characters.findLastIndex((character) => !removed.has(character));
  return start === -1 ? '' : characters.slice(start, end + 1).join('');
}

/** Removes line ends from the end. */
function chomp(text: string): string {
  let end = text.length;
  while (end > 0 && (text.charAt(end - 1) === '\n' || text.charAt(end - 1) === '\r')) end -= 1;
  return text.slice(0, end);
}

/** Indents every line but the first. */
const indent: TerraformFunction = ([spaces, ...rest], site) => {
  const numbers = integersOf([spaces]);
  if (typeof numbers === 'symbol') return numbers;
  const [count = 0] = numbers;
  if (count < 0) return FAILED;
  return ofText((text) => {
    const lines = text.split('\n');
    return isWorkableLength(text.length + lines.length * count) ? lines.join(`\n${' '.repeat(count)}`) : UNDECIDED;
  })(rest, site);
};

export const TEXT_FUNCTIONS: readonly NamedFunction[] = [
  ['join', join],
  ['split', ofText((separator, text) => (separator === '' ? Array.from(text) : text.split(separator)), 2)],
  ['replace', ofText(replace, 3)],
  ['lower', ofText(ofAscii((text) => text.toLowerCase()))],
  ['upper', ofText(ofAscii((text) => text.toUpperCase()))],
  ['title', ofText(ofAscii((text) => text.replace(/(?<![0-9A-Za-z_])[a-z]/g, (letter) => letter.toUpperCase())))],
  ['strrev', ofText((text) => (PLAIN.test(text) ? Array.from(text).reverse().join('') : UNDECIDED))],
  ['substr', substr],
  ['indent', indent],
  ['chomp', ofText(chomp)],
  ['trim', ofText(trim, 2)],
  ['trimspace', ofText((text) => trimStart(trimEnd(text)))],
  ['trimprefix', ofText((text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text), 2)],
  [
    'trimsuffix',
    ofText((text, suffix) => (suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text), 2),
  ],
  ['startswith', ofText((text, prefix) => text.startsWith(prefix), 2)],
  ['endswith', ofText((text, suffix) => text.endsWith(suffix), 2)],
  ['strcontains', ofText((text, part) => text.includes(part), 2)],
];
