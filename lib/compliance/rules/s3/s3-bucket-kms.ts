import { defineRule } from '../../engine/define-rule';
import { notApplicable } from '../../engine/outcome';
import type { NestedBlock } from '../../model/block';
import { isUnknown, toText } from '../../model/value';
import { isLogTarget } from '../../reading/buckets/access-logging';
import { BUCKET } from '../../reading/buckets/bucket-companions';
import { judgeBucket, type BucketRequirement } from '../../reading/buckets/bucket-requirement';
import { keyOwner } from '../../reading/kms-key';
import { both, type Truth } from '../../reading/truth';
import { anyNested, unset } from './shared/bucket-settings';
import type { Configuration } from '../../model/block';
import { bucketExample, withVariable } from './shared/example-bucket';

const DEFAULTS = ['rule', 'apply_server_side_encryption_by_default'] as const;

export default defineRule<{ readonly requireCmk: boolean }>({
  id: 's3-bucket-kms',
  title: 'New objects of a bucket are encrypted with a key of KMS',
  why: 'Keys of S3 itself open for everyone who may read the object. A key of KMS asks for a second permission, which its policy limits and CloudTrail records.',
  remediation:
    "Add an aws_s3_bucket_server_side_encryption_configuration with sse_algorithm = 'aws:kms' and kms_master_key_id of your own key; bucket_key_enabled = true keeps the cost low.",
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_s3_bucket', 'aws_s3_bucket_server_side_encryption_configuration'],
  whenUnknown:
    'The algorithm, the key where the option asks for one, or the bucket of an encryption configuration, is an expression that only Terraform can compute.',
  controls: {
    nist80053r5: ['SC-12(2)', 'CM-3(6)', 'SC-13', 'SC-28', 'SC-28(1)', 'SC-7(10)', 'CA-9(1)', 'SI-7(6)', 'AU-9'],
    pciDss: ['v4.0.1/3.5.1'],
    soc2: ['PI1.4'],
    iso27001_2022: ['A.8.11', 'A.8.24'],
  },
  equivalents: {
    checkov: ['CKV_AWS_145'],
    trivy: [{ id: 'AVD-AWS-0132', relation: 'narrower' }],
    tfsec: [{ id: 'aws-s3-encryption-customer-key', relation: 'narrower' }],
    cdkNag: ['NIST.800.53.R5-S3DefaultEncryptionKMS'],
    securityHub: ['S3.17'],
    prowler: ['s3_bucket_kms_encryption'],
    awsConfig: ['s3-default-encryption-kms'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html',
  ],
  defaultOptions: { requireCmk: false },
  optionsSchema: {
    requireCmk: { type: 'boolean', description: 'fail buckets that use the key aws/s3, which AWS manages' },
  },

  examples: {
    good: [
      {
        name: 'a key of its own',
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
    ],
    bad: [
      {
        name: 'the keys of S3',
        configuration: bucketExample({
          aws_s3_bucket_server_side_encryption_configuration: {
            rule: { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } },
          },
        }),
      },
      { name: 'nothing said', configuration: bucketExample() },
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
  check(block, { configuration, options }) {
    if (block.selector === BUCKET && isLogTarget(block)) return notApplicable();
    return judgeBucket(block, requirement(configuration, options.requireCmk));
  },
});

function requirement(configuration: Configuration, requireCmk: boolean): BucketRequirement {
  const test = (item: NestedBlock): Truth => both(isKms(item), requireCmk ? isOwnKey(item, configuration) : true);
  return {
    type: 'aws_s3_bucket_server_side_encryption_configuration',
    read: (block) => anyNested(block, DEFAULTS, test) ?? unset('rule'),
    inline: (bucket) => anyNested(bucket, ['server_side_encryption_configuration', ...DEFAULTS], test),
    absent: 'the bucket encrypts with the keys that S3 keeps for everyone who may read it',
    weak: `the bucket does not encrypt with a key of ${requireCmk ? 'your own' : 'KMS'}`,
    expected: `sse_algorithm = aws:kms${requireCmk ? ' and kms_master_key_id of a key of your own' : ''}`,
  };
}

function isKms(item: NestedBlock): Truth {
  const algorithm = toText(item.get('sse_algorithm'));
  return isUnknown(algorithm) ? algorithm : algorithm === 'aws:kms' || algorithm === 'aws:kms:dsse';
}

function isOwnKey(item: NestedBlock, configuration: Configuration): Truth {
  const owner = keyOwner(item.get('kms_master_key_id'), configuration);
  return isUnknown(owner) ? owner : owner === 'customer' || owner === 'reference';
}
