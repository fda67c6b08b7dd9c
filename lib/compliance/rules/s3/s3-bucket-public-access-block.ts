import { defineRule } from '../../engine/define-rule';
import { pass, undecided, unknown, fail, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown } from '../../model/value';
import { BUCKET, bucketCompanions } from '../../reading/buckets/bucket-companions';
import { judgeBucket } from '../../reading/buckets/bucket-requirement';
import {
  accountBlocksPublicAccess,
  BLOCKS_PUBLIC_ACCESS,
  openSwitches,
  PUBLIC_ACCESS_BLOCK,
  SWITCHES,
} from '../../reading/buckets/public-access-block';
import { bucketExample, withVariable } from './shared/example-bucket';

export default defineRule<{ readonly assumeNewBuckets: boolean }>({
  id: 's3-bucket-public-access-block',
  title: 'Every bucket blocks public access',
  why: 'One ACL or one policy that is too wide, written later by anyone with access, publishes the bucket. The block overrules both.',
  remediation:
    'Add an aws_s3_bucket_public_access_block of the bucket with block_public_acls, block_public_policy, ignore_public_acls and restrict_public_buckets = true; an argument that is left out is false.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_s3_bucket', 'aws_s3_bucket_public_access_block'],
  whenUnknown:
    'A switch, the bucket of a public access block, or whether there is one, is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '1.4.0': ['2.1.5'], '3.0.0': ['2.1.4'], '5.0.0': ['2.1.4'], '6.0.0': ['3.1.4'] },
    fsbp: ['S3.8'],
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
    pciDss: ['v4.0.1/1.4.4'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_53', relation: 'broader' },
      { id: 'CKV_AWS_54', relation: 'broader' },
      { id: 'CKV_AWS_55', relation: 'broader' },
      { id: 'CKV_AWS_56', relation: 'broader' },
      { id: 'CKV2_AWS_6', relation: 'broader' },
    ],
    trivy: [
      { id: 'AVD-AWS-0086', relation: 'broader' },
      { id: 'AVD-AWS-0087', relation: 'broader' },
      { id: 'AVD-AWS-0091', relation: 'broader' },
      { id: 'AVD-AWS-0093', relation: 'broader' },
      { id: 'AVD-AWS-0094', relation: 'broader' },
    ],
    tfsec: [
      { id: 'aws-s3-block-public-acls', relation: 'broader' },
      { id: 'aws-s3-block-public-policy', relation: 'broader' },
      { id: 'aws-s3-ignore-public-acls', relation: 'broader' },
      { id: 'aws-s3-no-public-buckets', relation: 'broader' },
      { id: 'aws-s3-specify-public-access-block', relation: 'broader' },
    ],
    cdkNag: ['AwsSolutions-S2', 'NIST.800.53.R5-S3BucketLevelPublicAccessProhibited'],
    securityHub: ['S3.8'],
    prowler: ['s3_bucket_level_public_access_block'],
    awsConfig: ['s3-bucket-level-public-access-prohibited'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3_bucket_public_access_block.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html',
  ],
  defaultOptions: { assumeNewBuckets: false },
  optionsSchema: {
    assumeNewBuckets: {
      type: 'boolean',
      description:
        'take every bucket without a public access block to be made after April 2023, when AWS began to block public access by default',
    },
  },

  examples: {
    good: [
      {
        name: 'four switches on',
        configuration: bucketExample({
          aws_s3_bucket_public_access_block: {
            block_public_acls: true,
            block_public_policy: true,
            ignore_public_acls: true,
            restrict_public_buckets: true,
          },
        }),
      },
    ],
    bad: [
      { name: 'no block', configuration: bucketExample() },
      {
        name: 'an argument left out',
        configuration: bucketExample({
          aws_s3_bucket_public_access_block: {
            block_public_acls: true,
            block_public_policy: true,
            ignore_public_acls: true,
          },
        }),
      },
    ],
    unknown: [
      {
        name: 'a switch that a variable sets',
        configuration: withVariable(
          'block',
          bucketExample({
            aws_s3_bucket_public_access_block: {
              block_public_acls: true,
              block_public_policy: '${var.block}',
              ignore_public_acls: true,
              restrict_public_buckets: true,
            },
          }),
        ),
      },
    ],
  },
  check(block, { options }) {
    const account = accountBlocksPublicAccess(block);
    if (account === true) return pass();
    const outcomes = block.selector === BUCKET ? [judgeOne(block, options.assumeNewBuckets)] : judgeSwitches(block);
    if (account === false) return outcomes;
    return outcomes.map((outcome) =>
      outcome.verdict !== 'fail'
        ? outcome
        : unknown({
            path: outcome.path,
            message: `whether the account blocks public access depends on ${account.expression}, which is not known before Terraform runs`,
            observed: account,
            expected: outcome.expected,
          }),
    );
  },
});

function judgeOne(bucket: Block, assumeNewBuckets: boolean): Outcome {
  const { of, strays } = bucketCompanions(bucket.configuration, PUBLIC_ACCESS_BLOCK);
  if (assumeNewBuckets && of(bucket).length === 0 && strays.length === 0) return pass();
  return judgeBucket(bucket, BLOCKS_PUBLIC_ACCESS);
}

function judgeSwitches(block: Block): readonly Outcome[] {
  return openSwitches(block).map(({ name, state, observed }) => {
    const expected = `${name} = true`;
    if (isUnknown(state)) return undecided(name, state, expected);
    return fail({
      path: name,
      message: `${name} is off, so ${SWITCHES[name] ?? 'the public may get in'}`,
      observed,
      expected,
    });
  });
}
