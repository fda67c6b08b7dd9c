import type { ParseError } from 'jsonc-parser';
import { endOfString } from './json-scan';

export interface SyntaxErrorPlace {
  /** What is wrong, without quoting the text: it may hold a secret. */
  readonly reason: string;
  readonly offset: number | undefined;
}

/** Names the first syntax error of a text that JSON.parse refused. */
export function describeSyntaxError(text: string): SyntaxErrorPlace {
  const { parse, printParseErrorCode } = require('jsonc-parser') as typeof import('jsonc-parser');
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { reason: 'nested too deep', offset: deepestOffset(text) };
  }
  const first = errors[0];
  if (first === undefined) return { reason: 'a string holds a character that has to be escaped', offset: undefined };
  if (text.slice(first.offset).trim() === '')
    return { reason: 'the text ends too early; was the file written completely?', offset: first.offset };
  return { reason: inWords(printParseErrorCode(first.error)), offset: first.offset };
}

/** Offset at which the deepest nesting begins, also of text that is not valid. */
function deepestOffset(text: string): number {
  let depth = 0;
  let deepest = 0;
  let offset = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at);
    else if (char === '}' || char === ']') depth -= 1;
    else if (char === '{' || char === '[') {
      depth += 1;
      if (depth <= deepest) continue;
      deepest = depth;
      offset = at;
    }
  }
  return offset;
}

/** `CommaExpected` becomes `comma expected`. */
function inWords(code: string): string {
  return code.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}
