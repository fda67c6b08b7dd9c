import type { Block, Configuration } from '../../model/block';
import { isUnknown } from '../../model/value';
import { bucketCompanions, bucketsOf, BUCKET } from './bucket-companions';
import type { BucketRequirement, Setting } from './bucket-requirement';

const LOGGING = 'aws_s3_bucket_logging';

/** Server access logging of a bucket. */
export const LOGS_ACCESS: BucketRequirement = {
  type: LOGGING,
  read: (block) => readTarget(block.get('target_bucket'), 'target_bucket'),
  inline: readInline,
  absent: 'nobody logs who reads and writes the bucket',
  weak: 'access logging of the bucket has no target',
  expected: `an ${LOGGING} of the bucket with a target_bucket`,
};

function readTarget(target: unknown, path: string): Setting {
  return { holds: target !== undefined && target !== '', path };
}

function readInline(bucket: Block): Setting | undefined {
  const [item] = bucket.nested('logging');
  if (item === undefined) return undefined;
  if (item.unknown !== undefined) return { holds: item.unknown, path: item.path, observed: item.unknown };
  return readTarget(item.get('target_bucket'), `${item.path}.target_bucket`);
}

const targets = new WeakMap<Configuration, ReadonlySet<Block>>();

/** True where another bucket of the configuration delivers its access log to this one. */
export function isLogTarget(bucket: Block): boolean {
  const { configuration } = bucket;
  const known = targets.get(configuration) ?? readTargets(configuration);
  targets.set(configuration, known);
  return known.has(bucket) || bucketCompanions(configuration, LOGGING, 'target_bucket').of(bucket).length > 0;
}

function readTargets(configuration: Configuration): ReadonlySet<Block> {
  const found = new Set<Block>();
  for (const bucket of configuration.ofType(BUCKET)) {
    for (const item of bucket.nested('logging')) {
      if (!isUnknown(item.value))
        bucketsOf(item.get('target_bucket'), configuration).forEach((target) => found.add(target));
    }
  }
  return found;
}
