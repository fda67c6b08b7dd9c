import { defineRule } from '../../engine/define-rule';
import { requireNestedTrue } from '../../reading/nested-boolean';

export default defineRule({
  id: 'dynamodb-pitr',
  title: 'DynamoDB tables can be restored to any second of the last weeks',
  why: 'A faulty release or an attacker overwrites items faster than anyone notices. Without point-in-time recovery there is nothing to go back to.',
  remediation: 'Set point_in_time_recovery { enabled = true }.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_dynamodb_table'],
  whenUnknown: 'point_in_time_recovery or its enabled is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['DynamoDB.2'],
    nist80053r5: ['CP-10', 'CP-6(2)', 'CP-9', 'SC-5(2)', 'SI-12', 'SI-13(5)'],
    soc2: ['CC7.4', 'A1.2'],
  },
  equivalents: {
    checkov: ['CKV_AWS_28'],
    trivy: ['AVD-AWS-0024'],
    tfsec: ['aws-dynamodb-enable-recovery'],
    cdkNag: ['AwsSolutions-DDB3', 'NIST.800.53.R5-DynamoDBPITREnabled'],
    securityHub: ['DynamoDB.2'],
    prowler: ['dynamodb_tables_pitr_enabled'],
    awsConfig: ['dynamodb-pitr-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-2',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/dynamodb_table.html.markdown',
  ],
  check: (block) =>
    requireNestedTrue(block, 'point_in_time_recovery', 'enabled', 'the table has no point-in-time recovery'),
  examples: {
    good: [
      {
        name: 'on',
        configuration: {
          resource: {
            aws_dynamodb_table: {
              orders: { name: 'orders', hash_key: 'id', point_in_time_recovery: { enabled: true } },
            },
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
              orders: { name: 'orders', hash_key: 'id', point_in_time_recovery: { enabled: '${var.recovery}' } },
            },
          },
        },
      },
    ],
  },
});
