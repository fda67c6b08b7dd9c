/** A part of a text: an expression for Terraform to work out, or text that stays as it is. */
export interface TextPart {
  readonly text: string;
  readonly isExpression: boolean;
}

/** End of the expression that begins at `${`: braces nest in it, and quoted texts hold braces and further expressions. */
function endOfExpression(text: string, start: number): number {
  const open: string[] = [];
  for (let index = start + 1; index < text.length; index++) {
    const character = text[index];
    const quoted = open.at(-1) === '"';
    if (character === '\\') index++;
    else if (character === '"' && quoted) open.pop();
    else if (character === '"') open.push('"');
    else if (character === '{' && (!quoted || text[index - 1] === '$')) open.push('{');
    else if (character === '}' && !quoted) open.pop();
    if (open.length === 0) return index + 1;
  }
  return text.length;
}

/** Divides a text at its expressions. An escaped `$${` is text. */
export function partsOf(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let rest = 0;
  for (let start = text.indexOf('${'); start >= 0; start = text.indexOf('${', start + 2)) {
    if (start < rest || text[start - 1] === '$') continue;
    const end = endOfExpression(text, start);
    parts.push({ text: text.slice(rest, start), isExpression: false });
    parts.push({ text: text.slice(start, end), isExpression: true });
    rest = end;
  }
  return [...parts, { text: text.slice(rest), isExpression: false }].filter((part) => part.text !== '');
}
