import { maskText } from '../compliance/engine/redact';
import type { Block, Configuration } from '../compliance/model/block';
import { isUnknown } from '../compliance/model/value';
import { appliedTags, isFilled, isTaggable } from '../compliance/reading/tags/applied-tags';
import { findTag } from '../compliance/reading/tags/tag-layers';
import type { TagEvidence } from './evidence';

type Presence = 'present' | 'unknown' | 'missing';

/** Which of the required tags each resource has that can have tags. A tag without a value is missing. */
export function tagEvidence(
  configurations: readonly Configuration[],
  required: readonly string[],
): readonly TagEvidence[] {
  return configurations.flatMap((configuration) =>
    configuration.blocks.filter(isTaggable).map((block) => {
      const keys = required.map((key) => [key, presenceOf(block, key)] as const);
      const having = (presence: Presence): readonly string[] =>
        keys.flatMap(([key, each]) => (each === presence ? [maskText(key)] : []));
      return {
        ...placeOf(block),
        present: having('present'),
        missing: having('missing'),
        unknown: having('unknown'),
      };
    }),
  );
}

/** File and address of a block, as people know them. */
export function placeOf(block: Block): { readonly file: string; readonly address: string } {
  const { configuration, address } = block;
  return { file: configuration.fileOf(block), address: maskText(configuration.displayText?.(address) ?? address) };
}

/** One instance that lacks a tag is a resource that lacks it. */
function presenceOf(block: Block, key: string): Presence {
  const each = appliedTags(block).map(({ layers }): Presence => {
    const { value, hidden } = findTag(layers, key);
    const filled = isFilled(value);
    if (filled === true) return 'present';
    return isUnknown(filled) || hidden !== undefined ? 'unknown' : 'missing';
  });
  if (each.includes('missing')) return 'missing';
  return each.includes('unknown') || each.length === 0 ? 'unknown' : 'present';
}
