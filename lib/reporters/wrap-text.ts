/**
 * Breaks text between words (and words that are too long) so that no line is longer than `width`. Colours are kept.
 *
 * @param plain - the text without colours
 */
export function wrapText(text: string, plain: string, width: number): readonly string[] {
  if (plain.length <= width && isAscii(plain)) return [text];
  const wrapAnsi = require('wrap-ansi') as typeof import('wrap-ansi');
  return wrapAnsi(text, width, { hard: true }).split('\n');
}

/** ASCII is as wide as it is long; measuring anything else is slow. */
function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
