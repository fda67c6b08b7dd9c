import { isUnknown, Unknown } from '../../compliance/model/value';
import { every, type Truth } from '../../compliance/reading/truth';
import { ANY_CHARACTER, ANY_TEXT, isSame, matchAtoms, type Atom } from '../glob';

const FIELDS = 6;

/**
 * Compares ARNs as `ArnLike` and `ArnEquals` do, which are the same: each of the six fields by itself, so that a
 * wildcard does not reach into the next one.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function matchArn(pattern: readonly Atom[], text: readonly Atom[]): Truth {
  if (pattern.length === 1 && pattern[0] === ANY_TEXT) return true;
  if ([...pattern, ...text].some(isUnknown)) return matchHidden(pattern, text);
  const [wanted, actual] = [fieldsOf(pattern), fieldsOf(text)];
  if (actual === undefined) return false;
  if (wanted === undefined) return pattern.some(isWildcard) ? new Unknown('a pattern that is no whole ARN') : false;
  return every([...wanted.entries()], ([index, field]) => matchAtoms(field, actual[index] ?? []));
}

/** Where the fields end is not known: only what holds of the text as a whole is sure. */
function matchHidden(pattern: readonly Atom[], text: readonly Atom[]): Truth {
  const isEqual =
    pattern.length === text.length && pattern.every((atom, index) => !isWildcard(atom) && sameAtom(atom, text[index]));
  if (isEqual) return true;
  const whole = matchAtoms(pattern, text);
  return whole === true ? ([...pattern, ...text].find(isUnknown) ?? true) : whole;
}

function sameAtom(first: Atom, second: Atom | undefined): boolean {
  return isUnknown(first) ? isUnknown(second) && isSame(first, second) : first === second;
}

function isWildcard(atom: Atom): boolean {
  return atom === ANY_TEXT || atom === ANY_CHARACTER;
}

/** The six fields of an ARN; the last one keeps its colons. Undefined for other text. */
function fieldsOf(atoms: readonly Atom[]): readonly (readonly Atom[])[] | undefined {
  const fields: Atom[][] = [[]];
  for (const atom of atoms) {
    if (atom === ':' && fields.length < FIELDS) fields.push([]);
    else fields.at(-1)?.push(atom);
  }
  return fields.length === FIELDS ? fields : undefined;
}
