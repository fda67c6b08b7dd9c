import { defineRule } from '../../engine/define-rule';
import { KEY_OPTIONS, KEY_OPTIONS_SCHEMA, requireCustomerKey } from '../../reading/key-requirement';

export default defineRule({
  id: 'rds-activity-stream-cmk',
  title: 'Database activity streams use a customer managed key',
  why: 'An activity stream holds every statement that people and programs send to the database. Only a key of your own limits who may read it.',
  remediation: 'Set kms_key_id to the ARN of an aws_kms_key.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_rds_cluster_activity_stream'],
  whenUnknown:
    'kms_key_id is an expression that only Terraform can compute. With option strict: also when the key is named by a variable, a module or a data source.',
  controls: {},
  equivalents: { checkov: ['CKV_AWS_246'] },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/DBActivityStreams.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster_activity_stream.html.markdown',
  ],
  defaultOptions: KEY_OPTIONS,
  optionsSchema: KEY_OPTIONS_SCHEMA,
  check: (block, { options }) => requireCustomerKey(block, 'kms_key_id', 'the activity stream', options),
  examples: {
    good: [
      {
        name: 'a key of this configuration',
        configuration: {
          resource: {
            aws_kms_key: { main: {} },
            aws_rds_cluster_activity_stream: {
              main: {
                resource_arn: '${aws_rds_cluster.main.arn}',
                mode: 'async',
                kms_key_id: '${aws_kms_key.main.key_id}',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'the key of AWS',
        configuration: {
          resource: {
            aws_rds_cluster_activity_stream: {
              main: { resource_arn: '${aws_rds_cluster.main.arn}', mode: 'async', kms_key_id: 'alias/aws/rds' },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a key that may be null',
        configuration: {
          resource: {
            aws_rds_cluster_activity_stream: {
              main: {
                resource_arn: '${aws_rds_cluster.main.arn}',
                mode: 'async',
                kms_key_id: '${var.x ? aws_kms_key.main.arn : null}',
              },
            },
          },
          variable: { x: { type: 'bool' } },
        },
      },
    ],
  },
});
