import type { Block, Configuration } from '../model/block';
import { isUnknown, type Unknown, type Value } from '../model/value';
import { instanceKeys, hiddenRepetition } from './instances';
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
  /** The blocks of `unlinked`. */
  readonly strays: readonly Stray[];
  /** True for a block that completes one of this configuration. */
  readonly isLinked: (block: Block) => boolean;
}

/** A block of which it is not known what it completes. */
export interface Stray {
  readonly block: Block;
  /** What names the target. */
  readonly value: Unknown;
}

const cache = new WeakMap<Configuration, Map<string, Companions>>();

/**
 * The blocks of a type, by the blocks that one of their attributes names: by reference, or by the literal or the
 * expression that one of the `keys` of the target holds too.
 *
 * @param follow what the attribute comes to where it names the target through another block
 */
export function companions(
  configuration: Configuration,
  type: string,
  attribute: string,
  targets: readonly string[],
  keys: readonly string[] = ['id'],
  follow: (value: Value) => Value = (value) => value,
): Companions {
  const ofConfiguration = cache.get(configuration) ?? new Map<string, Companions>();
  cache.set(configuration, ofConfiguration);
  const key = `${type}.${attribute} ${targets.join()} ${keys.join()}`;
  const known = ofConfiguration.get(key) ?? readCompanions(configuration, type, attribute, targets, keys, follow);
  ofConfiguration.set(key, known);
  return known;
}

function readCompanions(
  configuration: Configuration,
  type: string,
  attribute: string,
  targets: readonly string[],
  keys: readonly string[],
  follow: (value: Value) => Value,
): Companions {
  const byTarget = new Map<Block, Companion[]>();
  const names = namesOf(configuration, targets, keys);
  const strays: Stray[] = [];
  const linkedBlocks = new Set<Block>();
  for (const block of configuration.ofType(type)) {
    for (const { get } of instancesOf(block)) {
      const value = follow(get(attribute));
      const linked = configuration
        .link(isEach(value) ? block.get('for_each') : value, targets, keys)
        .blocks.filter((target) => !isInLongerName(value, target));
      const named: readonly Named[] =
        linked.length > 0 ? linked.map((target) => ({ target, instance: undefined })) : namedAlike(value, block, names);
      if (named.length === 0 && isUnknown(value)) strays.push({ block, value });
      for (const { target, instance } of named) {
        const isOther = isChoice(value, target) || isKeyOf(value, block, target, keys);
        const doubt = isUnknown(value) && isOther ? value : absence(block, target);
        const instances = instance === undefined ? namedInstances(value, block, target) : new Set([instance]);
        const companion = { block, doubt, instances };
        const known = byTarget.get(target);
        if (known === undefined) byTarget.set(target, [companion]);
        else known.push(companion);
        linkedBlocks.add(block);
      }
    }
  }
  return {
    of: (block) => byTarget.get(block) ?? [],
    unlinked: strays.map(({ value }) => value),
    strays,
    isLinked: (block) => linkedBlocks.has(block),
  };
}

/** A target, or one instance of it. */
interface Named {
  readonly target: Block;
  readonly instance: string | undefined;
}

/** Targets by the text of each instance's name, and by the expressions that name them, such as a variable. */
interface Names {
  readonly literal: ReadonlyMap<string, readonly Named[]>;
  readonly expression: ReadonlyMap<string, readonly Named[]>;
}

function namesOf(configuration: Configuration, targets: readonly string[], keys: readonly string[]): Names {
  const literal = new Map<string, Named[]>();
  const expression = new Map<string, Named[]>();
  const add = (index: Map<string, Named[]>, name: string, named: Named): void => {
    const same = index.get(name);
    if (same === undefined) index.set(name, [named]);
    else same.push(named);
  };
  for (const target of targets.flatMap((selector) => configuration.ofType(selector))) {
    for (const key of keys) {
      const value = target.get(key);
      if (!isUnknown(value)) continue;
      add(expression, value.expression, { target, instance: undefined });
      for (const { instance, get } of instancesOf(target)) {
        const name = instance === undefined ? undefined : get(key);
        if (typeof name === 'string') add(literal, name, { target, instance });
      }
    }
  }
  return { literal, expression };
}

