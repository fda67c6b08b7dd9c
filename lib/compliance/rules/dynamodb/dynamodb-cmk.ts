import { defineRule } from '../../engine/define-rule';
import { undecided, type Outcome } from '../../engine/outcome';
import type { Block, NestedBlock } from '../../model/block';
import { KEY_OPTIONS, KEY_OPTIONS_SCHEMA, requireCustomerKey, type KeyOptions } from '../../reading/key-requirement';
import { judgeNested } from '../../reading/nested-argument';
import { requireNestedTrue } from '../../reading/nested-boolean';

const EXPECTED = 'kms_key_arn names a customer managed key';

export default defineRule<KeyOptions>({
  id: 'dynamodb-cmk',
  title: 'DynamoDB tables are encrypted with a key of the customer',
  why: 'The key that DynamoDB brings along belongs to AWS: nobody can see who used it, restrict it by a policy, or take it away when data leaks.',
  remediation:
    'Set server_side_encryption { enabled = true, kms_key_arn } to an aws_kms_key, and kms_key_arn of every replica to a key of its region.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_dynamodb_table', 'aws_dynamodb_table_replica'],
  whenUnknown:
    'server_side_encryption, its enabled or a kms_key_arn is an expression that may be null or false; with strict also where the key is outside the configuration.',
  controls: {
    nist80053r5: ['AU-9(3)', 'SC-8(3)', 'SC-8(4)', 'SC-13(a)', 'SC-28(1)', 'SI-19(4)'],
    soc2: ['PI1.5'],
    iso27001_2022: ['A.8.5', 'A.8.11', 'A.8.24'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_119', relation: 'broader' }, 'CKV_AWS_271'],
    trivy: [{ id: 'AVD-AWS-0025', relation: 'broader' }],
    tfsec: [{ id: 'aws-dynamodb-table-customer-key', relation: 'broader' }],
    prowler: [{ id: 'dynamodb_tables_kms_cmk_encryption_enabled', relation: 'broader' }],
  },
  sources: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/dynamodb_table.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/dynamodb_table_replica.html.markdown',
  ],
  defaultOptions: KEY_OPTIONS,
  optionsSchema: KEY_OPTIONS_SCHEMA,
  check(block, { options }) {
    if (block.type === 'aws_dynamodb_table_replica')
      return requireCustomerKey(block, 'kms_key_arn', 'the replica', options);
    return [
      ...judgeTable(block, options),
      ...block.nested('replica').map((item) => judgeReplica(block, item, options)),
    ];
  },
  examples: {
    good: [
      {
        name: 'a key of its own',
        configuration: {
          resource: {
            aws_dynamodb_table: {
              orders: {
                name: 'orders',
                hash_key: 'id',
                server_side_encryption: { enabled: true, kms_key_arn: '${aws_kms_key.orders.arn}' },
              },
            },
            aws_kms_key: { orders: { enable_key_rotation: true } },
          },
        },
      },
    ],
    bad: [
      {
        name: 'the key of AWS',
        configuration: { resource: { aws_dynamodb_table: { orders: { name: 'orders', hash_key: 'id' } } } },
      },
      {
        name: 'encryption without a key',
        configuration: {
          resource: {
            aws_dynamodb_table: {
              orders: { name: 'orders', hash_key: 'id', server_side_encryption: { enabled: true } },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'as a variable says',
        configuration: {
          resource: {
            aws_dynamodb_table: {
              orders: {
                name: 'orders',
                hash_key: 'id',
                server_side_encryption: { enabled: '${var.encrypt}', kms_key_arn: '${aws_kms_key.orders.arn}' },
              },
            },
            aws_kms_key: { orders: { enable_key_rotation: true } },
          },
        },
      },
    ],
  },
});

/** A key counts only where encryption with keys of KMS is enabled. */
function judgeTable(table: Block, options: KeyOptions): readonly Outcome[] {
  const name = 'server_side_encryption';
  const enabled = requireNestedTrue(table, name, 'enabled', 'the table is encrypted with a key that AWS owns');
  const key = judgeNested(table, name, 'kms_key_arn', EXPECTED, (value, path) =>
    requireCustomerKey(table, path, 'the table', options, value),
  );
  if (enabled.verdict === 'fail' || key.verdict === 'pass') return [enabled];
  return key.verdict === 'fail' || enabled.verdict === 'pass' ? [key] : [enabled, key];
}

function judgeReplica(table: Block, item: NestedBlock, options: KeyOptions): Outcome {
  const path = `${item.path}.kms_key_arn`;
  if (item.unknown !== undefined) return undecided(item.path, item.unknown, EXPECTED);
  return requireCustomerKey(table, path, 'the replica', options, item.get('kms_key_arn'));
}
