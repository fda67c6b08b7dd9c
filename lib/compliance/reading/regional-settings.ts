import type { Block, Configuration } from '../model/block';
import { type Unknown, type Value } from '../model/value';
import { instancesOf } from './block-instances';
import { isSameRegion, keyOf, regionOf, type Region } from './region';
import { hiddenRepetition } from './instances';

/** One instance of a block that sets something for a region of an account. */
export interface RegionalSetting {
  readonly block: Block;
  readonly get: (attribute: string) => Value;
  readonly region: Region;
  /** The `count` or `for_each` that may leave it out. */
  readonly doubt: Unknown | undefined;
}

interface Settings {
  readonly all: readonly RegionalSetting[];
  readonly byRegion: Map<string, RegionalSetting | Unknown | undefined>;
}

const cache = new WeakMap<Configuration, Map<string, Settings>>();

/** The setting of a type for a region; unknown where one may be for it, and undefined where none is. */
export function settingIn(
  configuration: Configuration,
  type: string,
  region: Region,
): RegionalSetting | Unknown | undefined {
  const { all, byRegion } = settingsOf(configuration, type);
  const key = keyOf(region);
  if (byRegion.has(key)) return byRegion.get(key);
  let open: Unknown | undefined;
  let found: RegionalSetting | undefined;
  for (const setting of all) {
    const same = isSameRegion(setting.region, region);
    if (same === false) continue;
    if (same === true && setting.doubt === undefined) {
      found = setting;
      break;
    }
    open ??= setting.doubt ?? (same === true ? undefined : same);
  }
  byRegion.set(key, found ?? open);
  return found ?? open;
}

/** Every setting of a type, once for each instance of its block. */
export function regionalSettings(configuration: Configuration, type: string): readonly RegionalSetting[] {
  return settingsOf(configuration, type).all;
}

function settingsOf(configuration: Configuration, type: string): Settings {
  const ofConfiguration = cache.get(configuration) ?? new Map<string, Settings>();
  cache.set(configuration, ofConfiguration);
  const known = ofConfiguration.get(type) ?? {
    all: configuration.ofType(type).flatMap(readSettings),
    byRegion: new Map(),
  };
  ofConfiguration.set(type, known);
  return known;
}

function readSettings(block: Block): readonly RegionalSetting[] {
  const doubt = hiddenRepetition(block);
  return instancesOf(block).map(({ get }) => ({ block, get, region: regionOf(block, get('region')), doubt }));
}
