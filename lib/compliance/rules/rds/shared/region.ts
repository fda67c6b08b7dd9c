import type { Block } from '../../../model/block';
import { providerAddress } from '../../../model/provider-address';
import { isUnknown, type Value } from '../../../model/value';

interface Region {
  readonly key: string;
  readonly known: boolean;
}

/** Tells whether two blocks are made in one region; undefined where that is not known. */
export function inSameRegion(left: Block, right: Block): boolean | undefined {
  const [first, second] = [regionOf(left), regionOf(right)];
  if (first.key === second.key) return true;
  return first.known && second.known ? false : undefined;
}

/** Name of the region of a block, where it is written down. */
export function regionName(block: Block): string | undefined {
  const region = regionOf(block);
  return region.known ? region.key : undefined;
}

/** The block's own region, else that of its provider, else the provider itself. */
function regionOf(block: Block): Region {
  const address = providerAddress(block);
  return (
    toRegion(block.get('region')) ??
    toRegion(block.configuration.block(address)?.get('region')) ?? { key: address, known: false }
  );
}

function toRegion(value: Value): Region | undefined {
  if (isUnknown(value)) return { key: value.expression, known: false };
  return typeof value === 'string' && value !== '' ? { key: value, known: true } : undefined;
}
