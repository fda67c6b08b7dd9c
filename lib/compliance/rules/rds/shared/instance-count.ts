import type { Block } from '../../../model/block';
import { isList, isMap, isUnknown, toNumber } from '../../../model/value';

/** How many instances a block stands for; undefined where only Terraform knows, which may make none. */
export function instanceCount(block: Block): number | undefined {
  const count = toNumber(block.get('count'));
  if (isUnknown(count)) return undefined;
  if (count !== undefined) return count;
  const forEach = block.get('for_each');
  if (isUnknown(forEach)) return undefined;
  if (isList(forEach)) return forEach.length;
  return isMap(forEach) ? Object.keys(forEach).length : 1;
}

/** True where `count` or `for_each` makes many instances of a block, or may. */
export function isMultiple(block: Block): boolean {
  return block.rawAt('count') !== undefined || block.rawAt('for_each') !== undefined;
}
