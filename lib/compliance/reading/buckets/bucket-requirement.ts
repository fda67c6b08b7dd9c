import { fail, notApplicable, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, type Unknown, type Value } from '../../model/value';
import { completed, type Companion } from '../companions';
import type { Truth } from '../truth';
import { BUCKET, bucketCompanions, strayOf } from './bucket-companions';

/** What a setting of a bucket comes to. */
export interface Setting {
  /** Whether the requirement is kept. */
  readonly holds: Truth;
  /** Argument that decides. */
  readonly path: string;
  readonly observed?: Value;
}

/** Something that a bucket has by a block of its own, or by arguments of the bucket that the provider still reads. */
export interface BucketRequirement {
  /** The block of its own: `aws_s3_bucket_versioning`. */
  readonly type: string;
  /** Reads the block of its own; `bucket` where it is known. */
  readonly read: (block: Block, bucket: Block | undefined) => Setting;
  /** Reads the arguments of the bucket; undefined where they say nothing. */
  readonly inline: (bucket: Block) => Setting | undefined;
  /** What is wrong where nothing says it: `the bucket keeps no versions`. */
  readonly absent: string;
  /** What is wrong where it is said, but not so: `versioning of the bucket is not enabled`. */
  readonly weak: string;
  readonly expected: string;
  /** True where AWS keeps the requirement for a bucket that says nothing. */
  readonly isDefault?: boolean;
}

/**
 * Holds a bucket, or a block that completes a bucket of another stack, against a requirement. A block whose bucket is in
 * the configuration is judged at the bucket.
 */
export function judgeBucket(block: Block, requirement: BucketRequirement): Outcome {
  return block.selector === BUCKET ? judge(block, requirement) : judgeStray(block, requirement);
}

function judgeStray(block: Block, requirement: BucketRequirement): Outcome {
  if (bucketCompanions(block.configuration, requirement.type).isLinked(block)) return notApplicable();
  return settled(requirement.read(block, undefined), requirement);
}

function settled({ holds, path, observed }: Setting, { weak, expected }: BucketRequirement): Outcome {
  if (holds === true) return pass(path);
  return isUnknown(holds) ? undecided(path, holds, expected) : fail({ path, message: weak, observed, expected });
}

function judge(bucket: Block, requirement: BucketRequirement): Outcome {
  const { absent, expected, inline, isDefault = false, read, type, weak } = requirement;
  const written = inline(bucket);
  const all = bucketCompanions(bucket.configuration, type);
  const found = all.of(bucket).map((companion) => ({ ...companion, setting: read(companion.block, bucket) }));
  const kept =
    written?.holds === true || isDefault
      ? 'every'
      : completed(
          bucket,
          found.filter(({ setting }) => setting.holds === true),
        );
  if (kept === 'every') {
    // One bucket has one setting: of two that say different things either may be in force.
    const others = [...(isDefault && written !== undefined ? [{ ...ITSELF, setting: written }] : []), ...found];
    return others.map((other) => contradiction(other, requirement)).find((outcome) => outcome !== undefined) ?? pass();
  }
  const doubt = doubtOf(bucket, kept, found) ?? (isUnknown(written?.holds) ? written.holds : undefined);
  if (doubt !== undefined) return open(doubt, requirement);
  const stray = strayOf(bucket, all, (block) => read(block, undefined).holds);
  if (stray !== undefined) {
    return unknown({
      message: `an ${type} is for ${stray.expression}, which may be this bucket`,
      observed: stray,
      expected,
    });
  }
  if (kept === 'some') return fail({ message: `${weak}, in some of its instances`, expected });
  if (written !== undefined) return fail({ path: written.path, message: weak, observed: written.observed, expected });
  const [first] = found;
  return first === undefined ? fail({ message: absent, expected }) : failAt(first, requirement);
}

interface Found extends Pick<Companion, 'doubt'> {
  /** Undefined for the bucket itself. */
  readonly block: Block | undefined;
  readonly setting: Setting;
}

const ITSELF = { block: undefined, doubt: undefined };

function contradiction(other: Found, requirement: BucketRequirement): Outcome | undefined {
  const { doubt, setting } = other;
  if (setting.holds === true) return undefined;
  const hidden = isUnknown(setting.holds) ? setting.holds : doubt;
  return hidden === undefined ? failAt(other, requirement) : open(hidden, requirement);
}

function open(doubt: Unknown, { weak, expected }: BucketRequirement): Outcome {
  return unknown({
    message: `whether ${weak} depends on ${doubt.expression}, which is not known before Terraform runs`,
    observed: doubt,
    expected,
  });
}

function failAt({ block, setting: { path, observed } }: Found, { weak, expected }: BucketRequirement): Outcome {
  if (block === undefined) return fail({ path, message: weak, observed, expected });
  const place = path === '' ? block.address : `${path} of ${block.address}`;
  return fail({ message: `${weak} (${place})`, observed, expected });
}

/** What keeps it from being known that every instance of the bucket has it. */
function doubtOf(
  bucket: Block,
  kept: ReturnType<typeof completed>,
  found: readonly (Companion & Found)[],
): Unknown | undefined {
  if (isUnknown(kept)) return kept;
  const possible = found.filter(({ setting }) => setting.holds !== false);
  const perhaps = completed(bucket, possible);
  if (isUnknown(perhaps)) return perhaps;
  return perhaps === 'every' ? possible.map(({ setting }) => setting.holds).find(isUnknown) : undefined;
}
