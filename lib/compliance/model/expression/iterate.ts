import { isList, isMap, type Value } from '../value';
import { byCodePoint, isSet, isUnordered } from './collection-order';
import type { Iteration } from './scope';

/** What a `for` runs over, in Terraform's order. */
export interface Rounds {
  readonly collection: Value;
  readonly items: readonly Iteration[];
  /** False where Terraform alone knows the order: a set of objects, or of elements that are not all known. */
  readonly isOrdered: boolean;
}

/** Rounds of a `for` over a known collection: by index, by key, and for a set by element. Undefined for a primitive. */
export function roundsOf(collection: Value): Rounds | undefined {
  if (isList(collection)) {
    const keyed = isSet(collection);
    const items = collection.map((value, index): Iteration => ({ key: keyed ? value : index, value }));
    return { collection, items, isOrdered: !isUnordered(collection) };
  }
  if (!isMap(collection)) return undefined;
  const items = Object.keys(collection)
    .sort(byCodePoint)
    .map((key): Iteration => ({ key, value: collection[key] }));
  return { collection, items, isOrdered: true };
}
