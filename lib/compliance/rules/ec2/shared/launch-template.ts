import { unknown, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import { isUnknown, toText, type Unknown, type Value } from '../../../model/value';

/** A launch template that the configuration does not have, or not for sure in the version that is used. */
export interface OpenTemplate {
  readonly path: string;
  readonly observed: Value;
  /** What is not known, for a message. */
  readonly reason: string;
}

/** What fills in the arguments that an instance leaves out. */
export type TemplateOfInstance = { readonly block: Block } | { readonly open: OpenTemplate } | undefined;

/** The launch template of an instance. Arguments of the instance win over it. */
export function templateOf(instance: Block): TemplateOfInstance {
  const item = instance.nested('launch_template')[0];
  if (item === undefined) return undefined;
  const argument = item.unknown === undefined && item.get('id') === undefined ? 'name' : 'id';
  const value = item.unknown ?? item.get(argument);
  if (value === undefined) return undefined;
  const path = `${item.path}.${argument}`;
  const block = blockOf(instance, value);
  if (item.unknown !== undefined || block === undefined)
    return { open: { path, observed: value, reason: 'the launch template is not part of this configuration' } };
  const version = toText(item.get('version'));
  return isCurrent(version, block)
    ? { block }
    : {
        open: {
          path: `${item.path}.version`,
          observed: version,
          reason: `what that version of ${block.address} holds is not known`,
        },
      };
}

function blockOf(instance: Block, value: Value): Block | undefined {
  if (isUnknown(value) && !value.isReference) return undefined;
  const { blocks } = instance.configuration.link(value, ['aws_launch_template'], ['id', 'name']);
  return blocks.length === 1 ? blocks[0] : undefined;
}

/** True where the version is the one that the configuration writes; a number may be an older one. */
function isCurrent(version: string | Unknown | undefined, template: Block): boolean {
  if (isUnknown(version)) return version.isReference && version.references[0]?.address === template.address;
  return version === undefined || version === '' || version === '$Latest' || version === '$Default';
}

/** The outcome for an instance whose launch template decides, and is not known. */
export function leftToTemplate({ path, observed, reason }: OpenTemplate, what: string, expected: string): Outcome {
  return unknown({ path, message: `whether ${what} is decided elsewhere: ${reason}`, observed, expected });
}
