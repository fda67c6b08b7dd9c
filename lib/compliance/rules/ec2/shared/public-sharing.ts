import { fail, pass, undecided, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import { isUnknown, toText, type Value } from '../../../model/value';
import type { Truth } from '../../../reading/truth';

/** True for a state of the setting that lets nobody share with everyone. */
export function blocksSharing(state: Value, accepted: readonly string[]): Truth {
  const text = toText(state);
  return isUnknown(text) ? text : text !== undefined && accepted.includes(text);
}

/** Demands that the setting of a region lets nobody share something with everyone. */
export function refuseSharing(block: Block, accepted: readonly string[], what: string): Outcome {
  const path = 'state';
  const state = block.get(path);
  const blocks = blocksSharing(state, accepted);
  const expected = `${path} = ${accepted.map((value) => `"${value}"`).join(' or ')}`;
  if (isUnknown(blocks)) return undecided(path, blocks, expected);
  if (blocks) return pass(path);
  return fail({ path, message: `the region lets ${what} become public`, observed: state, expected });
}
