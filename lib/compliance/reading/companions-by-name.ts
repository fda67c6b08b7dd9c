import type { Block, Configuration } from '../model/block';
import { isUnknown, type Value } from '../model/value';
import { instancesOf } from './block-instances';
import { absence, companions, type Companion, type Companions } from './companions';

const cache = new WeakMap<Configuration, Map<string, Companions>>();

/**
 * The blocks of a type by the blocks that one of their attributes names: by reference, or by a literal that ends in the
 * `name` of one, such as the URL of a queue or the ARN of a topic.
 */
export function companionsByName(
  configuration: Configuration,
  type: string,
  attribute: string,
  target: string,
  keys: readonly string[],
): Companions {
  const ofConfiguration = cache.get(configuration) ?? new Map<string, Companions>();
  cache.set(configuration, ofConfiguration);
  const key = `${type}.${attribute} ${target}`;
  const known = ofConfiguration.get(key) ?? readCompanions(configuration, type, attribute, target, keys);
  ofConfiguration.set(key, known);
  return known;
}

/** The blocks that a literal, or a template, names by what it ends in. */
export function namedByEnd(value: Value, configuration: Configuration, target: string): readonly Block[] {
  const name = lastSegment(value);
  return name === undefined ? [] : (namesOf(configuration, target).get(name) ?? []);
}

function readCompanions(
  configuration: Configuration,
  type: string,
  attribute: string,
  target: string,
  keys: readonly string[],
): Companions {
  const linked = companions(configuration, type, attribute, [target], keys);
  const named = new Map<Block, Companion[]>();
  const linkedHere = new Set<Block>();
  for (const block of configuration.ofType(type)) {
    if (linked.isLinked(block)) continue;
    for (const { get } of instancesOf(block)) {
      for (const owner of namedByEnd(get(attribute), configuration, target)) {
        const companion = { block, doubt: absence(block, owner), instances: undefined };
        const same = named.get(owner);
        if (same === undefined) named.set(owner, [companion]);
        else same.push(companion);
        linkedHere.add(block);
      }
    }
  }
  const strays = linked.strays.filter(({ block }) => !linkedHere.has(block));
  return {
    of: (block) => [...linked.of(block), ...(named.get(block) ?? [])],
    unlinked: strays.map(({ value }) => value),
    strays,
    isLinked: (block) => linked.isLinked(block) || linkedHere.has(block),
  };
}

/** `orders` of `https://sqs.eu-west-1.amazonaws.com/111122223333/orders` and of `arn:aws:sns:eu-west-1:111122223333:orders`. */
function lastSegment(value: Value): string | undefined {
  const end = isUnknown(value) ? value.parts.at(-1) : value;
  return typeof end === 'string' ? /[/:]([^/:]+)$/.exec(end)?.[1] : undefined;
}

const names = new WeakMap<Configuration, Map<string, ReadonlyMap<string, readonly Block[]>>>();

function namesOf(configuration: Configuration, target: string): ReadonlyMap<string, readonly Block[]> {
  const ofConfiguration = names.get(configuration) ?? new Map<string, ReadonlyMap<string, readonly Block[]>>();
  names.set(configuration, ofConfiguration);
  const known = ofConfiguration.get(target);
  if (known !== undefined) return known;
  const byName = new Map<string, Block[]>();
  for (const block of configuration.ofType(target)) {
    const name = block.get('name');
    if (typeof name !== 'string') continue;
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [block]);
    else same.push(block);
  }
  ofConfiguration.set(target, byName);
  return byName;
}
