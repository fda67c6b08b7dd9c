import { fail, pass, undecided, type Outcome } from '../engine/outcome';
import type { Block } from '../model/block';
import { isUnknown, toBoolean } from '../model/value';

/** Demands that an argument is true; absent counts as false. */
export function requireTrue(block: Block, path: string, message: string): Outcome {
  const value = toBoolean(block.get(path));
  const expected = `${path} = true`;
  if (value === true) return pass(path);
  if (isUnknown(value)) return undecided(path, value, expected);
  return fail({ path, message, observed: block.get(path), expected });
}

/** Refuses one literal value of a boolean argument; absent is accepted. */
export function refuse(block: Block, path: string, refused: boolean, message: string): Outcome {
  const value = toBoolean(block.get(path));
  const expected = `${path} = ${String(!refused)}`;
  if (isUnknown(value)) return undecided(path, value, expected);
  return value === refused ? fail({ path, message, observed: block.get(path), expected }) : pass(path);
}
