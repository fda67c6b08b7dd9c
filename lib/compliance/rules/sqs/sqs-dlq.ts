import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, unknown } from '../../engine/outcome';
import { isUnknown } from '../../model/value';
import { requireCompanion } from '../../reading/companion-requirement';
import { companionsByName } from '../../reading/companions-by-name';
import { QUEUE_URLS } from './shared/queue';
import { isDeadLetterQueue, namesDeadLetterQueue } from './shared/redrive';

const MISSING = 'the queue has no dead-letter queue';

export default defineRule({
  id: 'sqs-dlq',
  title: 'Queues have a dead-letter queue',
  why: 'A message that its consumer cannot process comes back again and again until it expires: it blocks the others and is lost in the end, and nobody has seen it.',
  remediation:
    'Set redrive_policy with deadLetterTargetArn and maxReceiveCount on the queue, or add an aws_sqs_queue_redrive_policy.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_sqs_queue'],
  whenUnknown:
    'a redrive policy is an expression that only Terraform can compute, or one is for a queue that is not known.',
  controls: {},
  equivalents: { cdkNag: ['AwsSolutions-SQS3'] },
  recommended: false,
  sources: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/sqs_queue_redrive_policy.html.markdown',
  ],
  check(block, { configuration }) {
    const path = 'redrive_policy';
    const expected = `${path} with a deadLetterTargetArn`;
    const own = namesDeadLetterQueue(block.get(path), block);
    if (own === 'set') return pass(path);
    const target = isDeadLetterQueue(block);
    if (target === true) return pass();
    const all = companionsByName(
      configuration,
      'aws_sqs_queue_redrive_policy',
      'queue_url',
      'aws_sqs_queue',
      QUEUE_URLS,
    );
    const naming = all
      .of(block)
      .filter((companion) => namesDeadLetterQueue(companion.block.get(path), block) !== 'absent');
    const outcome = requireCompanion(block, all, { missing: MISSING, expected, path }, naming);
    if (outcome.verdict === 'pass') {
      const hidden = naming.map((companion) => namesDeadLetterQueue(companion.block.get(path), block)).find(isUnknown);
      return hidden === undefined ? outcome : undecided(path, hidden, expected);
    }
    if (isUnknown(own)) return undecided(path, own, expected);
    if (outcome.verdict === 'fail' && isUnknown(target)) {
      const message = `a redrive policy names ${target.expression}, which may be this queue`;
      return unknown({ path, message, observed: target, expected });
    }
    return outcome.verdict === 'fail' && block.get(path) !== undefined
      ? fail({ ...outcome, observed: block.get(path) })
      : outcome;
  },
  examples: {
    good: [
      {
        name: 'a dead-letter queue, which needs none itself',
        configuration: queues({
          redrive_policy: '${jsonencode({"deadLetterTargetArn" = aws_sqs_queue.dead.arn, "maxReceiveCount" = 5})}',
        }),
      },
    ],
    bad: [
      { name: 'no redrive policy', configuration: { resource: { aws_sqs_queue: { orders: { name: 'orders' } } } } },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          variable: { redrive: { type: 'string' } },
          resource: { aws_sqs_queue: { orders: { name: 'orders', redrive_policy: '${var.redrive}' } } },
        },
      },
    ],
  },
});

function queues(orders: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { resource: { aws_sqs_queue: { orders: { name: 'orders', ...orders }, dead: { name: 'orders-dead' } } } };
}