function namedAlike(value: Value, block: Block, names: Names): readonly Named[] {
  if (typeof value === 'string') return names.literal.get(value) ?? [];
  if (!isUnknown(value)) return [];
  const alike = names.expression.get(value.expression) ?? [];
  if (!/\b(?:each|count)\./.test(value.expression)) return alike;
  return alike.filter(({ target }) => repetition(target) === repetition(block));
}

/** What `each` and `count` stand for in a block. */
function repetition({ raw }: Block): string {
  return JSON.stringify([raw.for_each ?? null, raw.count ?? null]);
}

/** Functions that make another name of the one that they are given. */
const MAKES_TEXT = /\b(?:format|formatlist|join|replace|regex|substr|strrev|upper|title|md5|sha\d+)\s*\(/;

/** True for an expression that may come to something else than the target, such as a condition, `coalesce` or `replace`. */
function isChoice(value: Value, target: Block): boolean {
  if (!isUnknown(value) || value.isReference || value.parts.length > 0) return false;
  if (MAKES_TEXT.test(value.expression)) return true;
  return value.references.some(({ address }) => address !== target.address);
}

/** True for `each.key` over the instances of the target, which is no name of theirs unless they take it for one. */
function isKeyOf(value: Value, block: Block, target: Block, keys: readonly string[]): boolean {
  if (!isUnknown(value) || !isEach(value) || !/\beach\.key\b/.test(value.expression)) return false;
  const all = block.get('for_each');
  if (!isUnknown(all) || !all.isReference || all.references[0]?.attribute !== '') return false;
  return !keys.some((key) => {
    const name = target.get(key);
    return isUnknown(name) && name.expression === value.expression;
  });
}

/** True for `${aws_s3_bucket.main.id}-logs` and `${each.value.id}-logs`: what holds the name of the target is the name of something else. */
function isInLongerName(value: Value, target: Block): boolean {
  if (!isUnknown(value)) return false;
  const { parts } = value;
  const places = parts.flatMap((part, index) =>
    isUnknown(part) && (isEach(part) || part.references.some(({ address }) => address === target.address))
      ? [index]
      : [],
  );
  return (
    places.length > 0 &&
    places.every((index) => {
      const [before, after] = [parts[index - 1], parts[index + 1]];
      return (
        (typeof before === 'string' && /[\w-]$/.test(before)) || (typeof after === 'string' && /^[\w-]/.test(after))
      );
    })
  );
}

/** The `count` or `for_each` that may leave the block out although its target is there. */
export function absence(block: Block, target: Block): Unknown | undefined {
  const hidden = hiddenRepetition(block);
  if (hidden === undefined || takesAllOf(hidden, target)) return undefined;
  const ofTarget = hiddenRepetition(target);
  return ofTarget?.expression === hidden.expression ? undefined : hidden;
}

/** Functions that leave nothing out of what they are given. */
const KEEPS_ALL = new Set(
  'concat distinct flatten keys length merge nonsensitive range reverse sensitive setunion sort tolist tomap toset values zipmap'.split(
    ' ',
  ),
);

/** True for a `count` or `for_each` that has an instance for each one of the target: neither a condition nor a filter. */
function takesAllOf({ expression, references }: Unknown, target: Block): boolean {
  if (!references.some(({ address }) => address === target.address)) return false;
  const code = expression.replace(/"[^"]*"/g, '').replace(/=>/g, '');
  if (/[?<>=&|!]|\bif\b|\s[-/%*]\s/.test(code)) return false;
  return [...code.matchAll(/\b(\w+)\s*\(/g)].every(([, name]) => name === 'in' || KEEPS_ALL.has(name ?? ''));
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
