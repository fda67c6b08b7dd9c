import { hasUnknown, isList, isUnknown, type Value } from '../../value';
import { FAILED, UNDECIDED } from '../operators';
import { setOf } from '../set-value';
import { unify } from '../unify';
import type { NamedFunction, TerraformFunction } from './function';

const setunion: TerraformFunction = (sets) => {
  if (sets.length === 0) return FAILED;
  if (sets.some(isUnknown)) return UNDECIDED;
  return sets.every(isList) ? (setOf(sets.flat()) ?? FAILED) : FAILED;
};

/** What the first set has of what all others have, or do not have. */
function selection(keeps: (element: Value, others: readonly ReadonlySet<Value>[]) => boolean): TerraformFunction {
  return (sets) => {
    if (sets.some(isUnknown)) return UNDECIDED;
    if (sets.length === 0 || !sets.every(isList)) return FAILED;
    if (sets.flat().some((element) => typeof element === 'object' || hasUnknown(element))) return UNDECIDED;
    const alike = unify(sets.flat());
    if (alike === undefined) return FAILED;
    let position = 0;
    const [first = [], ...others] = sets.map((set) => {
      const start = position;
      position += set.length;
      return alike.slice(start, position);
    });
    const rest = others.map((set) => new Set(set));
    return setOf(first.filter((element) => keeps(element, rest))) ?? FAILED;
  };
}

const setintersection = selection((element, others) => others.every((set) => set.has(element)));
const subtract = selection((element, others) => !others.some((set) => set.has(element)));

export const SET_FUNCTIONS: readonly NamedFunction[] = [
  ['setunion', setunion],
  ['setintersection', setintersection],
  ['setsubtract', (sets, site) => (sets.length === 2 ? subtract(sets, site) : FAILED)],
];
