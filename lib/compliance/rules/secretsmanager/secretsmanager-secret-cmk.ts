import { defineRule } from '../../engine/define-rule';
import { KEY_OPTIONS, KEY_OPTIONS_SCHEMA, requireCustomerKey, type KeyOptions } from '../../reading/key-requirement';

export default defineRule<KeyOptions>({
  id: 'secretsmanager-secret-cmk',
  title: 'A secret is encrypted with a customer managed key',
  why: 'The key aws/secretsmanager lets everyone decrypt who may read secrets in the account. A key of your own is a second permission, can be shared with another account, and can be revoked.',
  remediation: 'Set kms_key_id to the ARN of an aws_kms_key.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_secretsmanager_secret'],
  whenUnknown:
    'kms_key_id is an expression that may give no key. A reference counts as a key unless it leads to a key of AWS; with option strict, a variable, a module or a data source is unknown.',
  controls: { nist80053r5: ['AU-9(3)', 'CP-9(d)', 'SC-8(3)', 'SC-8(4)', 'SC-13(a)', 'SC-28(1)', 'SI-19(4)'] },
  equivalents: {
    checkov: ['CKV_AWS_149'],
    trivy: ['AVD-AWS-0098'],
    tfsec: ['aws-ssm-secret-use-customer-key'],
    cdkNag: ['NIST.800.53.R5-SecretsManagerUsingKMSKey'],
  },
  sources: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/secretsmanager_secret.html.markdown',
  ],
  defaultOptions: KEY_OPTIONS,
  optionsSchema: KEY_OPTIONS_SCHEMA,
  examples: {
    good: [
      {
        name: 'a key of its own',
        configuration: {
          resource: {
            aws_kms_key: { app: { enable_key_rotation: true } },
            aws_secretsmanager_secret: { db: { name: 'orders/db', kms_key_id: '${aws_kms_key.app.arn}' } },
          },
        },
      },
    ],
    bad: [
      { name: 'no key', configuration: { resource: { aws_secretsmanager_secret: { db: { name: 'orders/db' } } } } },
    ],
    unknown: [
      {
        name: 'a key under a condition',
        configuration: {
          variable: { own_key: { type: 'bool' } },
          resource: {
            aws_kms_key: { app: {} },
            aws_secretsmanager_secret: {
              db: { name: 'orders/db', kms_key_id: '${var.own_key ? aws_kms_key.app.arn : null}' },
            },
          },
        },
      },
    ],
  },
  check: (block, { options }) => requireCustomerKey(block, 'kms_key_id', 'the secret', options),
});
