import type { Block } from '../model/block';
import { isList, isMap, isUnknown, toText, type Value } from '../model/value';

/** One instance of a resource with `for_each`, or the resource itself. */
export interface BlockInstance {
  /** `each.key`; undefined for a resource whose arguments are the same in every instance. */
  readonly instance: string | undefined;
  readonly get: (attribute: string) => Value;
}

/** More instances are not told apart: what depends on `each` is then unknown. */
const MOST_INSTANCES = 1_000;
const cache = new WeakMap<Block, readonly BlockInstance[]>();

/** The instances of a resource whose arguments depend on a known `for_each`. */
export function instancesOf(block: Block): readonly BlockInstance[] {
  const itself = [{ instance: undefined, get: (attribute: string) => block.get(attribute) }];
  if (block.raw.for_each === undefined) return itself;
  const known = cache.get(block) ?? expand(block) ?? itself;
  cache.set(block, known);
  return known;
}

/** True for an expression that refers to nothing but the instance it stands in: `each.value`, `count.index`. */
export function isEach(value: Value): boolean {
  return isUnknown(value) && value.references.length === 0;
}

function expand(block: Block): readonly BlockInstance[] | undefined {
  if (!JSON.stringify(block.raw).includes('each.')) return undefined;
  const pairs = iterations(block.get('for_each'));
  if (pairs === undefined || pairs.length > MOST_INSTANCES) return undefined;
  return pairs.map(([key, value]) => ({
    instance: key,
    get: (attribute: string) => block.configuration.resolve(block.rawAt(attribute), { key, value }),
  }));
}

/** Keys and values; for a set both are the element. */
function iterations(forEach: Value): readonly (readonly [string, Value])[] | undefined {
  if (isMap(forEach)) return Object.entries(forEach);
  if (!isList(forEach)) return undefined;
  return forEach.map((element) => {
    const text = toText(element);
    return [isUnknown(text) ? text.expression : (text ?? ''), element] as const;
  });
}
