import type { Block, Configuration, NestedBlock } from '../../model/block';
import { providerAddress } from '../../model/provider-address';
import { toBoolean, toText, type Value } from '../../model/value';
import { ownAccounts } from '../policies/own-accounts';
import { both, either, every, some, type Truth } from '../truth';
import type { BucketRequirement, Setting } from './bucket-requirement';
import { hiddenRepetition } from '../instances';

export const PUBLIC_ACCESS_BLOCK = 'aws_s3_bucket_public_access_block';
export const ACCOUNT_PUBLIC_ACCESS_BLOCK = 'aws_s3_account_public_access_block';

/** The four switches of a public access block, with what each one that is off lets happen. */
export const SWITCHES: Readonly<Record<string, string>> = {
  block_public_acls: 'new ACLs may admit everyone',
  block_public_policy: 'a new policy may admit everyone',
  ignore_public_acls: 'ACLs that admit everyone are in force',
  restrict_public_buckets: 'a policy that admits everyone is in force',
};

/** A switch that is not on. */
export interface OpenSwitch {
  readonly name: string;
  readonly state: Truth;
  readonly observed: Value;
}

/** The switches that are not on for certain. What is absent counts as `absent`. */
export function openSwitches(block: Pick<Block | NestedBlock, 'get'>, absent = false): readonly OpenSwitch[] {
  return Object.keys(SWITCHES).flatMap((name) => {
    const observed = block.get(name);
    const state = toBoolean(observed) ?? (observed === undefined ? absent : false);
    return state === true ? [] : [{ name, state, observed }];
  });
}

/** Whether the four switches are on; the path names the first that is not. */
export function readPublicAccessBlock(block: Block): Setting {
  const open = openSwitches(block);
  const [first] = [...open.filter(({ state }) => state === false), ...open];
  return { holds: both(...open.map(({ state }) => state)), path: first?.name ?? '', observed: first?.observed };
}

/** A public access block of the bucket, with its four switches. */
export const BLOCKS_PUBLIC_ACCESS: BucketRequirement = {
  type: PUBLIC_ACCESS_BLOCK,
  read: readPublicAccessBlock,
  inline: () => undefined,
  absent: 'the bucket has no public access block of its own, so what keeps the public out is not in this configuration',
  weak: 'public access to the bucket is blocked only in part',
  expected: `an ${PUBLIC_ACCESS_BLOCK} with ${Object.keys(SWITCHES).join(', ')} = true`,
};

const accountBlocks = new WeakMap<Configuration, Map<string, Truth>>();

/** Whether the account of the bucket blocks public access to all of its buckets, as this configuration says. */
export function accountBlocksPublicAccess(bucket: Block): Truth {
  const { configuration } = bucket;
  const known = accountBlocks.get(configuration) ?? new Map<string, Truth>();
  accountBlocks.set(configuration, known);
  const provider = providerAddress(bucket);
  const blocks = known.get(provider) ?? jointly(accountBlocksOf(configuration, provider));
  known.set(provider, blocks);
  return blocks;
}

/** Those of the account that the provider signs in to. */
function accountBlocksOf(configuration: Configuration, provider: string): readonly Block[] {
  return configuration.ofType(ACCOUNT_PUBLIC_ACCESS_BLOCK).filter((block) => {
    const account = toText(block.get('account_id'));
    const own = ownAccounts(block);
    const isOwn = typeof account !== 'string' || own.length === 0 || own.includes(account);
    return isOwn && providerAddress(block) === provider;
  });
}

/** An account has one setting: of two blocks that say different things either may be in force. */
function jointly(blocks: readonly Block[]): Truth {
  return both(
    some(blocks, isInForce),
    every(blocks, (block) => either(readPublicAccessBlock(block).holds, hiddenRepetition(block) ?? false)),
  );
}

function isInForce(block: Block): Truth {
  return both(readPublicAccessBlock(block).holds, hiddenRepetition(block) ?? true);
}
