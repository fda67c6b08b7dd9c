import type { Block, Configuration } from '../../model/block';
import { matchesWildcard } from '../../model/policy-match';
import { isUnknown, type Unknown, type Value } from '../../model/value';
import { instancesOf } from '../block-instances';
import { companions, type Companions, type Stray } from '../companions';
import type { Truth } from '../truth';

export const BUCKET = 'aws_s3_bucket';

/** What a literal may name a bucket by. */
const NAMES = ['bucket', 'id', 'arn'] as const;

/** More blocks without a known bucket are not told apart: each may belong to any bucket. */
const MOST_STRAYS = 200;

/** The blocks of a type by the bucket that `bucket`, or another argument, names. */
export function bucketCompanions(configuration: Configuration, type: string, attribute = 'bucket'): Companions {
  return companions(configuration, type, attribute, [BUCKET], NAMES, (value) => followed(value, configuration));
}

/** The buckets of the configuration that a value names. */
export function bucketsOf(value: Value, configuration: Configuration): readonly Block[] {
  return configuration.link(followed(value, configuration), [BUCKET], NAMES).blocks;
}

const LONGEST_CHAIN = 5;

/** What a value comes to that names the bucket through a block that completes it, or that looks it up. */
function followed(value: Value, configuration: Configuration, depth = 0): Value {
  const [reference] = isUnknown(value) && value.isReference ? value.references : [];
  const block = reference === undefined ? undefined : configuration.block(reference.address);
  if (reference === undefined || block === undefined || depth >= LONGEST_CHAIN) return value;
  if (!namesBucket(block) || !(NAMES as readonly string[]).includes(reference.attribute)) return value;
  const { index } = reference;
  const instance =
    index === undefined
      ? block
      : instancesOf(block).find(({ instance: key }) => key !== undefined && key === String(index));
  const next = instance?.get('bucket');
  return next === undefined ? value : followed(next, configuration, depth + 1);
}

/** Blocks whose `bucket` is the bucket that they belong to, and whose id is its name. */
function namesBucket({ selector }: Block): boolean {
  return selector === `data.${BUCKET}` || selector.startsWith(`${BUCKET}_`);
}

/** What names the bucket of a block of which it is not known whether it belongs to this one, of those that `counts`. */
export function strayOf(
  bucket: Block,
  all: Companions,
  counts: (block: Block) => Truth = () => true,
): Unknown | undefined {
  const strays = named.get(all) ?? all.strays.flatMap(withPattern);
  named.set(all, strays);
  const name = bucket.get('bucket');
  const mayBeMeant = ({ pattern }: NamedStray): boolean =>
    pattern === undefined ||
    typeof name !== 'string' ||
    matchesWildcard(pattern, name) ||
    matchesWildcard(pattern, `arn:aws:s3:::${name}`);
  const found = strays.slice(0, MOST_STRAYS).find((stray) => mayBeMeant(stray) && counts(stray.block) !== false);
  return (found ?? strays[MOST_STRAYS])?.value;
}

interface NamedStray extends Stray {
  /** The names that it may have; undefined for any. */
  readonly pattern: string | undefined;
}

const named = new WeakMap<Companions, readonly NamedStray[]>();

/** Leaves out what belongs to the bucket of another stack, or to another resource, for certain. */
function withPattern(stray: Stray): readonly NamedStray[] {
  const { parts, references } = stray.value;
  const { configuration } = stray.block;
  const isNameOfAnother = parts.length > 0 && references.some(({ address }) => address.startsWith(`${BUCKET}.`));
  if (
    references.length > 0 &&
    !isNameOfAnother &&
    references.every(({ address }) => isElsewhere(address, configuration))
  )
    return [];
  const pattern = parts.length === 0 ? undefined : parts.map((part) => (isUnknown(part) ? '*' : part)).join('');
  return [{ ...stray, pattern }];
}

function isElsewhere(address: string, configuration: Configuration): boolean {
  if (address.startsWith('data.terraform_remote_state.')) return true;
  const block = configuration.block(address);
  if (block === undefined) return false;
  return block.kind === 'resource' && !namesBucket(block);
}
