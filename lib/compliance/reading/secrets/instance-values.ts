import type { Block } from '../../model/block';
import { isList, isUnknown, type Value } from '../../model/value';
import { beforeBase64, entriesOf } from './payload';

/** Instances of a for_each that are looked at. */
const MOST_INSTANCES = 1_000;

const EACH = /\beach\s*[.[]/;

/** What a value is in each instance of its block; of `base64encode(each.value)` what is encoded. */
export function textInInstances(value: Value, block: Block): readonly Value[] {
  return valueInInstances(beforeBase64(value, block.configuration), block);
}

/** What a value is in each instance of its block, as far as a `for_each` spells it out; else the value itself. */
export function valueInInstances(value: Value, block: Block): readonly Value[] {
  if (!isUnknown(value) || !EACH.test(value.expression)) return [value];
  const items = block.get('for_each');
  const instances = isList(items)
    ? items.map((item) => ({ key: item, value: item }))
    : (entriesOf(items) ?? []).map(([key, item]) => ({ key, value: item }));
  return instances.length === 0
    ? [value]
    : instances.slice(0, MOST_INSTANCES).map((each) => block.configuration.resolve(value.expression, each));
}
