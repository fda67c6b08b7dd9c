import type { Block, Configuration } from '../../model/block';
import { providerAddress } from '../../model/provider-address';
import { isUnknown, toText, Unknown, type Value } from '../../model/value';
import { instancesOf } from '../block-instances';
import { presence } from '../presence';
import type { Truth } from '../truth';
import { TAGGABLE_TYPES } from './taggable-types';
import { readTagMap, type TagLayer } from './tag-layers';

/** The tags of a resource, or of one of its instances. */
export interface AppliedTags {
  /** The argument that holds them. */
  readonly path: 'tags' | 'tag';
  /** `each.key` where instances differ. */
  readonly instance: string | undefined;
  /** Weakest first: default tags of the provider, then those of the resource. */
  readonly layers: readonly TagLayer[];
}

/** Takes `tag` blocks; the provider's default tags do not reach it. */
const WITH_TAG_BLOCKS = 'aws_autoscaling_group';

const defaults = new WeakMap<Configuration, Map<string, readonly TagLayer[]>>();

/** True for a resource that can have tags. */
export function isTaggable({ kind, type }: Block): boolean {
  return kind === 'resource' && (TAGGABLE_TYPES.has(type) || type === WITH_TAG_BLOCKS);
}

/** The tags of each instance of a taggable resource; one where they do not differ. */
export function appliedTags(block: Block): readonly AppliedTags[] {
  if (block.type === WITH_TAG_BLOCKS) return [{ path: 'tag', instance: undefined, layers: blockTags(block) }];
  const { configuration } = block;
  const whole = configuration.kind === 'plan' || configuration.kind === 'state' ? block.get('tags_all') : undefined;
  if (whole !== undefined && !isUnknown(whole))
    return [{ path: 'tags', instance: undefined, layers: readTagMap(whole, configuration) }];
  const weakest = defaultTags(block);
  if (!Object.hasOwn(block.raw, 'tags')) return [{ path: 'tags', instance: undefined, layers: weakest }];
  return instancesOf(block).map(({ instance, get }) => ({
    path: 'tags',
    instance,
    layers: [...weakest, ...readTagMap(get('tags'), configuration)],
  }));
}

/** Expressions that always come to some text. */
const NEVER_EMPTY = /^\$\{\s*(?:terraform\.workspace|count\.index)\s*\}$/;

/** True where the value of a tag is more than blanks; unknown for an expression that may come to none. */
export function isFilled(value: Value): Truth {
  if (isUnknown(value)) {
    if (value.parts.some((part) => typeof part === 'string' && part.trim() !== '')) return true;
    const isSet = NEVER_EMPTY.test(value.expression) || (value.parts.length === 0 && presence(value) === 'set');
    return isSet ? true : value;
  }
  const text = toText(value);
  return typeof text === 'string' && text.trim() !== '';
}

/** The default tags of the provider configuration that makes the block. */
function defaultTags(block: Block): readonly TagLayer[] {
  const { configuration } = block;
  const byProvider = defaults.get(configuration) ?? new Map<string, readonly TagLayer[]>();
  defaults.set(configuration, byProvider);
  const address = providerAddress(block);
  const known = byProvider.get(address) ?? readDefaultTags(configuration, address);
  byProvider.set(address, known);
  return known;
}

function readDefaultTags(configuration: Configuration, address: string): readonly TagLayer[] {
  const provider = configuration.block(address);
  if (provider === undefined) {
    // Without a block the default provider has no default tags; an alias is given by whoever calls the module.
    return address === 'provider.aws' ? [] : [{ tags: [], hidden: new Unknown(`default_tags of ${address}`) }];
  }
  return provider
    .nested('default_tags')
    .flatMap((item) =>
      item.unknown === undefined ? readTagMap(item.get('tags'), configuration) : [{ tags: [], hidden: item.unknown }],
    );
}

/** A `tag` block whose key is not known may be any tag. */
function blockTags(block: Block): readonly TagLayer[] {
  return block.nested('tag').map((item): TagLayer => {
    const key = item.unknown ?? toText(item.get('key'));
    if (isUnknown(key)) return { tags: [], hidden: key };
    return { tags: key === undefined ? [] : [[key, item.get('value')]], hidden: undefined };
  });
}
