import { defineRule } from '../../engine/define-rule';
import { undecided, type Outcome } from '../../engine/outcome';
import type { Block, NestedBlock } from '../../model/block';
import { isUnknown } from '../../model/value';
import { KEY_OPTIONS, KEY_OPTIONS_SCHEMA, requireCustomerKey, type KeyOptions } from '../../reading/key-requirement';

const EXPECTED = 'kms_key_id in every replica block: a key of that region';

export default defineRule<KeyOptions>({
  id: 'secretsmanager-replica-cmk',
  title: 'Replicas of a secret are encrypted with a customer managed key',
  why: 'A replica takes the key aws/secretsmanager of its region unless told otherwise: the protection that the primary has ends where the copy begins.',
  remediation: 'Set kms_key_id in each replica block to the ARN of a key in that region.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_secretsmanager_secret'],
  whenUnknown: 'the replicas, or the key of one, are an expression.',
  controls: {},
  equivalents: {},
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html'],
  defaultOptions: KEY_OPTIONS,
  optionsSchema: KEY_OPTIONS_SCHEMA,
  examples: {
    good: [
      {
        name: 'a key in the region of the replica',
        configuration: {
          resource: {
            aws_secretsmanager_secret: {
              db: {
                name: 'orders/db',
                replica: [{ region: 'eu-west-1', kms_key_id: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd' }],
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'a replica without key',
        configuration: {
          resource: { aws_secretsmanager_secret: { db: { name: 'orders/db', replica: [{ region: 'eu-west-1' }] } } },
        },
      },
    ],
    unknown: [
      {
        name: 'regions that a variable gives',
        configuration: {
          variable: { regions: { type: 'set(string)' } },
          resource: {
            aws_secretsmanager_secret: {
              db: {
                name: 'orders/db',
                dynamic: { replica: { for_each: '${var.regions}', content: { region: '${replica.value}' } } },
              },
            },
          },
        },
      },
    ],
  },
  check: (block, { options }) => block.nested('replica').map((replica) => judge(block, replica, options)),
});

function judge(block: Block, replica: NestedBlock, options: KeyOptions): Outcome {
  const key = replica.get('kms_key_id');
  if (isUnknown(replica.value)) return undecided(replica.path, replica.value, EXPECTED);
  const outcome = requireCustomerKey(block, `${replica.path}.kms_key_id`, 'the replica', options, key);
  // How many replicas there are is open: perhaps none.
  return replica.unknown !== undefined && outcome.verdict === 'fail'
    ? undecided(replica.path, replica.unknown, EXPECTED)
    : outcome;
}
