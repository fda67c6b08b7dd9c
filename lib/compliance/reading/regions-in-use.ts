import type { Configuration } from '../model/block';
import { instancesOf } from './block-instances';
import { keyOf, providerRegions, regionOf, type Region } from './region';

const cache = new WeakMap<Configuration, readonly Region[]>();

/**
 * The regions that a configuration uses in its account: those of its providers, and those that resources name by their
 * argument `region` (provider 6). An alias that signs in otherwise than the default provider leads to another account,
 * and is left out.
 */
export function regionsInUse(configuration: Configuration): readonly Region[] {
  const known = cache.get(configuration) ?? findRegions(configuration);
  cache.set(configuration, known);
  return known;
}

function findRegions(configuration: Configuration): readonly Region[] {
  const main = configuration.block('provider.aws');
  const home = main === undefined ? undefined : regionOf(main).account;
  const isHome = ({ account }: Region): boolean => home === undefined || account === home;
  const found = new Map<string, Region>();
  for (const region of providerRegions(configuration)) if (isHome(region)) found.set(keyOf(region), region);
  if ((configuration.providerMajor('aws') ?? 6) < 6) return [...found.values()];
  for (const block of configuration.blocks) {
    if (block.kind !== 'resource' || !Object.hasOwn(block.raw, 'region') || !block.type.startsWith('aws_')) continue;
    for (const { get } of instancesOf(block)) {
      const region = regionOf(block, get('region'));
      if (isHome(region)) found.set(keyOf(region), region);
    }
  }
  return [...found.values()];
}
