import { defineRule } from '../../engine/define-rule';
import { judgePublicBucketPolicy } from '../../reading/buckets/public-bucket-policy';
import { BUCKET_POLICY_CARRIERS, isCopy } from './shared/bucket-policies';
import { bucketExample, bucketPolicyExample, withVariable } from './shared/example-bucket';

export default defineRule({
  id: 's3-bucket-policy-not-public',
  title: 'The policy of a bucket does not admit the public',
  why: 'A statement for everyone makes the objects readable, or the bucket writable, for the whole internet; search engines for open buckets find it within hours.',
  remediation:
    'Name the principals. Serve files through CloudFront with origin access control. Where "*" has to stay, add a condition that fixes the caller: aws:PrincipalOrgID, aws:SourceVpce, aws:SourceIp with a narrow range.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: BUCKET_POLICY_CARRIERS,
  whenUnknown:
    'The policy, or the effect, principal or condition that decides, is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['S3.2', 'S3.3'],
    nist80053r5: [
      'AC-21',
      'AC-3',
      'AC-3(7)',
      'AC-4',
      'AC-4(21)',
      'AC-6',
      'SC-7',
      'SC-7(11)',
      'SC-7(16)',
      'SC-7(20)',
      'SC-7(21)',
      'SC-7(3)',
      'SC-7(4)',
      'SC-7(9)',
    ],
    pciDss: ['v3.2.1/1.2.1', 'v3.2.1/1.3.1', 'v3.2.1/1.3.2', 'v3.2.1/1.3.6', 'v3.2.1/7.2.1', 'v3.2.1/1.3.4'],
    soc2: ['CC6.1'],
    iso27001_2022: ['A.8.1'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_70', relation: 'narrower' }],
    cdkNag: ['AwsSolutions-S2', 'AwsSolutions-S5'],
    securityHub: ['S3.2', 'S3.3'],
    prowler: ['s3_bucket_policy_public_write_access', 's3_bucket_public_access'],
    awsConfig: ['s3-bucket-public-read-prohibited', 's3-bucket-public-write-prohibited'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html',
  ],

  examples: {
    good: [
      {
        name: 'one role',
        configuration: bucketPolicyExample({
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:role/reader' },
          Action: 's3:GetObject',
          Resource: '${aws_s3_bucket.records.arn}/*',
        }),
      },
      {
        name: 'everyone in the organization',
        configuration: bucketPolicyExample({
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: '${aws_s3_bucket.records.arn}/*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abc1234567' } },
        }),
      },
    ],
    bad: [
      {
        name: 'everyone',
        configuration: bucketPolicyExample({
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: '${aws_s3_bucket.records.arn}/*',
        }),
      },
    ],
    unknown: [
      {
        name: 'a policy that a variable gives',
        configuration: withVariable('policy', bucketExample({ aws_s3_bucket_policy: { policy: '${var.policy}' } })),
      },
    ],
  },
  check(block) {
    if (isCopy(block)) return [];
    return judgePublicBucketPolicy(block);
  },
});
