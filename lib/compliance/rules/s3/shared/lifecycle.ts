import type { Block } from '../../../model/block';
import { bucketCompanions, strayOf } from '../../../reading/buckets/bucket-companions';
import type { BucketRequirement } from '../../../reading/buckets/bucket-requirement';
import type { Truth } from '../../../reading/truth';
import { anyNested, isText, isTrue, unset } from './bucket-settings';

const LIFECYCLE = 'aws_s3_bucket_lifecycle_configuration';

/** A lifecycle rule of the bucket that is enabled. */
export const HAS_LIFECYCLE: BucketRequirement = {
  type: LIFECYCLE,
  read: (block) => anyNested(block, ['rule'], (rule) => isText(rule.get('status'), 'Enabled')) ?? unset('rule'),
  inline: (bucket) => anyNested(bucket, ['lifecycle_rule'], (rule) => isTrue(rule.get('enabled'))),
  absent: 'the bucket has no lifecycle rule',
  weak: 'no lifecycle rule of the bucket is enabled',
  expected: `an ${LIFECYCLE} with a rule of status = 'Enabled'`,
};

/** Whether a bucket has a lifecycle configuration, enabled or not. */
export function hasLifecycle(bucket: Block): Truth {
  const all = bucketCompanions(bucket.configuration, LIFECYCLE);
  const found = all.of(bucket);
  const [inline] = bucket.nested('lifecycle_rule');
  if (inline !== undefined && inline.unknown === undefined) return true;
  if (found.some(({ doubt }) => doubt === undefined)) return true;
  return inline?.unknown ?? found[0]?.doubt ?? strayOf(bucket, all) ?? false;
}
