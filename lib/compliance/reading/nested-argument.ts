import { pass, undecided, type Outcome } from '../engine/outcome';
import type { Block, NestedBlock } from '../model/block';
import type { Value } from '../model/value';

/**
 * Judges an argument of a nested block of which Terraform takes one at most. Where several are written, each has to
 * pass; where none is, the argument is absent.
 *
 * @param judge says what the value at the path comes to
 */
export function judgeNested(
  parent: Pick<Block | NestedBlock, 'nested'>,
  name: string,
  argument: string,
  expected: string,
  judge: (value: Value, path: string) => Outcome,
): Outcome {
  const items = parent.nested(name);
  if (items.length === 0) return judge(undefined, name);
  return worst(
    items.map((item) =>
      item.unknown === undefined
        ? judge(item.get(argument), `${item.path}.${argument}`)
        : undecided(item.path, item.unknown, expected),
    ),
  );
}

/** The first failure, else the first outcome that is unknown, else the first of all. */
export function worst(outcomes: readonly Outcome[]): Outcome {
  const found =
    outcomes.find(({ verdict }) => verdict === 'fail') ??
    outcomes.find(({ verdict }) => verdict === 'unknown') ??
    outcomes[0];
  return found ?? pass();
}
