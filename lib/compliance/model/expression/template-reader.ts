import type { Cursor } from './cursor';
import type { Expression } from './syntax';
import { TemplateTokens, type ForClause } from './template-tokens';

export type { ForClause } from './template-tokens';

/** Reads what stands inside the braces of a template. */
export interface Reader {
  expression(): Expression;
  forClause(): ForClause;
}

/** The whole text as a template, in which a backslash is only a backslash. */
export function readBareTemplate(cursor: Cursor, reader: Reader): Expression {
  const tokens = new TemplateTokens(0);
  while (!cursor.atEnd) {
    if (!sequence(cursor, reader, tokens)) tokens.literal(lineOfText(cursor));
  }
  return tokens.finish(cursor.position);
}

/** A quoted template, after its opening quote. */
export function readQuotedTemplate(cursor: Cursor, reader: Reader, start: number): Expression {
  const tokens = new TemplateTokens(start);
  while (!cursor.text.startsWith('"', cursor.position)) {
    if (!sequence(cursor, reader, tokens)) tokens.literal(quotedText(cursor));
  }
  cursor.position += 1;
  return tokens.finish(cursor.position);
}

/** A heredoc, after its `<<`: the lines up to one that holds nothing but the marker. */
export function readHeredoc(cursor: Cursor, reader: Reader, start: number): Expression {
  const { text } = cursor;
  const isIndented = text.startsWith('-', cursor.position);
  if (isIndented) cursor.position += 1;
  const marker = cursor.match(IDENTIFIER_LINE)?.trim() ?? cursor.fail('the marker of a heredoc');
  const tokens = new TemplateTokens(start);
  for (let isLineStart = true; ;) {
    if (cursor.atEnd) cursor.fail(`a line "${marker}"`);
    if (isLineStart) {
      const end = endOfLine(text, cursor.position);
      if (text.slice(cursor.position, end).trim() === marker) {
        cursor.position = end;
        break;
      }
    }
    const before = cursor.position;
    isLineStart = !sequence(cursor, reader, tokens);
    if (!isLineStart) continue;
    tokens.literal(lineOfText(cursor));
    isLineStart = text.slice(before, cursor.position).endsWith('\n');
  }
  if (isIndented) tokens.outdent();
  return tokens.finish(cursor.position);
}

const IDENTIFIER_LINE = /[\p{ID_Start}_][\p{ID_Continue}-]*\r?\n/uy;

/** Reads `${ }` or `%{ }` if one comes next. */
function sequence(cursor: Cursor, reader: Reader, tokens: TemplateTokens): boolean {
  const { text, position: start } = cursor;
  const isDirective = text.startsWith('%{', start);
  if (!isDirective && !text.startsWith('${', start)) return false;
  cursor.position += 2;
  if (text.startsWith('~', cursor.position)) {
    cursor.position += 1;
    tokens.trimEnd();
  }
  cursor.within(false, () => {
    const add = isDirective ? directive(cursor, reader, tokens, start) : interpolation(reader, tokens);
    const isTrimming = cursor.take('~');
    cursor.expect('}');
    add();
    if (isTrimming) tokens.trimNextStart();
  });
  return true;
}

function interpolation(reader: Reader, tokens: TemplateTokens): () => void {
  const node = reader.expression();
  return () => {
    tokens.value(node);
  };
}

function directive(cursor: Cursor, reader: Reader, tokens: TemplateTokens, start: number): () => void {
  const kind = cursor.identifier();
  switch (kind) {
    case 'if':
    case 'for': {
      const of = kind === 'if' ? { condition: reader.expression() } : reader.forClause();
      return () => {
        tokens.directive({ kind: 'open', of, start, end: cursor.position });
      };
    }
    case 'else':
    case 'endif':
    case 'endfor':
      return () => {
        tokens.directive({ kind, start, end: cursor.position });
      };
    default:
      return cursor.fail('a directive');
  }
}

/** Literal text up to the next sequence or the end of the line, that included: `$${` and `%%{` are `${` and `%{`. */
function lineOfText(cursor: Cursor): string {
  const { text, position: start } = cursor;
  const line = text.slice(start, endOfLine(text, start) + 1);
  const pieces: string[] = [];
  let at = 0;
  while (at < line.length && !startsSequence(line, at)) {
    if (isEscaped(line, at)) {
      pieces.push(`${line.charAt(at)}{`);
      at += 3;
    } else {
      const next = line.slice(at + 1).search(/[$%]/);
      const end = next === -1 ? line.length : at + 1 + next;
      pieces.push(line.slice(at, end));
      at = end;
    }
  }
  cursor.position = start + at;
  return pieces.join('');
}

/** Literal text of a quoted template up to the next sequence or the closing quote. */
function quotedText(cursor: Cursor): string {
  const { text } = cursor;
  const pieces: string[] = [];
  for (;;) {
    const at = cursor.position;
    const character = text.charAt(at);
    if (character === '' || character === '\n') cursor.fail('a closing quote');
    if (character === '"' || startsSequence(text, at)) return pieces.join('');
    if (isEscaped(text, at)) {
      pieces.push(`${character}{`);
      cursor.position += 3;
    } else pieces.push(character === '\\' ? escape(cursor) : (cursor.match(PLAIN) ?? cursor.fail('text')));
  }
}

const PLAIN = /[^"\\\n$%]+|[$%]/y;
const ESCAPE = /\\(?:[nrt"\\]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})/y;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\n', '\n'],
  ['\\r', '\r'],
  ['\\t', '\t'],
  ['\\"', '"'],
  ['\\\\', '\\'],
]);

function escape(cursor: Cursor): string {
  const found = cursor.match(ESCAPE) ?? cursor.fail('an escape');
  const simple = ESCAPES.get(found);
  if (simple !== undefined) return simple;
  const code = parseInt(found.slice(2), 16);
  // Half of a surrogate pair is no character: Go writes a replacement.
  if (code >= 0xd8_00 && code <= 0xdf_ff) return '\ufffd';
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : cursor.fail('a character');
}

function startsSequence(text: string, at: number): boolean {
  return text.startsWith('${', at) || text.startsWith('%{', at);
}

function isEscaped(text: string, at: number): boolean {
  return text.startsWith('$${', at) || text.startsWith('%%{', at);
}

function endOfLine(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  return found === -1 ? text.length : found;
}
