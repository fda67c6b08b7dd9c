import type { Configuration } from '../model/block';
import type { Unknown } from '../model/value';

/**
 * The first expression that may mean a block of this configuration although it leads to none: a variable, a template,
 * `each.value`. One that refers to other resources of the configuration and to nothing else means those.
 */
export function possibleTarget(unlinked: readonly Unknown[], configuration: Configuration): Unknown | undefined {
  return unlinked.find(
    ({ parts, references }) =>
      parts.length > 0 ||
      references.length === 0 ||
      references.some(({ address }) => configuration.block(address)?.kind !== 'resource'),
  );
}
