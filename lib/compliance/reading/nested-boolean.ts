import { fail, pass, undecided, type Outcome } from '../engine/outcome';
import type { Block } from '../model/block';
import { isUnknown, toBoolean } from '../model/value';
import { judgeNested } from './nested-argument';

/** Demands that an argument of a nested block is true, such as `encrypt_at_rest.enabled`; absent counts as false. */
export function requireNestedTrue(block: Block, name: string, argument: string, message: string): Outcome {
  const expected = `${name}.${argument} = true`;
  return judgeNested(block, name, argument, expected, (value, path) => {
    const flag = toBoolean(value);
    if (isUnknown(flag)) return undecided(path, flag, expected);
    return flag === true ? pass(path) : fail({ path, message, observed: value, expected });
  });
}
