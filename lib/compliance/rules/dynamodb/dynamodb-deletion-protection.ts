import { defineRule } from '../../engine/define-rule';
import { requireTrue } from '../../reading/boolean-argument';

export default defineRule({
  id: 'dynamodb-deletion-protection',
  title: 'DynamoDB tables are protected from deletion',
  why: 'A renamed resource, a wrong workspace or a stolen key deletes the table with every item in it, in one call.',
  remediation: 'Set deletion_protection_enabled = true.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_dynamodb_table'],
  whenUnknown: 'deletion_protection_enabled is an expression that only Terraform can compute.',
  controls: { fsbp: ['DynamoDB.6'] },
  equivalents: {
    securityHub: ['DynamoDB.6'],
    prowler: ['dynamodb_table_deletion_protection_enabled'],
    awsConfig: ['dynamodb-table-deletion-protection-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-6',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/dynamodb_table.html.markdown',
  ],
  check: (block) => requireTrue(block, 'deletion_protection_enabled', 'the table can be deleted in one call'),
  examples: {
    good: [
      {
        name: 'protected',
        configuration: {
          resource: {
            aws_dynamodb_table: { orders: { name: 'orders', hash_key: 'id', deletion_protection_enabled: true } },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said, which means no',
        configuration: { resource: { aws_dynamodb_table: { orders: { name: 'orders', hash_key: 'id' } } } },
      },
    ],
    unknown: [
      {
        name: 'as a variable says',
        configuration: {
          resource: {
            aws_dynamodb_table: {
              orders: { name: 'orders', hash_key: 'id', deletion_protection_enabled: '${var.protect}' },
            },
          },
        },
      },
    ],
  },
});
