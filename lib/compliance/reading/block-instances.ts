import type { Block, NestedBlock } from '../model/block';
import { ConfigurationBlock } from '../model/configuration-block';
import { roundsOf, type Instance } from '../model/expression';
import { isList, isMap, isUnknown, toNumber, toText, type Value } from '../model/value';

/** One instance of a resource with `for_each` or `count`, or the resource itself. */
export interface BlockInstance {
  /** `each.key`, or `count.index` as text; undefined for a resource whose arguments are the same in every instance. */
  readonly instance: string | undefined;
  readonly get: (attribute: string) => Value;
  readonly nested: (name: string) => readonly NestedBlock[];
}

/** More instances are not told apart: what depends on `each` or `count.index` is then unknown. */
const MOST_INSTANCES = 1_000;
const EACH = /\beach\s*[.[]/;
const COUNT_INDEX = /\bcount\s*[.[]/;
const cache = new WeakMap<Block, readonly BlockInstance[]>();

/** The instances of a resource whose arguments depend on a known `for_each` or `count`. */
export function instancesOf(block: Block): readonly BlockInstance[] {
  const hasInstances = block.raw.for_each !== undefined || block.raw.count !== undefined;
  const known = hasInstances ? cache.get(block) : undefined;
  if (known !== undefined) return known;
  const instances = (hasInstances ? expand(block) : undefined) ?? [readerOf(block, undefined)];
  if (hasInstances) cache.set(block, instances);
  return instances;
}

/** True for an expression that refers to nothing but the instance it stands in: `each.value`, `count.index`. */
export function isEach(value: Value): boolean {
  return isUnknown(value) && value.references.length === 0;
}

function expand(block: Block): readonly BlockInstance[] | undefined {
  if (!(block instanceof ConfigurationBlock)) return undefined;
  const text = JSON.stringify({ ...block.raw, for_each: undefined, count: undefined });
  const instances =
    block.raw.for_each === undefined || block.raw.for_each === null
      ? COUNT_INDEX.test(text) && counted(block.get('count'))
      : EACH.test(text) && keyed(block.get('for_each'));
  if (instances === false || instances === undefined) return undefined;
  return instances.map(([key, instance]) => readerOf(block.instance(instance), key));
}

function readerOf(block: Block, instance: string | undefined): BlockInstance {
  return { instance, get: (attribute) => block.get(attribute), nested: (name) => block.nested(name) };
}

type Keyed = readonly (readonly [key: string, instance: Instance])[];

function counted(count: Value): Keyed | undefined {
  const length = toNumber(count);
  if (typeof length !== 'number' || !Number.isInteger(length) || length > MOST_INSTANCES) return undefined;
  return Array.from({ length }, (_, countIndex) => [String(countIndex), { countIndex }]);
}

/** For a set, key and value are the element. */
function keyed(forEach: Value): Keyed | undefined {
  if (!isMap(forEach) && !isList(forEach)) return undefined;
  const items = roundsOf(forEach)?.items ?? [];
  if (items.length > MOST_INSTANCES) return undefined;
  return items.map(({ key, value }) => {
    const each = { key: isMap(forEach) ? key : value, value };
    const text = toText(each.key);
    return [isUnknown(text) ? text.expression : (text ?? ''), { each }];
  });
}
