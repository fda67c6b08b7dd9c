import type { Configuration } from '../model/block';
import { isMap, isUnknown, member, type Value } from '../model/value';

/**
 * The value of a key of a map that is an argument: Terraform reads the keys of such a map as templates (`${local.key}`).
 * Unknown where a key that may be the one is not known.
 */
export function mapArgument(map: Value, key: string, configuration: Configuration): Value {
  const written = member(map, key);
  if (!isMap(map) || written !== undefined) return written;
  const computed = Object.keys(map)
    .filter((name) => name.includes('${') || name.includes('%{'))
    .map((name) => ({ name, value: configuration.resolve(name) }));
  const same = computed.find(({ value }) => value === key);
  return same === undefined ? computed.map(({ value }) => value).find(isUnknown) : member(map, same.name);
}
