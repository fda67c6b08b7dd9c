import type { Block, NestedBlock } from '../../../model/block';
import { isUnknown, toBoolean, toText, type Value } from '../../../model/value';
import type { Setting } from '../../../reading/buckets/bucket-requirement';
import { both, some, type Truth } from '../../../reading/truth';

type Parent = Pick<Block | NestedBlock, 'nested'>;

/** Whether a nested block, down a path of names, passes a test. Undefined where the first of them is not written. */
export function anyNested(
  parent: Parent,
  names: readonly string[],
  test: (item: NestedBlock) => Truth,
): Setting | undefined {
  const [first] = parent.nested(names[0] ?? '');
  return first === undefined ? undefined : { holds: someAt(parent, names, test), path: first.path };
}

function someAt(parent: Parent, [name, ...rest]: readonly string[], test: (item: NestedBlock) => Truth): Truth {
  return some(name === undefined ? [] : parent.nested(name), (item) => {
    if (isUnknown(item.value)) return item.value;
    return both(rest.length === 0 ? test(item) : someAt(item, rest, test), item.unknown ?? true);
  });
}

/** True where an argument is a text such as `Enabled`; letter case counts, as it does for AWS. */
export function isText(value: Value, wanted: string): Truth {
  const text = toText(value);
  return isUnknown(text) ? text : text === wanted;
}

/** True where an argument is true. */
export function isTrue(value: Value): Truth {
  return toBoolean(value) ?? false;
}

/** What a setting is where its block is there but says nothing. */
export function unset(path: string): Setting {
  return { holds: false, path };
}
