import { defineRule } from '../../engine/define-rule';
import { notApplicable, unknown } from '../../engine/outcome';
import { isUnknown } from '../../model/value';
import { BUCKET } from '../../reading/buckets/bucket-companions';
import { judgeBucket, type BucketRequirement } from '../../reading/buckets/bucket-requirement';
import { anyNested, isText, isTrue, unset } from './shared/bucket-settings';
import { hasLifecycle } from './shared/lifecycle';
import { bucketExample, withVariable } from './shared/example-bucket';

const NEEDS_MFA: BucketRequirement = {
  type: 'aws_s3_bucket_versioning',
  read: (block) =>
    anyNested(block, ['versioning_configuration'], (item) => isText(item.get('mfa_delete'), 'Enabled')) ??
    unset('versioning_configuration'),
  inline: (bucket) => anyNested(bucket, ['versioning'], (item) => isTrue(item.get('mfa_delete'))),
  absent: 'versions of the objects can be deleted without MFA',
  weak: 'versions of the objects can be deleted without MFA',
  expected: "versioning_configuration.mfa_delete = 'Enabled'",
};

export default defineRule({
  id: 's3-bucket-mfa-delete',
  title: 'Deleting versions of objects takes MFA',
  why: 'Stolen keys of an administrator delete all versions of all objects; with MFA delete they need the device of the root user too.',
  remediation:
    "Enable MFA delete as the root user (the API takes nobody else), then record it: versioning_configuration.mfa_delete = 'Enabled' with mfa. Terraform changes such a bucket only with a code in mfa.",
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_s3_bucket', 'aws_s3_bucket_versioning'],
  whenUnknown:
    'The state of MFA delete, the bucket of a versioning configuration, or whether the bucket has lifecycle rules, is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '1.4.0': ['2.1.3'], '3.0.0': ['2.1.2'], '5.0.0': ['2.1.2'], '6.0.0': ['3.1.2'] },
    nist80053r5: ['CA-9(1)', 'CM-2', 'CM-2(2)', 'CM-3', 'SC-5(2)'],
  },
  equivalents: {
    trivy: ['AVD-AWS-0170'],
    tfsec: ['aws-s3-require-mfa-delete'],
    securityHub: ['S3.20'],
    prowler: ['s3_bucket_no_mfa_delete'],
    awsConfig: ['s3-bucket-mfa-delete-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3_bucket_versioning.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html',
  ],
  recommended: false,
  examples: {
    good: [
      {
        name: 'MFA delete enabled',
        configuration: bucketExample({
          aws_s3_bucket_versioning: {
            mfa: 'arn:aws:iam::111122223333:mfa/root-account-mfa-device 123456',
            versioning_configuration: { status: 'Enabled', mfa_delete: 'Enabled' },
          },
        }),
      },
    ],
    bad: [
      {
        name: 'versioning alone',
        configuration: bucketExample({ aws_s3_bucket_versioning: { versioning_configuration: { status: 'Enabled' } } }),
      },
    ],
    unknown: [
      {
        name: 'a state that a variable gives',
        configuration: withVariable(
          'mfa_delete',
          bucketExample({
            aws_s3_bucket_versioning: {
              versioning_configuration: { status: 'Enabled', mfa_delete: '${var.mfa_delete}' },
            },
          }),
        ),
      },
    ],
  },
  check(block) {
    const outcome = judgeBucket(block, NEEDS_MFA);
    if (block.selector !== BUCKET || outcome.verdict !== 'fail') return outcome;
    // S3 refuses lifecycle rules beside MFA delete.
    const exempt = hasLifecycle(block);
    if (exempt === true) return notApplicable();
    if (!isUnknown(exempt)) return outcome;
    return unknown({
      message: `whether the bucket has lifecycle rules, which exclude MFA delete, depends on ${exempt.expression}, which is not known before Terraform runs`,
      observed: exempt,
      expected: outcome.expected,
    });
  },
});
