import { defineRule } from '../../engine/define-rule';
import { KEY_OPTIONS, KEY_OPTIONS_SCHEMA, requireCustomerKey, type KeyOptions } from '../../reading/key-requirement';

export default defineRule<KeyOptions>({
  id: 'log-group-encrypted',
  title: 'A log group is encrypted with a KMS key of your own',
  why: 'Logs repeat what applications handle: tokens, addresses, queries. With the key of the service everyone who may read the group reads them, and nobody can take that away by withdrawing a key.',
  remediation:
    'Set kms_key_id to the ARN of an aws_kms_key whose policy allows logs.<region>.amazonaws.com to use it for this log group.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_cloudwatch_log_group'],
  whenUnknown: 'kms_key_id is an expression that may come to nothing or to a key of AWS.',
  controls: {
    nist80053r5: ['AU-9(3)', 'CP-9(d)', 'SC-8(3)', 'SC-8(4)', 'SC-13(a)', 'SC-28(1)', 'SI-19(4)'],
    soc2: ['CC7.3', 'PI1.4'],
    iso27001_2022: ['A.8.11', 'A.8.15', 'A.8.16', 'A.8.24'],
  },
  equivalents: {
    checkov: ['CKV_AWS_158'],
    trivy: ['AVD-AWS-0017'],
    tfsec: ['aws-cloudwatch-log-group-customer-key'],
    cdkNag: ['NIST.800.53.R5-CloudWatchLogGroupEncrypted'],
    prowler: ['cloudwatch_log_group_kms_encryption_enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudwatch_log_group.html.markdown',
  ],
  defaultOptions: KEY_OPTIONS,
  optionsSchema: KEY_OPTIONS_SCHEMA,
  check: (block, { options }) => requireCustomerKey(block, 'kms_key_id', 'the log group', options),
  examples: {
    good: [
      {
        name: 'a key of the same configuration',
        configuration: {
          resource: {
            aws_kms_key: { logs: { enable_key_rotation: true } },
            aws_cloudwatch_log_group: { app: { name: '/app/orders', kms_key_id: '${aws_kms_key.logs.arn}' } },
          },
        },
      },
    ],
    bad: [
      {
        name: 'no key',
        configuration: { resource: { aws_cloudwatch_log_group: { app: { name: '/app/orders' } } } },
      },
    ],
    unknown: [
      {
        name: 'a key under a condition',
        configuration: {
          variable: { encrypt: { type: 'bool' } },
          resource: {
            aws_kms_key: { logs: { enable_key_rotation: true } },
            aws_cloudwatch_log_group: {
              app: { name: '/app/orders', kms_key_id: '${var.encrypt ? aws_kms_key.logs.arn : null}' },
            },
          },
        },
      },
    ],
  },
});
