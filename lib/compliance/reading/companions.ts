import type { Block, Configuration } from '../model/block';
import { isUnknown, type Unknown, type Value } from '../model/value';
import { instanceKeys } from './instances';
import { instancesOf, isEach } from './block-instances';

/** A block that completes another one: a flow log of a VPC, the policy of an endpoint. */
export interface Companion {
  readonly block: Block;
  /** Set where it is not known whether there is such a block, or whether it belongs to this one. */
  readonly doubt: Unknown | undefined;
  /** The instances that it completes; undefined for all of them. */
  readonly instances: ReadonlySet<string> | undefined;
}

export interface Companions {
  readonly of: (block: Block) => readonly Companion[];
  /** What the attribute holds where it leads to no block of this configuration. */
  readonly unlinked: readonly Unknown[];
}

const cache = new WeakMap<Configuration, Map<string, Companions>>();

/** The blocks of a type, by the blocks that one of their attributes names. */
export function companions(
  configuration: Configuration,
  type: string,
  attribute: string,
  targets: readonly string[],
): Companions {
  const ofConfiguration = cache.get(configuration) ?? new Map<string, Companions>();
  cache.set(configuration, ofConfiguration);
  const key = `${type}.${attribute}`;
  const known = ofConfiguration.get(key) ?? readCompanions(configuration, type, attribute, targets);
  ofConfiguration.set(key, known);
  return known;
}

function readCompanions(
  configuration: Configuration,
  type: string,
  attribute: string,
  targets: readonly string[],
): Companions {
  const byTarget = new Map<Block, Companion[]>();
  const unlinked: Unknown[] = [];
  for (const block of configuration.ofType(type)) {
    for (const { get } of instancesOf(block)) {
      const value = get(attribute);
      const direct = configuration.link(value, targets, ['id']).blocks;
      const linked =
        direct.length === 0 && isEach(value)
          ? configuration.link(block.get('for_each'), targets, ['id']).blocks
          : direct;
      if (linked.length === 0 && isUnknown(value)) unlinked.push(value);
      for (const target of linked) {
        const doubt = isChoice(value, target) ? value : absence(block, target);
        const companion = { block, doubt, instances: namedInstances(value, block, target) };
        const known = byTarget.get(target);
        if (known === undefined) byTarget.set(target, [companion]);
        else known.push(companion);
      }
    }
  }
  return { of: (block) => byTarget.get(block) ?? [], unlinked };
}

/** True for an expression that may come to something else than the target, such as a condition or `coalesce`. */
function isChoice(value: Value, target: Block): value is Unknown {
  return isUnknown(value) && !value.isReference && value.references.some(({ address }) => address !== target.address);
}

/** The `count` or `for_each` that may leave the block out although its target is there. */
export function absence(block: Block, target: Block): Unknown | undefined {
  const hidden = [block.get('count'), block.get('for_each')].find(isUnknown);
  if (hidden === undefined || hidden.references.some(({ address }) => address === target.address)) return undefined;
  const ofTarget = [target.get('count'), target.get('for_each')].find(isUnknown);
  return ofTarget?.expression === hidden.expression ? undefined : hidden;
}

function namedInstances(value: Value, block: Block, target: Block): ReadonlySet<string> | undefined {
  const references = isUnknown(value) ? value.references.filter(({ address }) => address === target.address) : [];
  const named = new Set<string>();
  for (const { index } of references) {
    const keys = index === undefined || index === '*' ? ownKeys(block) : [String(index)];
    if (keys === undefined) return undefined;
    keys.forEach((key) => named.add(key));
  }
  return named.size === 0 ? undefined : named;
}

/** `[count.index]` picks one instance for each of its own; a single block picks one, whichever it is. */
function ownKeys(block: Block): readonly string[] | undefined {
  const isSingle = block.get('count') === undefined && block.get('for_each') === undefined;
  return isSingle ? ['*'] : instanceKeys(block);
}

/** Which instances of the block have a companion? Unknown where it is not known that every one has. */
export function completed(block: Block, found: readonly Companion[]): 'every' | 'some' | 'none' | Unknown {
  const certain = found.filter(({ doubt }) => doubt === undefined);
  if (isEvery(block, certain)) return 'every';
  const doubt = isEvery(block, found) ? found.find((companion) => companion.doubt !== undefined)?.doubt : undefined;
  return doubt ?? (certain.length === 0 ? 'none' : 'some');
}

function isEvery(block: Block, found: readonly Companion[]): boolean {
  const keys = instanceKeys(block);
  if (keys === undefined || keys.length < 2) return found.length > 0;
  const named = new Set(found.flatMap(({ instances }) => [...(instances ?? keys)]));
  return keys.every((key) => named.has(key));
}
