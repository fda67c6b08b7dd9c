import type { Block } from '../../../model/block';
import { isList, isMap, isUnknown, toNumber, type Value } from '../../../model/value';
import { instanceCount, isMultiple } from './instance-count';
import { indexOf, isChoice, referencesIn } from './linked-blocks';

/** The instances of a block that another block is about: the subnets of an association, the tables of a route. */
export interface Coverage {
  /** Keys of the instances; undefined for every one. */
  readonly indexes: ReadonlySet<string> | undefined;
  /** False where it may be about fewer of them, or about none. */
  readonly isCertain: boolean;
}

const ALL: Coverage = { indexes: undefined, isCertain: true };
const SOME: Coverage = { indexes: undefined, isCertain: false };

/** `element(aws_subnet.s[*].id, count.index)`: one instance for each round of `count`. */
const ELEMENT_BY_INDEX = /^\$\{\s*element\s*\([^?]*,\s*count\.index\s*\)\s*\}$/;

/** More instances than this are not told apart. */
const MOST_INSTANCES = 1_000;

/** Tells which instances of a block another one is about, by the argument that names it or by its `for_each`. */
export function coverageOf(block: Block, argument: string, target: Block): Coverage {
  const value = block.get(argument);
  const named = indexesIn(value, target);
  if (named === undefined) return byForEach(block, target);
  const isElement = isUnknown(value) && ELEMENT_BY_INDEX.test(value.expression);
  if (isChoice(value) && !isElement) return SOME;
  const isCertain = instanceCount(block) !== undefined || isRepeatedAlike(block, target);
  if (named.size > 0) return { indexes: named, isCertain };
  const isSplat = !isElement && referencesIn(value).some((reference) => reference.index === '*');
  if (!isMultiple(target) || isSplat) return { indexes: undefined, isCertain };
  if (isRepeatedAlike(block, target)) return ALL;
  const iterated = iteratedIndexes(block, argument, target);
  return iterated === undefined ? SOME : { indexes: iterated, isCertain: true };
}

/** True where a coverage takes in an instance; any instance where its key is not given. */
export function covers({ indexes }: Coverage, index: string | undefined): boolean {
  return index === undefined || indexes === undefined || indexes.has(index);
}

/** A block that names the target in its `for_each` only, such as `toset([aws_subnet.a.id])`. */
function byForEach(block: Block, target: Block): Coverage {
  const forEach = block.get('for_each');
  const named = indexesIn(forEach, target);
  if (named === undefined || isChoice(forEach)) return SOME;
  return named.size > 0 ? { indexes: named, isCertain: true } : ALL;
}

/** Keys that references to a block pick; empty where one of them picks none, undefined where there is none. */
function indexesIn(value: Value, target: Block): ReadonlySet<string> | undefined {
  const references = referencesIn(value).filter(({ address }) => address === target.address);
  if (references.length === 0) return undefined;
  const indexes = references.map(indexOf);
  return new Set(indexes.every((index) => index !== undefined) ? indexes : []);
}

/** True where both blocks run over the same things, or one over the other. */
function isRepeatedAlike(block: Block, target: Block): boolean {
  for (const argument of ['count', 'for_each']) {
    const raw = block.rawAt(argument);
    if (raw === undefined) continue;
    const value = block.get(argument);
    if (isChoice(value) && JSON.stringify(raw) !== JSON.stringify(target.rawAt(argument))) return false;
    return (
      JSON.stringify(raw) === JSON.stringify(target.rawAt(argument)) ||
      referencesIn(value).some(({ address }) => address === target.address)
    );
  }
  return false;
}

/** The keys that `[each.key]` and `[count.index]` run over, where they are known. */
function iteratedIndexes(block: Block, argument: string, target: Block): ReadonlySet<string> | undefined {
  const raw = block.rawAt(argument);
  if (typeof raw !== 'string') return undefined;
  const count = toNumber(block.get('count'));
  if (typeof count === 'number')
    return count <= MOST_INSTANCES && (/\[\s*count\.index\s*\]/.test(raw) || ELEMENT_BY_INDEX.test(raw))
      ? new Set(Array.from({ length: count }, (_, index) => String(index)))
      : undefined;
  const forEach = block.get('for_each');
  const pairs = isList(forEach)
    ? forEach.map((element) => ({ key: element, value: element }))
    : isMap(forEach)
      ? Object.entries(forEach).map(([key, value]) => ({ key, value }))
      : undefined;
  if (pairs === undefined || pairs.length > MOST_INSTANCES) return undefined;
  const indexes = new Set<string>();
  for (const each of pairs) {
    const named = indexesIn(block.configuration.resolve(raw, each), target);
    if (named === undefined || named.size === 0) return undefined;
    named.forEach((index) => indexes.add(index));
  }
  return indexes;
}
