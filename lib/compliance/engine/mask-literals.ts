import { MASK } from './mask';

const STRING = /"(?:[^"\\]|\\.)*"/g;

/** What stands before a string that may be shown: an index such as `map["blue"]`, or the name of a file. */
const BEFORE_NAME = /\w\[$|\b(?:file|filebase64|templatefile)\($/;

/** A number of four digits or more that is no part of a name, an index or another number. */
const NUMBER = /(?<![\w.[-])\d{4,}(?![\w.])/g;

/** A template without any literal: what stands around and inside of its expressions is hidden, references stay. */
export function maskLiterals(template: string): string {
  return piecesOf(template)
    .map(({ text, isExpression }) => {
      if (isExpression) return withoutLiterals(text);
      return text.trim() === '' ? text : MASK;
    })
    .join('');
}

function withoutLiterals(expression: string): string {
  // Strings within strings, here-documents and braces in strings: what is literal is not told that easily.
  if (/[$%]\{|<</.test(expression.slice(2))) return `\${${MASK}}`;
  const masked = expression.replace(STRING, (text, at: number) =>
    text === '""' || BEFORE_NAME.test(expression.slice(Math.max(0, at - 20), at)) ? text : `"${MASK}"`,
  );
  return masked.replace(STRING, '').includes('"') ? `\${${MASK}}` : masked.replace(NUMBER, MASK);
}

interface Piece {
  readonly text: string;
  readonly isExpression: boolean;
}

/** Splits a template into its text and its expressions; what is not closed counts as text. */
function piecesOf(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  while (from < template.length) {
    const start = startOf(template, from);
    const end = start === -1 ? -1 : endOf(template, start + 2);
    if (end === -1) break;
    if (start > from) pieces.push({ text: template.slice(from, start), isExpression: false });
    pieces.push({ text: template.slice(start, end), isExpression: true });
    from = end;
  }
  if (from < template.length) pieces.push({ text: template.slice(from), isExpression: false });
  return pieces;
}

function startOf(template: string, from: number): number {
  const begin = /[$%]\{/g;
  begin.lastIndex = from;
  return begin.exec(template)?.index ?? -1;
}

/** Where the brace that is open at a place is closed. */
function endOf(template: string, from: number): number {
  let depth = 1;
  for (let at = from; at < template.length; at += 1) {
    const character = template[at];
    if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return -1;
}
