import { isUnknown, type Unknown } from '../../../model/value';
import { isAllowed, wholePattern, type AllowedText } from './allowed-text';

/** Whether a text with unknown pieces matches, whatever they come to. */
export type Fit = 'always' | 'never' | 'maybe';

/** What may stand for an unknown piece; a pattern that takes all of these asks nothing of it. */
const PROBES = [
  '',
  ...Array.from({ length: 0x7f - 0x20 }, (_, offset) => String.fromCharCode(0x20 + offset)),
  'é',
  'x9-Q_7.y/Z @:',
  'a'.repeat(300),
];

/** What a pattern refuses by looking ahead or behind, such as `(?!prod)`, no probe may hold. */
const LOOKS_AROUND = /\(\?<?[=!]/;

/** Characters that mean themselves in a regular expression. */
const PLAIN = /[A-Za-z0-9 _/:@#%&=,~-]/;

/** Says whether a text of which some pieces are unknown can be allowed. */
export function fitOf(value: Unknown, allowed: AllowedText): Fit {
  const pieces = value.parts;
  if (!pieces.some((piece) => typeof piece === 'string' && piece !== '')) return 'maybe';
  if (typeof allowed !== 'string') {
    const shape = wholePattern(pieces.map((piece) => (isUnknown(piece) ? '[^]*' : escaped(piece))).join(''));
    return allowed.some((text) => shape.test(text)) ? 'maybe' : 'never';
  }
  const filled = (probe: string): string => pieces.map((piece) => (isUnknown(piece) ? probe : piece)).join('');
  if (!LOOKS_AROUND.test(allowed) && PROBES.every((probe) => isAllowed(filled(probe), allowed))) return 'always';
  const [first, last] = [pieces[0], pieces.at(-1)];
  const begins = typeof first === 'string' ? first : '';
  const ends = typeof last === 'string' ? last : '';
  const [start, end] = [literalStart(allowed), literalEnd(allowed)];
  const isBegun = begins.startsWith(start) || start.startsWith(begins);
  const isEnded = ends.endsWith(end) || end.endsWith(ends);
  return isBegun && isEnded ? 'maybe' : 'never';
}

/** Text that everything that matches begins with; empty where the pattern does not say. */
function literalStart(pattern: string): string {
  if (hasAlternatives(pattern)) return '';
  let text = '';
  let index = pattern.startsWith('^') ? 1 : 0;
  for (; index < pattern.length; index += 1) {
    const character = pattern.charAt(index);
    if (PLAIN.test(character)) text += character;
    else if (character === '\\' && /[.\-/_+*?()[\]{}|^$\\]/.test(pattern.charAt(index + 1))) {
      index += 1;
      text += pattern.charAt(index);
    } else break;
  }
  return /[*?{]/.test(pattern.charAt(index)) ? text.slice(0, -1) : text;
}

/** Text that everything that matches ends with; empty where the pattern does not say. */
function literalEnd(pattern: string): string {
  if (hasAlternatives(pattern)) return '';
  const body = /[^\\]\$$/.test(pattern) ? pattern.slice(0, -1) : pattern;
  let start = body.length;
  while (start > 0 && PLAIN.test(body.charAt(start - 1))) start -= 1;
  // `\d-x` ends with `-x`: what follows a backslash is no text.
  return body.slice(body.charAt(start - 1) === '\\' ? start + 1 : start);
}

/** True for a pattern with `|` outside of all brackets. */
function hasAlternatives(pattern: string): boolean {
  let depth = 0;
  for (const [character] of pattern.replace(/\\[^]/g, '').matchAll(/[()[\]|]/g)) {
    if (character === '(' || character === '[') depth += 1;
    else if (character !== '|') depth -= 1;
    else if (depth <= 0) return true;
  }
  return false;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
