import { isUnknown, type Reference, type Unknown } from '../compliance/model/value';
import type { Truth } from '../compliance/reading/truth';

/** `*` of a pattern. */
export const ANY_TEXT = Symbol('*');
/** `?` of a pattern. */
export const ANY_CHARACTER = Symbol('?');

/** A piece of a pattern or of a text: one character, a wildcard, or a piece that is not known. */
export type Atom = string | typeof ANY_TEXT | typeof ANY_CHARACTER | Unknown;

/**
 * Matches a text with a pattern. An unknown piece equals itself, wherever it stands, and may be any text elsewhere: the
 * answer is true or false only where it is so whatever the unknown pieces turn out to be.
 */
export function matchAtoms(pattern: readonly Atom[], text: readonly Atom[]): Truth {
  if (search(pattern, text, false)) return true;
  const unknown = [...pattern, ...text].find(isUnknown);
  if (unknown === undefined || areDistinct(pattern, text)) return false;
  return search(pattern, text, true) ? unknown : false;
}

/** The atoms of a text that has no wildcards. */
export function literalAtoms(text: string | Unknown): readonly Atom[] {
  if (typeof text === 'string') return Array.from(text);
  if (text.parts.length === 0) return [text];
  return text.parts.flatMap((part): readonly Atom[] => (typeof part === 'string' ? Array.from(part) : [part]));
}

/**
 * Walks pattern and text at once. `isPossible` asks whether some value of the unknown pieces makes them match; without
 * it only the same unknown piece matches itself.
 */
function search(pattern: readonly Atom[], text: readonly Atom[], isPossible: boolean): boolean {
  const width = text.length + 1;
  // reached[j]: the pattern read until now matches the first j atoms of the text.
  let reached = new Uint8Array(width);
  reached[0] = 1;
  if (isPossible) spread(reached, text);
  for (const atom of pattern) {
    const next = new Uint8Array(width);
    const isWide = atom === ANY_TEXT || (isPossible && isUnknown(atom));
    for (let at = 0; at < width; at += 1) {
      if (isWide && reached[at] === 1) next.fill(1, at);
      if (isWide && reached[at] === 1) break;
      const character = text[at];
      if (reached[at] === 1 && character !== undefined && matchesOne(atom, character)) next[at + 1] = 1;
      // An unknown piece of the text may hold what this atom wants, and more.
      if (isPossible && reached[at] === 1 && isUnknown(character)) next[at] = 1;
    }
    if (isPossible) spread(next, text);
    reached = next;
  }
  return reached[text.length] === 1;
}

/** An unknown piece of the text may be empty, or end here. */
function spread(reached: Uint8Array, text: readonly Atom[]): void {
  for (const [at, atom] of text.entries()) if (reached[at] === 1 && isUnknown(atom)) reached[at + 1] = 1;
}

function matchesOne(atom: Atom, character: Atom): boolean {
  if (atom === ANY_CHARACTER) return typeof character === 'string';
  if (isUnknown(atom)) return isUnknown(character) && isSame(atom, character);
  return atom === character;
}

/** True for one value written twice: the same reference. */
export function isSame(first: Unknown, second: Unknown): boolean {
  return first === second || (first.isReference && second.isReference && first.expression === second.expression);
}

/** Attributes that no two resources of a type have alike. */
const IDENTITIES: ReadonlySet<string> = new Set(['arn', 'bucket', 'function_name', 'name']);

/** True where both begin alike and then name two resources of the configuration, by what no two have alike. */
function areDistinct(pattern: readonly Atom[], text: readonly Atom[]): boolean {
  let at = 0;
  while (at < pattern.length && typeof pattern[at] !== 'symbol' && isEqual(pattern[at], text[at])) at += 1;
  const [first, second] = [resourceOf(pattern[at]), resourceOf(text[at])];
  if (first === undefined || second === undefined) return false;
  if (first.address === second.address || first.attribute !== second.attribute) return false;
  const [typeOfFirst, typeOfSecond] = [first, second].map(({ address }) => address.split('.')[0]);
  const [behind, behindSecond] = [pattern[at + 1], text[at + 1]];
  if (behind === undefined && behindSecond === undefined)
    return first.attribute === 'arn' || typeOfFirst === typeOfSecond;
  // No name of a bucket has a slash.
  const areBuckets = typeOfFirst === 'aws_s3_bucket' && typeOfSecond === 'aws_s3_bucket';
  return areBuckets && [behind, behindSecond].every((next) => next === undefined || next === '/');
}

function isEqual(first: Atom | undefined, second: Atom | undefined): boolean {
  return isUnknown(first) && isUnknown(second) ? isSame(first, second) : first === second;
}

function resourceOf(atom: Atom | undefined): Reference | undefined {
  if (!isUnknown(atom) || !atom.isReference) return undefined;
  const [reference] = atom.references;
  if (reference === undefined || !IDENTITIES.has(reference.attribute)) return undefined;
  return /^aws_[a-z0-9_]+\.[\w-]+$/.test(reference.address) ? reference : undefined;
}
