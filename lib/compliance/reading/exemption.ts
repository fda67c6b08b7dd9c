import { notApplicable, undecided, type Outcome } from '../engine/outcome';
import type { Presence } from './presence';

/**
 * Applies a requirement to blocks that do not have some property. Where it is not known whether the block has it,
 * a failure becomes unknown.
 *
 * @param exemption whether the property is there
 * @param path the argument that decides about the exemption
 */
export function unlessExempt(outcome: Outcome, exemption: Presence, path: string): Outcome {
  if (exemption === 'set') return notApplicable();
  if (exemption === 'absent' || outcome.verdict !== 'fail') return outcome;
  return undecided(path, exemption, outcome.expected);
}
