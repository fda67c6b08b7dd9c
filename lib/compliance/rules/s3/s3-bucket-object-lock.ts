import { defineRule } from '../../engine/define-rule';
import { notApplicable, unknown } from '../../engine/outcome';
import type { Block, NestedBlock } from '../../model/block';
import { isMap, isUnknown, member, toNumber, toText } from '../../model/value';
import { BUCKET } from '../../reading/buckets/bucket-companions';
import { judgeBucket, type BucketRequirement } from '../../reading/buckets/bucket-requirement';
import { either, type Truth } from '../../reading/truth';
import { anyNested, unset } from './shared/bucket-settings';
import { bucketExample, withVariable } from './shared/example-bucket';

interface LockOptions {
  readonly tag: string;
  readonly values: readonly string[];
}

const RETENTION = ['rule', 'default_retention'] as const;

const LOCKED: BucketRequirement = {
  type: 'aws_s3_bucket_object_lock_configuration',
  read: (block) => anyNested(block, RETENTION, retains) ?? unset('rule'),
  inline: (bucket) => anyNested(bucket, ['object_lock_configuration', ...RETENTION], retains),
  absent: 'the bucket does not lock its objects',
  weak: 'the bucket locks no object by default, because it has no default retention',
  expected: 'an aws_s3_bucket_object_lock_configuration with rule.default_retention',
};

export default defineRule<LockOptions>({
  id: 's3-bucket-object-lock',
  title: 'Buckets of records lock their objects',
  why: 'Records that the law or an audit asks for can be deleted or overwritten by anyone with the permission; a locked version stays until its time is over, whoever asks.',
  remediation:
    'Add an aws_s3_bucket_object_lock_configuration with rule.default_retention (mode, and days or years). Set object_lock_enabled = true on a new bucket; enable versioning. The options say which buckets hold records.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_s3_bucket', 'aws_s3_bucket_object_lock_configuration'],
  whenUnknown:
    'The retention, the bucket of a lock configuration, or the tag that selects buckets, is an expression that only Terraform can compute.',
  controls: { nist80053r5: ['CP-6(2)'], pciDss: ['v4.0.1/10.5.1'], soc2: ['PI1.5'] },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_143', relation: 'broader' }],
    securityHub: [{ id: 'S3.15', relation: 'broader' }],
    prowler: ['s3_bucket_object_lock'],
    awsConfig: ['s3-bucket-default-lock-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3_bucket_object_lock_configuration.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html',
  ],
  recommended: false,
  defaultOptions: { tag: '', values: [] },
  optionsSchema: {
    tag: { type: 'string', description: 'judge only buckets that have this tag; empty for all buckets' },
    values: {
      type: 'array',
      items: { type: 'string' },
      description: 'values of the tag that mean records; empty for any',
    },
  },

  examples: {
    good: [
      {
        name: 'a retention of a year',
        configuration: bucketExample(
          {
            aws_s3_bucket_object_lock_configuration: { rule: { default_retention: { mode: 'COMPLIANCE', days: 365 } } },
          },
          { bucket: 'acme-records', object_lock_enabled: true },
        ),
      },
    ],
    bad: [
      { name: 'no lock', configuration: bucketExample() },
      {
        name: 'a lock without retention',
        configuration: bucketExample(
          { aws_s3_bucket_object_lock_configuration: { object_lock_enabled: 'Enabled' } },
          { bucket: 'acme-records', object_lock_enabled: true },
        ),
      },
    ],
    unknown: [
      {
        name: 'a time that a variable gives',
        configuration: withVariable(
          'days',
          bucketExample({
            aws_s3_bucket_object_lock_configuration: {
              rule: { default_retention: { mode: 'GOVERNANCE', days: '${var.days}' } },
            },
          }),
        ),
      },
    ],
  },
  check(block, { options }) {
    const selected = block.selector === BUCKET ? isSelected(block, options) : true;
    if (selected === false) return notApplicable();
    const outcome = judgeBucket(block, LOCKED);
    if (!isUnknown(selected) || outcome.verdict !== 'fail') return outcome;
    return unknown({
      path: 'tags',
      message: `whether the bucket holds records depends on ${selected.expression}, which is not known before Terraform runs`,
      observed: selected,
      expected: outcome.expected,
    });
  },
});

function retains(item: NestedBlock): Truth {
  return either(isPositive(item, 'days'), isPositive(item, 'years'));
}

function isPositive(item: NestedBlock, argument: string): Truth {
  const number = toNumber(item.get(argument));
  return isUnknown(number) ? number : number !== undefined && number > 0;
}

function isSelected(bucket: Block, { tag, values }: LockOptions): Truth {
  if (tag === '') return true;
  const tags = bucket.get('tags');
  if (isUnknown(tags)) return tags;
  const value = isMap(tags) ? toText(member(tags, tag)) : undefined;
  if (isUnknown(value)) return values.length === 0 || value;
  return value !== undefined && (values.length === 0 || values.includes(value));
}
