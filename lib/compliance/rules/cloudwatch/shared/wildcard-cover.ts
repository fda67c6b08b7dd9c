/**
 * True where every text that one pattern stands for is matched by another one. In both `*` is any text.
 *
 * @param pattern the wider one
 * @param text the narrower one
 */
export function wildcardCovers(pattern: string, text: string): boolean {
  const pieces = pattern.split('*');
  const [first = ''] = pieces;
  if (pieces.length === 1) return pattern === text;
  const last = pieces[pieces.length - 1] ?? '';
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let position = first.length;
  const end = text.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, position);
    if (found < 0 || found + piece.length > end) return false;
    position = found + piece.length;
  }
  return true;
}

/** The wildcard pattern of a regular expression that is plain text, with or without anchors; undefined for others. */
export function literalText(source: string): string | undefined {
  const [, start = '', text = '', end = ''] = /^(\^?)((?:[\w.:/@ -]|\\[.\-:/])*)(\$?)$/.exec(source) ?? [];
  if (text === '') return undefined;
  return `${start === '' ? '*' : ''}${text.replaceAll('\\', '')}${end === '' ? '*' : ''}`;
}
