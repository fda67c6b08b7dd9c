import { defineRule } from '../../engine/define-rule';
import { KEY_OPTIONS, KEY_OPTIONS_SCHEMA, requireCustomerKey, type KeyOptions } from '../../reading/key-requirement';
import { trailExample } from './shared/example-trail';

export default defineRule<KeyOptions>({
  id: 'cloudtrail-kms',
  title: 'Trails and event data stores are encrypted with a customer managed key',
  why: 'Log files name every resource, user and address of the account. With a key of your own, reading them takes its permission beside that of the bucket.',
  remediation: 'Set kms_key_id to the ARN of an aws_kms_key whose policy lets CloudTrail encrypt.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_cloudtrail', 'aws_cloudtrail_event_data_store'],
  whenUnknown: 'kms_key_id is an expression that may come to no key or to one of AWS.',
  controls: {
    cisAws: { '1.4.0': ['3.7'], '3.0.0': ['3.5'], '5.0.0': ['3.5'], '6.0.0': ['4.5'] },
    fsbp: ['CloudTrail.2'],
    nist80053r5: ['AU-9', 'CA-9(1)', 'CM-3(6)', 'SC-13', 'SC-28', 'SC-28(1)', 'SC-7(10)', 'SI-7(6)'],
    pciDss: ['v4.0.1/10.3.2', 'v3.2.1/3.4'],
    iso27001_2022: ['A.8.11', 'A.8.15', 'A.8.16', 'A.8.24'],
  },
  equivalents: {
    checkov: ['CKV_AWS_35', 'CKV_AWS_294'],
    trivy: ['AVD-AWS-0015'],
    tfsec: ['aws-cloudtrail-encryption-customer-managed-key'],
    cdkNag: ['NIST.800.53.R5-CloudTrailEncryptionEnabled'],
    securityHub: ['CloudTrail.2', 'CloudTrail.10'],
    prowler: ['cloudtrail_kms_encryption_enabled'],
    awsConfig: ['cloud-trail-encryption-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudtrail.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudtrail_event_data_store.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html',
  ],
  defaultOptions: KEY_OPTIONS,
  optionsSchema: KEY_OPTIONS_SCHEMA,

  examples: {
    good: [{ name: 'a key of its own', configuration: trailExample({ kms_key_id: '${aws_kms_key.trail.arn}' }) }],
    bad: [
      { name: 'no key', configuration: trailExample({}) },
      {
        name: 'an event data store without a key',
        configuration: {
          resource: { aws_cloudtrail_event_data_store: { audit: { name: 'audit', retention_period: 365 } } },
        },
      },
    ],
    unknown: [
      {
        name: 'a key under a condition',
        configuration: {
          variable: { encrypted: { type: 'bool' } },
          ...trailExample({ kms_key_id: '${var.encrypted ? aws_kms_key.trail.arn : null}' }),
        },
      },
    ],
  },
  check(block, { options }) {
    const what = block.type === 'aws_cloudtrail' ? 'the trail' : 'the event data store';
    return requireCustomerKey(block, 'kms_key_id', what, options);
  },
});
