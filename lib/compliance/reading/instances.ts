import type { Block } from '../model/block';
import { isList, isMap, isUnknown, toNumber, type Unknown, type Value } from '../model/value';

/** The `count` or `for_each` that is not known, so that the block may have no instance; undefined where both are known. */
export function hiddenRepetition(block: Block): Unknown | undefined {
  return [block.get('count'), block.get('for_each')].find(isUnknown);
}

/** True where the values refer to single instances of the block and leave others of its `count` or `for_each` out. */
export function leavesInstancesOut(block: Block, values: readonly Value[]): boolean {
  const keys = instanceKeys(block);
  if (keys === undefined || keys.length < 2) return false;
  const named = new Set<string>();
  for (const value of values) {
    const references = isUnknown(value) ? value.references.filter(({ address }) => address === block.address) : [];
    for (const { index } of references) {
      if (index === undefined || index === '*') return false;
      named.add(String(index));
    }
    if (references.length === 0) return false;
  }
  return keys.some((key) => !named.has(key));
}

/** The keys of a block with a known `count` or `for_each`; undefined for a single block and for what is not known. */
export function instanceKeys(block: Block): readonly string[] | undefined {
  const count = toNumber(block.get('count'));
  if (typeof count === 'number' && count <= 10_000) return Array.from({ length: count }, (_, index) => String(index));
  const forEach = block.get('for_each');
  if (isMap(forEach)) return Object.keys(forEach);
  return isList(forEach) && forEach.every((key) => typeof key === 'string') ? forEach : undefined;
}
