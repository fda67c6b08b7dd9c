import { defineRule } from '../../engine/define-rule';
import { judgeBucket, type BucketRequirement, type Setting } from '../../reading/buckets/bucket-requirement';
import type { Block } from '../../model/block';
import { isUnknown, toText, type Value } from '../../model/value';
import { not, type Truth } from '../../reading/truth';
import { anyNested } from './shared/bucket-settings';
import { bucketExample, withVariable } from './shared/example-bucket';

const ALGORITHMS: ReadonlySet<string> = new Set(['AES256', 'aws:kms', 'aws:kms:dsse']);
const DEFAULTS = ['rule', 'apply_server_side_encryption_by_default'] as const;

const ENCRYPTED: BucketRequirement = {
  type: 'aws_s3_bucket_server_side_encryption_configuration',
  read: (block) => readAlgorithm(block, DEFAULTS) ?? { holds: true, path: 'rule' },
  inline: (bucket) => readAlgorithm(bucket, ['server_side_encryption_configuration', ...DEFAULTS]),
  absent: 'the bucket does not say how it encrypts objects',
  weak: 'the encryption of the bucket has no algorithm of S3',
  expected: 'sse_algorithm AES256, aws:kms or aws:kms:dsse',
};

export default defineRule<{ readonly requireExplicit: boolean }>({
  id: 's3-bucket-encrypted',
  title: 'New objects of a bucket are encrypted at rest',
  why: 'An encryption configuration that names no algorithm of S3 is refused at deployment or leaves the bucket with other encryption than its author meant; whoever reads the disks of unencrypted storage reads the data.',
  remediation:
    "Set sse_algorithm of aws_s3_bucket_server_side_encryption_configuration to 'aws:kms', 'aws:kms:dsse' or 'AES256'. Without that block S3 encrypts with keys of its own (since January 2023).",
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_s3_bucket', 'aws_s3_bucket_server_side_encryption_configuration'],
  whenUnknown:
    'The algorithm, or whether there is an encryption configuration, is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '1.4.0': ['2.1.1'] },
    nist80053r5: [
      'AU-9(3)',
      'CM-6(a)',
      'CM-9(b)',
      'CP-9(d)',
      'CP-9(8)',
      'PM-11(b)',
      'SC-8(3)',
      'SC-8(4)',
      'SC-13(a)',
      'SC-16(1)',
      'SC-28(1)',
      'SI-19(4)',
    ],
    soc2: ['PI1.4'],
    iso27001_2022: ['A.8.11', 'A.8.24'],
  },
  equivalents: {
    checkov: ['CKV_AWS_19'],
    tfsec: ['aws-s3-enable-bucket-encryption'],
    prowler: ['s3_bucket_default_encryption'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3_bucket_server_side_encryption_configuration.html.markdown',
  ],
  defaultOptions: { requireExplicit: false },
  optionsSchema: {
    requireExplicit: {
      type: 'boolean',
      description: 'fail buckets that rely on the encryption that S3 applies by itself',
    },
  },

  examples: {
    good: [
      {
        name: 'a key of KMS',
        configuration: bucketExample({
          aws_s3_bucket_server_side_encryption_configuration: {
            rule: {
              apply_server_side_encryption_by_default: {
                sse_algorithm: 'aws:kms',
                kms_master_key_id: '${aws_kms_key.records.arn}',
              },
            },
          },
        }),
      },
      { name: 'the default of S3', configuration: bucketExample() },
    ],
    bad: [
      {
        name: 'an algorithm that S3 does not have',
        configuration: bucketExample({
          aws_s3_bucket_server_side_encryption_configuration: {
            rule: { apply_server_side_encryption_by_default: { sse_algorithm: 'none' } },
          },
        }),
      },
    ],
    unknown: [
      {
        name: 'an algorithm that a variable gives',
        configuration: withVariable(
          'algorithm',
          bucketExample({
            aws_s3_bucket_server_side_encryption_configuration: {
              rule: { apply_server_side_encryption_by_default: { sse_algorithm: '${var.algorithm}' } },
            },
          }),
        ),
      },
    ],
  },
  check(block, { options }) {
    return judgeBucket(block, { ...ENCRYPTED, isDefault: !options.requireExplicit });
  },
});

/** Holds where no rule has an algorithm that S3 does not know; a rule without one keeps the default. */
function readAlgorithm(block: Block, names: readonly string[]): Setting | undefined {
  const other = anyNested(block, names, (item) => not(isAlgorithm(item.get('sse_algorithm'))));
  return other === undefined ? undefined : { holds: not(other.holds), path: other.path };
}

function isAlgorithm(value: Value): Truth {
  const text = toText(value);
  return isUnknown(text) ? text : text !== undefined && ALGORITHMS.has(text);
}
