import type { Block, Configuration } from '../../../model/block';
import { isUnknown, member, toText, type Unknown, type Value } from '../../../model/value';
import { instancesOf } from '../../../reading/block-instances';
import { companionsByName, namedByEnd } from '../../../reading/companions-by-name';
import { leavesInstancesOut } from '../../../reading/instances';
import { presence, type Presence } from '../../../reading/presence';
import { readJson } from '../../../reading/secrets/payload';
import { QUEUE_URLS } from './queue';

const TARGET = 'deadLetterTargetArn';

/** Blocks whose `redrive_policy` names a dead-letter queue. */
const REDRIVING = ['aws_sqs_queue', 'aws_sqs_queue_redrive_policy', 'aws_sns_topic_subscription'] as const;

/** Arguments of other services that take a dead-letter queue; a variable or a tag may have any name. */
const DEAD_LETTER =
  /^(?!environment\b|tags)(?:.*\.)?(?:dead_letter_config|dead_letter_queue|dead_letter_target_arn|on_failure)\b/;

/** Whether the redrive policy of a queue names a dead-letter queue. The queue itself is none. */
export function namesDeadLetterQueue(policy: Value, queue: Block): Presence {
  const json = readJson(policy);
  if (json === undefined || isUnknown(json)) return isUnknown(policy) ? presence(policy) : 'absent';
  const named = member(json, TARGET);
  if (namesItself(named, queue)) return 'absent';
  const target = presence(named);
  return isUnknown(target) && !hasAlternative(target) ? 'set' : target;
}

/** A condition may come to null; a variable names the queue of another stack. */
function hasAlternative(target: Unknown): boolean {
  return !target.isReference && target.parts.length === 0;
}

/** True where a queue without instances sends what it cannot process back to itself. */
function namesItself(named: Value, queue: Block): boolean {
  if (queue.get('count') !== undefined || queue.get('for_each') !== undefined) return false;
  const [target, ...others] = namedQueues(named, queue.configuration);
  return target === queue && others.length === 0;
}

function namedQueues(named: Value, configuration: Configuration): readonly Block[] {
  const linked = configuration.link(named, ['aws_sqs_queue']).blocks;
  return linked.length > 0 ? linked : namedByEnd(named, configuration, 'aws_sqs_queue');
}

/** The queues whose redrive policy a block holds. */
function redrivenBy(block: Block): readonly Block[] {
  if (block.type === 'aws_sqs_queue') return [block];
  if (block.type !== 'aws_sqs_queue_redrive_policy') return [];
  const url = block.get('queue_url');
  const { blocks } = block.configuration.link(url, ['aws_sqs_queue'], QUEUE_URLS);
  return blocks.length > 0 ? blocks : namedByEnd(url, block.configuration, 'aws_sqs_queue');
}

interface Targets {
  /** What names each dead-letter queue. */
  readonly byQueue: ReadonlyMap<Block, readonly Value[]>;
  /** A redrive policy of which it is not known what it names. */
  readonly open: Unknown | undefined;
}

const cache = new WeakMap<Configuration, Targets>();

/** Whether something of the configuration sends what it cannot process to the queue, for every instance of it. */
export function isDeadLetterQueue(queue: Block): boolean | Unknown {
  const { configuration } = queue;
  const targets = cache.get(configuration) ?? readTargets(configuration);
  cache.set(configuration, targets);
  const values = targets.byQueue.get(queue);
  if (values !== undefined && !leavesInstancesOut(queue, values)) return true;
  const uses = configuration
    .referrers(queue)
    .filter(({ block, path }) => block.kind === 'resource' && DEAD_LETTER.test(path));
  if (
    uses.length > 0 &&
    !leavesInstancesOut(
      queue,
      uses.map(({ block, path }) => block.get(path)),
    )
  )
    return true;
  return allowsOnly(queue) ? true : (targets.open ?? false);
}

/** A queue that lists the queues that may use it is their dead-letter queue. */
function allowsOnly(queue: Block): boolean {
  const { of } = companionsByName(
    queue.configuration,
    'aws_sqs_queue_redrive_allow_policy',
    'queue_url',
    'aws_sqs_queue',
    QUEUE_URLS,
  );
  return [queue, ...of(queue).map(({ block }) => block)].some(
    (block) => toText(member(readJson(block.get('redrive_allow_policy')), 'redrivePermission')) === 'byQueue',
  );
}

function readTargets(configuration: Configuration): Targets {
  const byQueue = new Map<Block, Value[]>();
  let open: Unknown | undefined;
  for (const block of REDRIVING.flatMap((type) => configuration.ofType(type))) {
    for (const { get } of instancesOf(block)) {
      const policy = get('redrive_policy');
      const json = readJson(policy);
      const named = json === undefined || isUnknown(json) ? policy : member(json, TARGET);
      const queues = namedQueues(named, configuration);
      for (const queue of queues) {
        if (redrivenBy(block).includes(queue) && namesItself(named, queue)) continue;
        const same = byQueue.get(queue);
        if (same === undefined) byQueue.set(queue, [named]);
        else same.push(named);
      }
      if (queues.length === 0 && isUnknown(named) && mayLeadHere(named, configuration)) open ??= named;
    }
  }
  return { byQueue, open };
}

/** False for the output of another stack, and for a queue that is looked up. */
function mayLeadHere({ references }: Unknown, configuration: Configuration): boolean {
  return !(
    references.length > 0 &&
    references.every(({ address }) => address.startsWith('data.') || configuration.block(address)?.kind === 'resource')
  );
}
