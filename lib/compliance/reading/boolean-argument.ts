import { fail, pass, undecided, type Outcome } from '../engine/outcome';
import type { Block } from '../model/block';
import { isUnknown, toBoolean, type Value } from '../model/value';
import { judgeEachInstance } from './each-instance';
import { worst } from './nested-argument';

/** Demands that an argument is true, in every instance; absent counts as false. */
export function requireTrue(block: Block, path: string, message: string): Outcome {
  const expected = `${path} = true`;
  return judgeInstances(block, path, (observed) => {
    const value = toBoolean(observed);
    if (value === true) return pass(path);
    if (isUnknown(value)) return undecided(path, value, expected);
    return fail({ path, message, observed, expected });
  });
}

/** Refuses one literal value of a boolean argument, in every instance; absent is accepted. */
export function refuse(block: Block, path: string, refused: boolean, message: string): Outcome {
  const expected = `${path} = ${String(!refused)}`;
  return judgeInstances(block, path, (observed) => {
    const value = toBoolean(observed);
    if (isUnknown(value)) return undecided(path, value, expected);
    return value === refused ? fail({ path, message, observed, expected }) : pass(path);
  });
}

/** The worst outcome of the instances, where the argument tells them apart. */
function judgeInstances(block: Block, path: string, judge: (observed: Value) => Outcome): Outcome {
  const whole = judge(block.get(path));
  if (whole.verdict !== 'unknown') return whole;
  const outcomes = [judgeEachInstance(block, (get) => judge(get(path)))].flat();
  return outcomes.length === 0 ? whole : worst(outcomes);
}
