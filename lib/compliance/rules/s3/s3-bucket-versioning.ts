import { defineRule } from '../../engine/define-rule';
import { judgeBucket, type BucketRequirement } from '../../reading/buckets/bucket-requirement';
import { anyNested, isText, isTrue, unset } from './shared/bucket-settings';
import { bucketExample, withVariable } from './shared/example-bucket';

const VERSIONED: BucketRequirement = {
  type: 'aws_s3_bucket_versioning',
  read: (block) =>
    anyNested(block, ['versioning_configuration'], (item) => isText(item.get('status'), 'Enabled')) ??
    unset('versioning_configuration'),
  inline: (bucket) => anyNested(bucket, ['versioning'], (item) => isTrue(item.get('enabled'))),
  absent: 'the bucket keeps no versions of its objects',
  weak: 'versioning of the bucket is not enabled',
  expected: "an aws_s3_bucket_versioning with versioning_configuration.status = 'Enabled'",
};

export default defineRule({
  id: 's3-bucket-versioning',
  title: 'Buckets keep the versions of their objects',
  why: 'Without versions, what is overwritten or deleted, by mistake or by ransomware, is gone.',
  remediation:
    "Add an aws_s3_bucket_versioning of the bucket with versioning_configuration.status = 'Enabled', and a lifecycle rule that removes old versions.",
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_s3_bucket', 'aws_s3_bucket_versioning'],
  whenUnknown:
    'The status, or the bucket of a versioning configuration, is an expression that only Terraform can compute.',
  controls: {
    nist80053r5: ['AU-9(2)', 'CP-10', 'CP-6', 'CP-6(1)', 'CP-6(2)', 'CP-9', 'SC-5(2)', 'SI-12', 'SI-13(5)'],
    soc2: ['CC7.4', 'A1.2', 'C1.2', 'PI1.5'],
    iso27001_2022: ['A.8.3', 'A.8.10'],
  },
  equivalents: {
    checkov: ['CKV_AWS_21'],
    trivy: ['AVD-AWS-0090'],
    tfsec: ['aws-s3-enable-versioning'],
    cdkNag: ['NIST.800.53.R5-S3BucketVersioningEnabled'],
    securityHub: ['S3.14'],
    prowler: ['s3_bucket_object_versioning'],
    awsConfig: ['s3-bucket-versioning-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3_bucket_versioning.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html',
  ],

  examples: {
    good: [
      {
        name: 'versioning enabled',
        configuration: bucketExample({ aws_s3_bucket_versioning: { versioning_configuration: { status: 'Enabled' } } }),
      },
    ],
    bad: [
      { name: 'no versioning', configuration: bucketExample() },
      {
        name: 'versioning suspended',
        configuration: bucketExample({
          aws_s3_bucket_versioning: { versioning_configuration: { status: 'Suspended' } },
        }),
      },
    ],
    unknown: [
      {
        name: 'a status that a variable gives',
        configuration: withVariable(
          'status',
          bucketExample({ aws_s3_bucket_versioning: { versioning_configuration: { status: '${var.status}' } } }),
        ),
      },
    ],
  },
  check(block) {
    return judgeBucket(block, VERSIONED);
  },
});
