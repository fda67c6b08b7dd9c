import type { PolicyText } from '../compliance/model/policy-document-types';
import { isUnknown, Unknown } from '../compliance/model/value';
import { ANY_CHARACTER, ANY_TEXT, literalAtoms, type Atom } from './glob';
import { readPolicyVariable } from './policy-variable';
import type { RequestKeys } from './request-keys';

/** How the text of a policy is read. */
export interface PatternReading {
  /** Condition keys that variables stand for; undefined where variables are text, as in version 2008-10-17. */
  readonly variables: RequestKeys | undefined;
  readonly wildcards: boolean;
}

/**
 * The atoms of a pattern with its variables replaced; what a variable stands for has no wildcards. Undefined where the
 * request has no such key and the variable no default.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function patternAtoms(pattern: PolicyText, reading: PatternReading): readonly Atom[] | undefined {
  if (!isUnknown(pattern)) return atomsOf(pattern, reading);
  if (pattern.parts.length === 0) return [pattern];
  const atoms: Atom[] = [];
  for (const part of pattern.parts) {
    const more = typeof part === 'string' ? atomsOf(part, reading) : [part];
    if (more === undefined) return undefined;
    atoms.push(...more);
  }
  return atoms;
}

function atomsOf(text: string, reading: PatternReading): readonly Atom[] | undefined {
  const atoms: Atom[] = [];
  let from = 0;
  while (from < text.length) {
    const start = text.indexOf('${', from);
    const literal = start === -1 ? text.slice(from) : text.slice(from, start);
    for (const character of literal) atoms.push(wildcardOf(character, reading.wildcards));
    if (start === -1) break;
    const close = text.indexOf('}', start);
    const piece = text.slice(start, close === -1 ? undefined : close + 1);
    const more = piecesOf(piece, reading);
    if (more === undefined) return undefined;
    atoms.push(...more);
    from = start + piece.length;
  }
  return atoms;
}

function wildcardOf(character: string, wildcards: boolean): Atom {
  if (!wildcards) return character;
  return character === '*' ? ANY_TEXT : character === '?' ? ANY_CHARACTER : character;
}

function piecesOf(piece: string, { variables, wildcards }: PatternReading): readonly Atom[] | undefined {
  const variable = readPolicyVariable(piece);
  if (variable === undefined) return [new Unknown(piece)];
  if (variables === undefined) return Array.from(piece, (character) => wildcardOf(character, wildcards));
  if (variable.literal !== undefined) return [variable.literal];
  const values = variables.get(variable.key);
  const [value, another] = values ?? [];
  if (another !== undefined) return [new Unknown(`${piece} with several values`)];
  if (value !== undefined) return literalAtoms(value);
  return variable.fallback === undefined ? undefined : Array.from(variable.fallback);
}
