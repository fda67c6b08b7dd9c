import { fail, unknown, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import { isUnknown, type Unknown } from '../../../model/value';
import { isFilled, type AppliedTags } from '../../../reading/tags/applied-tags';
import { findTag } from '../../../reading/tags/tag-layers';

/** Reports the keys that the tags lack, or that have no value: one finding for all of them, and one for all that are open. */
export function missingTags(
  block: Block,
  { path, instance, layers }: AppliedTags,
  required: readonly string[],
  ignoreCase: boolean,
): readonly Outcome[] {
  const missing: string[] = [];
  const open: string[] = [];
  let hidden: Unknown | undefined;
  for (const key of required) {
    const found = findTag(layers, key, ignoreCase);
    const filled = isFilled(found.value);
    if (filled === true) continue;
    const doubt = isUnknown(filled) ? filled : found.hidden;
    if (doubt === undefined) missing.push(key);
    else {
      open.push(key);
      hidden ??= doubt;
    }
  }
  if (missing.length === 0 && open.length === 0) return [];
  const observed = block.get(path);
  const expected = `${path === 'tag' ? 'tag blocks' : 'tags or default_tags'} with a value for ${textOf(required)}`;
  const which = instance === undefined ? '' : ` of the instance ${JSON.stringify(instance)}`;
  const subjectOf = (keys: readonly string[]): string =>
    instance === undefined ? textOf(keys) : `${instance} ${textOf(keys)}`.trim();
  const outcomes: Outcome[] = [];
  if (missing.length > 0) {
    const message = `${tagNames(missing)}${which} ${missing.length > 1 ? 'are' : 'is'} missing or empty`;
    outcomes.push(fail({ path, message, observed, expected, subject: subjectOf(missing) }));
  }
  if (hidden !== undefined) {
    const message = `whether ${tagNames(open)}${which} ${open.length > 1 ? 'have values' : 'has a value'} depends on ${hidden.expression}, which is not known before Terraform runs`;
    outcomes.push(unknown({ path, message, observed, expected, subject: subjectOf(open) }));
  }
  return outcomes;
}

function textOf(keys: readonly string[]): string {
  return keys.join(', ');
}

function tagNames(keys: readonly string[]): string {
  return `the tag${keys.length > 1 ? 's' : ''} ${textOf(keys)}`;
}
