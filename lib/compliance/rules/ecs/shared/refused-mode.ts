import { fail, pass, undecided, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import { isUnknown, toText } from '../../../model/value';
import { instancesOf } from '../../../reading/block-instances';

/** Refuses the value `host` of an argument that shares something of the host with the task, in every instance of it. */
export function refuseHost(task: Block, path: string, message: string, expected: string): readonly Outcome[] {
  const outcomes = instancesOf(task).flatMap(({ instance, get }): readonly Outcome[] => {
    const mode = toText(get(path));
    if (isUnknown(mode)) return [{ ...undecided(path, mode, expected), subject: instance }];
    return mode?.trim().toLowerCase() === 'host'
      ? [fail({ path, message, observed: get(path), expected, subject: instance })]
      : [];
  });
  return outcomes.length === 0 ? [pass(path)] : outcomes;
}
