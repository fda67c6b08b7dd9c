import { isList, isMap, isUnknown, type Reference, type Value } from '../value';
import { EncodedJson } from './encoded-json';
import { PartialMap } from './partial-map';

/** An expression with more references than this keeps the first ones. */
const MOST = 1_000;

const known = new WeakMap<object, boolean>();

/** True where nothing in a value is unknown. Remembered: every resource may read from the same large table. */
function isKnown(value: Value): boolean {
  if (typeof value !== 'object') return true;
  if (isUnknown(value)) return false;
  const found = known.get(value);
  if (found !== undefined) return found;
  const result = isList(value) ? value.every(isKnown) : Object.values(value).every(isKnown);
  known.set(value, result);
  return result;
}

/** References without repetition, in the order in which they were met. */
export class ReferenceSet {
  private readonly found = new Map<string, Reference>();

  add(references: readonly Reference[]): this {
    for (const reference of references) {
      if (this.found.size >= MOST) return this;
      const key = `${reference.address}\u0000${typeof reference.index}${String(reference.index)}\u0000${reference.attribute}`;
      if (!this.found.has(key)) this.found.set(key, reference);
    }
    return this;
  }

  /** Adds what the unknown parts of a value refer to. */
  addFrom(value: Value): this {
    if (this.found.size >= MOST) return this;
    if (isUnknown(value)) {
      this.add(value.references);
      if (value instanceof EncodedJson) this.addFrom(value.value);
      if (value instanceof PartialMap) value.entries.forEach(([, part]) => this.addFrom(part));
    } else if (isKnown(value)) return this;
    else if (isList(value)) value.forEach((part) => this.addFrom(part));
    else if (isMap(value)) Object.values(value).forEach((part) => this.addFrom(part));
    return this;
  }

  get list(): readonly Reference[] {
    return [...this.found.values()];
  }
}

/** What the unknown parts of the values refer to. */
export function referencesOf(...values: readonly Value[]): readonly Reference[] {
  const references = new ReferenceSet();
  values.forEach((value) => references.addFrom(value));
  return references.list;
}
