import { unknown, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import { decidingGroup } from './global-primary';

/**
 * Judges a setting of a replication group that a secondary group of a global datastore takes over from its primary
 * when it does not say itself.
 */
export function judgeOfPrimary(group: Block, path: string, judge: (group: Block) => Outcome): Outcome {
  const outcome = judge(group);
  if (outcome.verdict !== 'fail' || group.get(path) !== undefined) return outcome;
  const deciding = decidingGroup(group);
  if (deciding.kind === 'itself') return outcome;
  const argument = 'global_replication_group_id';
  if (deciding.kind === 'primary') {
    const ofPrimary = judge(deciding.block);
    return ofPrimary.verdict === 'fail' || ofPrimary.verdict === 'unknown'
      ? { ...ofPrimary, path: argument, message: `as in ${deciding.block.address}, its primary: ${ofPrimary.message}` }
      : ofPrimary;
  }
  return unknown({
    path: argument,
    message: `the group takes ${path} from the primary of its global datastore, which is outside this configuration`,
    observed: deciding.value,
    expected: outcome.expected,
  });
}
