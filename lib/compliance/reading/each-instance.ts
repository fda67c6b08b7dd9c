import type { Outcome } from '../engine/outcome';
import type { Block } from '../model/block';
import { instancesOf, type BlockInstance } from './block-instances';

/** Judges each instance of a resource whose arguments depend on a known `for_each`, else the resource as a whole. */
export function judgeEachInstance(
  block: Block,
  judge: (get: BlockInstance['get']) => Outcome | readonly Outcome[],
): Outcome | readonly Outcome[] {
  const instances = instancesOf(block);
  const [only] = instances;
  if (only !== undefined && only.instance === undefined) return judge(only.get);
  return instances.flatMap(({ instance, get }) => [judge(get)].flat().map((outcome) => ofInstance(outcome, instance)));
}

function ofInstance(outcome: Outcome, instance: BlockInstance['instance']): Outcome {
  if (outcome.verdict === 'pass' || outcome.verdict === 'notApplicable') return outcome;
  const subject = [instance, outcome.subject].filter((part) => part !== undefined).join(' ');
  return { ...outcome, message: `${outcome.message} (instance ${JSON.stringify(instance)})`, subject };
}
