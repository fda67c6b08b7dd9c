import { defineRule } from '../../engine/define-rule';
import type { Block } from '../../model/block';
import { isUnknown, Unknown } from '../../model/value';
import { judgeBucket, type BucketRequirement, type Setting } from '../../reading/buckets/bucket-requirement';
import { bucketDeniesClearText, bucketPolicies } from './shared/bucket-policies';
import { bucketExample, bucketPolicyExample, withVariable } from './shared/example-bucket';

const REFUSES_CLEAR_TEXT: BucketRequirement = {
  type: 'aws_s3_bucket_policy',
  read: (block, bucket) => readPolicyOf(block, bucket) ?? { holds: false, path: 'policy' },
  inline: (bucket) => readPolicyOf(bucket, bucket),
  absent: 'the bucket has no policy that refuses plain HTTP',
  weak: 'the policy of the bucket does not refuse plain HTTP to everyone, for all actions, the bucket and its objects',
  expected:
    'a Deny statement for Principal "*", Action "s3:*", the bucket and its objects where aws:SecureTransport is "false"',
};

export default defineRule({
  id: 's3-bucket-tls-only',
  title: 'The policy of a bucket refuses plain HTTP',
  why: 'S3 answers plain HTTP as well. Whoever sits on the path reads the objects, and the signed address of a request, which works again until it expires.',
  remediation:
    'Add an aws_s3_bucket_policy with a Deny statement: Principal "*", Action "s3:*", the ARN of the bucket and the same with /* as Resource, Condition Bool aws:SecureTransport "false".',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_s3_bucket', 'aws_s3_bucket_policy'],
  whenUnknown:
    'The policy, its bucket, or the part of it that decides, is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '1.4.0': ['2.1.2'], '3.0.0': ['2.1.1'], '5.0.0': ['2.1.1'], '6.0.0': ['3.1.1'] },
    fsbp: ['S3.5'],
    nist80053r5: [
      'AC-17(2)',
      'AC-4',
      'IA-5(1)',
      'SC-12(3)',
      'SC-13',
      'SC-23',
      'SC-23(3)',
      'SC-7(4)',
      'SC-8',
      'SC-8(1)',
      'SC-8(2)',
      'SI-7(6)',
    ],
    pciDss: ['v4.0.1/4.2.1', 'v3.2.1/4.1'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_379', relation: 'broader' }],
    cdkNag: ['AwsSolutions-S10', 'NIST.800.53.R5-S3BucketSSLRequestsOnly'],
    securityHub: ['S3.5'],
    prowler: ['s3_bucket_secure_transport_policy'],
    awsConfig: ['s3-bucket-ssl-requests-only'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-ssl-requests-only.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html',
  ],

  examples: {
    good: [
      {
        name: 'plain HTTP is denied',
        configuration: bucketPolicyExample({
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: ['${aws_s3_bucket.records.arn}', '${aws_s3_bucket.records.arn}/*'],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      },
    ],
    bad: [
      { name: 'no policy', configuration: bucketExample() },
      {
        name: 'objects only',
        configuration: bucketPolicyExample({
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: '${aws_s3_bucket.records.arn}/*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
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
    return judgeBucket(block, REFUSES_CLEAR_TEXT);
  },
});

function readPolicyOf(carrier: Block, bucket: Block | undefined): Setting | undefined {
  const [policy] = bucketPolicies(carrier);
  if (policy === undefined) return undefined;
  const { document, path } = policy;
  if (isUnknown(document)) return { holds: document, path };
  const holds = bucketDeniesClearText(document, carrier, bucket);
  return { holds: holds === false && document.invalid !== undefined ? new Unknown(document.invalid) : holds, path };
}
