import { undecided, unknown, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import { isUnknown } from '../../../model/value';
import { bucketsOf } from '../../../reading/buckets/bucket-companions';

const PATH = 's3_bucket_name';

/** Judges the buckets that a trail delivers to; findings are the trail's. Unknown for a bucket of another stack. */
export function judgeTrailBucket(trail: Block, judge: (bucket: Block) => readonly Outcome[]): readonly Outcome[] {
  const name = trail.get(PATH);
  const buckets = bucketsOf(name, trail.configuration);
  if (isUnknown(name) && !name.isReference && name.parts.length === 0) return [undecided(PATH, name)];
  if (buckets.length > 0) return buckets.flatMap((bucket) => judge(bucket).map((outcome) => atTrail(outcome, bucket)));
  if (isUnknown(name)) return [undecided(PATH, name)];
  return [unknown({ path: PATH, message: 'the bucket of the trail is not in this configuration', observed: name })];
}

function atTrail(outcome: Outcome, { address }: Block): Outcome {
  if (outcome.verdict === 'pass' || outcome.verdict === 'notApplicable') return outcome;
  const { message, path } = outcome;
  return { ...outcome, path: PATH, message: `${address}: ${message}`, subject: [address, path].join(' ').trim() };
}
