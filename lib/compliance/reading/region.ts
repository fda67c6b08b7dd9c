import type { Block, Configuration } from '../model/block';
import { providerAddress } from '../model/provider-address';
import { isUnknown, Unknown, type Value } from '../model/value';
import type { Truth } from './truth';

/** Where a block is made, as far as the configuration says. */
export interface Region {
  /** Name of the region; what stands for it where the name is not known. */
  readonly name: string;
  readonly known: boolean;
  /** Tells apart providers that sign in to different accounts. */
  readonly account: string;
}

/** Arguments of the provider that choose the account. */
const ACCOUNT_ARGUMENTS = [
  'access_key',
  'allowed_account_ids',
  'assume_role',
  'assume_role_with_web_identity',
  'profile',
  'shared_config_files',
  'shared_credentials_files',
] as const;

const accounts = new WeakMap<Block, string>();

/**
 * Region and account of a block: its own `region`, else that of its provider, else the provider itself.
 *
 * @param own the `region` of one instance of the block
 */
export function regionOf(block: Block, own: Value = block.get('region')): Region {
  const address = providerAddress(block);
  return regionIn(block.configuration, address, own);
}

/** The regions of the AWS providers of a configuration, each once; the one of the default provider where none is written. */
export function providerRegions(configuration: Configuration): readonly Region[] {
  const addresses = configuration.ofType('provider.aws').map(({ address }) => address);
  const regions = (addresses.length === 0 ? ['provider.aws'] : addresses).map((address) =>
    regionIn(configuration, address, undefined),
  );
  return [...new Map(regions.map((region) => [keyOf(region), region])).values()];
}

/** True where both are one region of one account; unknown where that is not written down. */
export function isSameRegion(left: Region, right: Region): Truth {
  const isNamedAlike = left.name === right.name;
  if (isNamedAlike && left.account === right.account) return true;
  if (!isNamedAlike && left.known && right.known) return false;
  return new Unknown(`the region of ${left.known ? right.name : left.name}`);
}

/** Tells regions apart, as a key of a map. */
export function keyOf({ name, account }: Region): string {
  return `${name}\u0000${account}`;
}

function regionIn(configuration: Configuration, address: string, own: Value): Region {
  const provider = configuration.block(address);
  const account = provider === undefined ? '' : accountOf(provider);
  for (const value of [own, provider?.get('region')]) {
    if (isUnknown(value)) return { name: value.expression, known: false, account };
    if (typeof value === 'string' && value !== '') return { name: value, known: true, account };
  }
  return { name: address, known: false, account };
}

function accountOf(provider: Block): string {
  const known = accounts.get(provider) ?? JSON.stringify(ACCOUNT_ARGUMENTS.map((name) => provider.rawAt(name) ?? null));
  accounts.set(provider, known);
  return known;
}
