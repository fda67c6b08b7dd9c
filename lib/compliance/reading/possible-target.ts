import type { Configuration } from '../model/block';
import type { Unknown } from '../model/value';

/** Every block without a companion asks about the same expressions. */
const cache = new WeakMap<readonly Unknown[], { readonly found: Unknown | undefined }>();

/**
 * The first expression that may mean a block of this configuration although it leads to none: a variable, a template,
 * `each.value`. One that refers to other resources of the configuration and to nothing else means those.
 */
export function possibleTarget(unlinked: readonly Unknown[], configuration: Configuration): Unknown | undefined {
  const known = cache.get(unlinked) ?? { found: unlinked.find((value) => isOpen(value, configuration)) };
  cache.set(unlinked, known);
  return known.found;
}

function isOpen({ parts, references }: Unknown, configuration: Configuration): boolean {
  return (
    parts.length > 0 ||
    references.length === 0 ||
    references.some(({ address }) => configuration.block(address)?.kind !== 'resource')
  );
}
