import { defineRule } from '../../engine/define-rule';
import { judgeBucket } from '../../reading/buckets/bucket-requirement';
import { HAS_LIFECYCLE } from './shared/lifecycle';
import { bucketExample, withVariable } from './shared/example-bucket';

export default defineRule({
  id: 's3-bucket-lifecycle',
  title: 'Buckets have a lifecycle rule in force',
  why: 'Data that nobody removes stays: personal data beyond its lawful time, old versions, and the pieces of uploads that broke off, all at a price.',
  remediation:
    "Add an aws_s3_bucket_lifecycle_configuration with a rule of status = 'Enabled' that expires or moves objects, old versions and incomplete uploads.",
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_s3_bucket', 'aws_s3_bucket_lifecycle_configuration'],
  whenUnknown:
    'The status of the rules, or the bucket of a lifecycle configuration, is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['S3.13'],
    nist80053r5: ['CP-10', 'CP-6(2)', 'CP-9', 'SC-5(2)', 'SI-13(5)'],
    iso27001_2022: ['A.8.10'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV2_AWS_61', relation: 'broader' },
      { id: 'CKV_AWS_300', relation: 'narrower' },
    ],
    securityHub: ['S3.13', { id: 'S3.10', relation: 'narrower' }],
    prowler: ['s3_bucket_lifecycle_enabled'],
    awsConfig: ['s3-lifecycle-policy-check', { id: 's3-version-lifecycle-policy-check', relation: 'narrower' }],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3_bucket_lifecycle_configuration.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html',
  ],

  examples: {
    good: [
      {
        name: 'old versions expire',
        configuration: bucketExample({
          aws_s3_bucket_lifecycle_configuration: {
            rule: [{ id: 'old-versions', status: 'Enabled', noncurrent_version_expiration: [{ noncurrent_days: 90 }] }],
          },
        }),
      },
    ],
    bad: [
      { name: 'no rule', configuration: bucketExample() },
      {
        name: 'a rule that is off',
        configuration: bucketExample({
          aws_s3_bucket_lifecycle_configuration: {
            rule: [
              { id: 'old-versions', status: 'Disabled', noncurrent_version_expiration: [{ noncurrent_days: 90 }] },
            ],
          },
        }),
      },
    ],
    unknown: [
      {
        name: 'a status that a variable gives',
        configuration: withVariable(
          'status',
          bucketExample({
            aws_s3_bucket_lifecycle_configuration: {
              rule: [
                {
                  id: 'old-versions',
                  status: '${var.status}',
                  noncurrent_version_expiration: [{ noncurrent_days: 90 }],
                },
              ],
            },
          }),
        ),
      },
    ],
  },
  check(block) {
    return judgeBucket(block, HAS_LIFECYCLE);
  },
});
