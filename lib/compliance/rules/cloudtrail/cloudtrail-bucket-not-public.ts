import { defineRule } from '../../engine/define-rule';
import { pass, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { bucketCompanions } from '../../reading/buckets/bucket-companions';
import { judgeBucket } from '../../reading/buckets/bucket-requirement';
import { accountBlocksPublicAccess, BLOCKS_PUBLIC_ACCESS } from '../../reading/buckets/public-access-block';
import { judgePublicBucketPolicy } from '../../reading/buckets/public-bucket-policy';
import { grantsOfCompanions, publicGrants } from '../../reading/buckets/public-grants';
import { trailExample } from './shared/example-trail';
import { judgeTrailBucket } from './shared/trail-bucket';

export default defineRule({
  id: 'cloudtrail-bucket-not-public',
  title: 'The bucket of a trail is closed to the public',
  why: 'The log of an account is a map for attackers: names of users and roles, addresses, mistakes. Whoever may write to the bucket forges it.',
  remediation:
    'Give the bucket an aws_s3_bucket_public_access_block with its four arguments true, no public ACL and a policy that admits cloudtrail.amazonaws.com only.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: ['aws_cloudtrail'],
  whenUnknown:
    'The bucket of the trail is of another stack, or its public access block, ACL or policy is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '1.4.0': ['3.3'] },
    pciDss: ['v4.0.1/1.4.4'],
    iso27001_2022: ['A.8.1', 'A.8.15', 'A.8.16'],
  },
  equivalents: {
    trivy: [{ id: 'AVD-AWS-0161', relation: 'broader' }],
    tfsec: [{ id: 'aws-cloudtrail-no-public-log-access', relation: 'broader' }],
    securityHub: [{ id: 'CloudTrail.6', relation: 'broader' }],
    prowler: ['cloudtrail_logs_s3_bucket_is_not_publicly_accessible'],
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html',
  ],

  examples: {
    good: [
      {
        name: 'a bucket that blocks public access',
        configuration: trailExample(
          {},
          {
            aws_s3_bucket: { trail: { bucket: 'acme-trail' } },
            aws_s3_bucket_public_access_block: {
              trail: {
                bucket: '${aws_s3_bucket.trail.id}',
                block_public_acls: true,
                block_public_policy: true,
                ignore_public_acls: true,
                restrict_public_buckets: true,
              },
            },
          },
        ),
      },
    ],
    bad: [
      {
        name: 'a bucket without the block',
        configuration: trailExample({}, { aws_s3_bucket: { trail: { bucket: 'acme-trail' } } }),
      },
    ],
    unknown: [
      {
        name: 'a bucket of another stack',
        configuration: {
          variable: { bucket: { type: 'string' } },
          ...trailExample({ s3_bucket_name: '${var.bucket}' }),
        },
      },
    ],
  },
  check(block) {
    return judgeTrailBucket(block, (bucket) => [
      judgeBlock(bucket),
      ...publicGrants(bucket),
      ...grantsOfCompanions(bucket),
      ...policiesOf(bucket).flatMap(judgePublicBucketPolicy),
    ]);
  },
});

function judgeBlock(bucket: Block): Outcome {
  return accountBlocksPublicAccess(bucket) === true ? pass() : judgeBucket(bucket, BLOCKS_PUBLIC_ACCESS);
}

/** The policies of a bucket: in blocks of their own, and in the bucket, which repeats those in a plan or a state. */
function policiesOf(bucket: Block): readonly Block[] {
  const { configuration } = bucket;
  const found = bucketCompanions(configuration, 'aws_s3_bucket_policy')
    .of(bucket)
    .map(({ block }) => block);
  const isShown = configuration.kind === 'plan' || configuration.kind === 'state';
  return isShown && found.length > 0 ? found : [bucket, ...found];
}
