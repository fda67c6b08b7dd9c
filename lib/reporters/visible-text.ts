/**
 * Characters that a terminal obeys instead of showing: control characters (ANSI escapes begin with one), line and
 * paragraph separators, marks that turn the direction of text, zero-width characters, tags, lone surrogates and what is
 * no character at all.
 */
const INVISIBLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

const SHORT_ESCAPES = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** Text from outside as one line that is safe to print: what a terminal would obey becomes an escape such as `\u001b`. */
export function visible(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text.replace(INVISIBLE, (char) => SHORT_ESCAPES.get(char) ?? unicodeEscape(char));
}

/** JSON text that is safe to print; it means the same. */
export function visibleJson(text: string): string {
  if (/^[\n -~]*$/.test(text)) return text;
  return text.replace(INVISIBLE, (char) => (char === '\n' ? char : unicodeEscape(char)));
}

/** At most `length` characters; where some are left out, all of them are counted. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  if (!/[\ud800-\udbff]/.test(text)) return `${text.slice(0, length)}… (${String(text.length)} characters)`;
  let characters = 0;
  let end = 0;
  for (const character of text) {
    characters += 1;
    if (characters <= length) end += character.length;
  }
  return characters <= length ? text : `${text.slice(0, end)}… (${String(characters)} characters)`;
}

/** A value of the configuration on one line: JSON, shortened. */
export function showValue(value: unknown, length: number): string {
  return shorten(visible(value === undefined ? 'nothing' : JSON.stringify(value)), length);
}

/** As JSON writes it: a character beyond the first plane is a pair. */
function unicodeEscape(char: string): string {
  return char
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
