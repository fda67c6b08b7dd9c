import type { Configuration } from '../../model/block';
import { collectReferences } from '../../model/expression';
import type { Reference } from '../../model/value';

/** Every reference in raw JSON, at any depth. Locals are followed; variables are not. */
export function referencesIn(
  raw: unknown,
  configuration: Configuration,
  seen: ReadonlySet<string> = new Set(),
): readonly Reference[] {
  if (typeof raw === 'string') {
    return collectReferences(raw).flatMap((reference) => {
      const { address } = reference;
      if (!address.startsWith('local.') || seen.has(address)) return [reference];
      const local = configuration.block(address);
      return local === undefined
        ? [reference]
        : referencesIn(local.raw.value, configuration, new Set(seen).add(address));
    });
  }
  if (typeof raw !== 'object' || raw === null) return [];
  return Object.values(raw).flatMap((inner) => referencesIn(inner, configuration, seen));
}
