import { defineRule } from '../../engine/define-rule';
import type { Block, NestedBlock } from '../../model/block';
import { bucketsOf } from '../../reading/buckets/bucket-companions';
import { judgeBucket, type BucketRequirement } from '../../reading/buckets/bucket-requirement';
import { isSameRegion, regionOf } from '../../reading/region';
import { both, some, type Truth } from '../../reading/truth';
import { anyNested, isText, unset } from './shared/bucket-settings';
import { bucketExample, withVariable } from './shared/example-bucket';

const REPLICATED: BucketRequirement = {
  type: 'aws_s3_bucket_replication_configuration',
  read: (block, bucket) => anyNested(block, ['rule'], (rule) => replicates(rule, bucket ?? block)) ?? unset('rule'),
  inline: (bucket) => anyNested(bucket, ['replication_configuration', 'rules'], (rule) => replicates(rule, bucket)),
  absent: 'the bucket has no replica',
  weak: 'no replication rule of the bucket is in force and leads to another region',
  expected:
    "an aws_s3_bucket_replication_configuration with a rule of status = 'Enabled' to a bucket of another region",
};

export default defineRule({
  id: 's3-bucket-replication',
  title: 'Buckets replicate to another region',
  why: 'A bucket lives in one region. When the region fails, or somebody empties the bucket, a replica elsewhere is what is left.',
  remediation:
    "Add an aws_s3_bucket_replication_configuration with a rule of status = 'Enabled' whose destination is a bucket of another region; both buckets need versioning.",
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_s3_bucket', 'aws_s3_bucket_replication_configuration'],
  whenUnknown:
    'The status of the rules, or the bucket of a replication configuration, is an expression that only Terraform can compute.',
  controls: {
    nist80053r5: ['AU-9(2)', 'CP-10', 'CP-6', 'CP-6(1)', 'CP-6(2)', 'CP-9', 'SC-36(2)', 'SC-5(2)', 'SI-13(5)'],
    pciDss: ['v3.2.1/2.2'],
    iso27001_2022: ['A.8.14'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_144', relation: 'broader' }],
    cdkNag: ['NIST.800.53.R5-S3BucketReplicationEnabled'],
    securityHub: ['S3.7'],
    prowler: ['s3_bucket_cross_region_replication'],
    awsConfig: ['s3-bucket-cross-region-replication-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3_bucket_replication_configuration.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html',
  ],
  recommended: false,
  examples: {
    good: [
      {
        name: 'a replica in another region',
        configuration: bucketExample({
          aws_s3_bucket_replication_configuration: {
            role: '${aws_iam_role.replication.arn}',
            rule: [{ id: 'all', status: 'Enabled', destination: { bucket: 'arn:aws:s3:::acme-records-replica' } }],
          },
        }),
      },
    ],
    bad: [
      { name: 'no replica', configuration: bucketExample() },
      {
        name: 'a rule that is off',
        configuration: bucketExample({
          aws_s3_bucket_replication_configuration: {
            role: '${aws_iam_role.replication.arn}',
            rule: [{ id: 'all', status: 'Disabled', destination: { bucket: 'arn:aws:s3:::acme-records-replica' } }],
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
            aws_s3_bucket_replication_configuration: {
              role: '${aws_iam_role.replication.arn}',
              rule: [
                { id: 'all', status: '${var.status}', destination: { bucket: 'arn:aws:s3:::acme-records-replica' } },
              ],
            },
          }),
        ),
      },
    ],
  },
  check(block) {
    return judgeBucket(block, REPLICATED);
  },
});

/** A destination outside the configuration is taken to be in another region. */
function replicates(rule: NestedBlock, source: Block): Truth {
  const staysHere = some(rule.nested('destination'), (destination) => {
    const [bucket] = bucketsOf(destination.get('bucket'), source.configuration);
    return bucket !== undefined && isSameRegion(regionOf(bucket), regionOf(source)) === true;
  });
  return both(isText(rule.get('status'), 'Enabled'), staysHere === false);
}
