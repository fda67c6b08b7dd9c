import type { Block } from '../../../model/block';
import type { Value } from '../../../model/value';
import { isEach } from '../../../reading/block-instances';

export const VPC_TYPES: readonly string[] = ['aws_vpc', 'aws_default_vpc'];

/** The blocks that a value of a block refers to; with `each.value`, those that its `for_each` refers to. */
export function linkedBlocks(value: Value, block: Block, types: readonly string[]): readonly Block[] {
  const { configuration } = block;
  const direct = configuration.link(value, types, ['id']).blocks;
  if (direct.length > 0 || !isEach(value)) return direct;
  return configuration.link(block.get('for_each'), types, ['id']).blocks;
}

/** Adds to a list in a map. */
export function push<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [item]);
  else known.push(item);
}
