import type { Block } from '../../../model/block';
import { isUnknown, toText, Unknown, type Value } from '../../../model/value';
import { instancesOf } from '../../../reading/block-instances';
import { NAME_ARGUMENTS, NAMED_BY_TAG } from '../data/name-arguments';
import { appliedTags } from '../../../reading/tags/applied-tags';
import { findTag } from '../../../reading/tags/tag-layers';

/** The name of a resource, or of one of its instances. */
export interface ResourceName {
  /** The argument that names it. */
  readonly path: string;
  readonly value: Value;
  /** `each.key` where instances differ. */
  readonly instance: string | undefined;
}

/**
 * The names of the instances of a resource: the argument that names its type, or the text that a name which Terraform
 * makes up begins with; of types that the console names by it, the tag `Name`.
 *
 * @param argument the argument to read instead
 */
export function resourceNames(block: Block, argument?: string): readonly ResourceName[] {
  if (argument === undefined && NAMED_BY_TAG.has(block.type)) return tagNames(block);
  const own = argument ?? NAME_ARGUMENTS.get(block.type) ?? 'name';
  const prefix = `${own}_prefix`;
  return instancesOf(block).map(({ instance, get }) => {
    const written = get(own);
    const value = written === '' ? undefined : written;
    const start = value === undefined ? get(prefix) : undefined;
    return start === undefined ? { path: own, value, instance } : { path: prefix, value: madeUp(start), instance };
  });
}

function tagNames(block: Block): readonly ResourceName[] {
  return appliedTags(block).map(({ path, instance, layers }) => {
    const { value, hidden } = findTag(layers, 'Name');
    return { path: value === undefined ? path : `${path}.Name`, value: hidden ?? value, instance };
  });
}

/** A name that begins with a text and goes on with what Terraform makes up. */
function madeUp(start: Value): Value {
  const text = toText(start);
  if (text === undefined) return undefined;
  const rest = new Unknown('a suffix that Terraform makes up');
  const pieces = isUnknown(text) && text.parts.length > 0 ? text.parts : [text];
  const expression = isUnknown(text) ? text.expression : text;
  return new Unknown(`${expression}…`, isUnknown(text) ? text.references : [], [...pieces, rest]);
}
