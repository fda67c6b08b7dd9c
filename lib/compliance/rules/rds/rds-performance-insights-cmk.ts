import { pass, undecided } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import { isUnknown, toBoolean } from '../../model/value';
import { KEY_OPTIONS, KEY_OPTIONS_SCHEMA, requireCustomerKey } from '../../reading/key-requirement';

export default defineRule({
  id: 'rds-performance-insights-cmk',
  title: 'Performance Insights data is encrypted with a customer managed key',
  why: 'Performance Insights keeps the text of statements, and with it values that people typed. With the key that AWS manages, access to that history cannot be narrowed or withdrawn.',
  remediation:
    'Set performance_insights_kms_key_id to the ARN of an aws_kms_key. It cannot be changed once Performance Insights is on.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster_instance', 'aws_rds_cluster'],
  whenUnknown:
    'performance_insights_enabled or performance_insights_kms_key_id is an expression that only Terraform can compute. With option strict: also when the key is named by a variable, a module or a data source.',
  controls: {},
  equivalents: {
    checkov: ['CKV_AWS_354'],
    trivy: ['AVD-AWS-0078'],
    tfsec: ['aws-rds-performance-insights-encryption-customer-key'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.access-control.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster_instance.html.markdown',
  ],
  defaultOptions: KEY_OPTIONS,
  optionsSchema: KEY_OPTIONS_SCHEMA,
  check(block, { options }) {
    const enabled = toBoolean(block.get('performance_insights_enabled'));
    if (enabled !== true && !isUnknown(enabled)) return pass('performance_insights_enabled');
    const outcome = requireCustomerKey(block, 'performance_insights_kms_key_id', 'Performance Insights', options);
    if (outcome.verdict !== 'fail' || !isUnknown(enabled)) return outcome;
    return undecided('performance_insights_enabled', enabled, outcome.expected);
  },
  examples: {
    good: [
      {
        name: 'a key of this configuration',
        configuration: {
          resource: {
            aws_kms_key: { main: {} },
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                performance_insights_enabled: true,
                performance_insights_kms_key_id: '${aws_kms_key.main.arn}',
              },
            },
          },
        },
      },
      {
        name: 'Performance Insights is off',
        configuration: {
          resource: { aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } } },
        },
      },
    ],
    bad: [
      {
        name: 'no key named: AWS takes aws/rds',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', performance_insights_enabled: true },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'on or off, Terraform decides',
        configuration: {
          resource: {
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                performance_insights_enabled: '${var.x}',
              },
            },
          },
          variable: { x: { type: 'string' } },
        },
      },
    ],
  },
});
