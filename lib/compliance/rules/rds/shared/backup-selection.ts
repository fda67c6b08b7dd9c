import type { Block, Configuration, NestedBlock } from '../../../model/block';
import { isMap, isUnknown, toList, toText, type Unknown, type Value } from '../../../model/value';
import { providerAddress } from '../../../model/provider-address';
import { like, matchesArn } from './database-arn';
import { and, not, or, type Decision } from './decision';
import { instanceCount, isMultiple } from './instance-count';
import { linkedBlocks, type LinkedBlock } from './linked-blocks';
import { inSameRegion } from './region';

interface Selection {
  readonly block: Block;
  readonly resources: ResourceSet;
  readonly notResources: ResourceSet;
  readonly tags: readonly NestedBlock[];
  readonly conditions: readonly NestedBlock[];
  /** Names neither resources nor tags: then AWS Backup takes everything. */
  readonly takesAll: boolean;
}

interface ResourceSet {
  readonly blocks: ReadonlySet<Block>;
  readonly patterns: readonly string[];
  /** Databases, and patterns, that it may hold. */
  readonly possibleBlocks: ReadonlySet<Block>;
  readonly possiblePatterns: readonly string[];
}

/** The selections of a configuration by what they take in, so that a database meets only those that concern it. */
interface SelectionIndex {
  readonly byBlock: ReadonlyMap<Block, readonly Selection[]>;
  /** By key and value of a tag. */
  readonly byTag: ReadonlyMap<string, readonly Selection[]>;
  /** Selections by pattern, or by something that is not known. */
  readonly others: readonly Selection[];
}

const DATABASES = ['aws_db_instance', 'aws_rds_cluster'];

const indexes = new WeakMap<Configuration, SelectionIndex>();

/** Tells whether a backup selection of the configuration takes in a database. */
export function isSelectedForBackup(database: Block): Decision {
  const { byBlock, byTag, others } = indexOf(database.configuration);
  const tags = tagPairs(database);
  const tagged = (tags ?? []).flatMap(([key, value]) => byTag.get(tagKey(key, value)) ?? []);
  const candidates = new Set([...(byBlock.get(database) ?? []), ...tagged, ...others]);
  const decided = or([...candidates].map((selection) => selects(selection, database)));
  if (decided !== false || tags !== undefined) return decided;
  // A database whose tags are not all known may meet any selection by tag.
  return or([...byTag.values()].flat().map((selection) => selects(selection, database)));
}

function indexOf(configuration: Configuration): SelectionIndex {
  const known = indexes.get(configuration);
  if (known !== undefined) return known;
  const byBlock = new Map<Block, Selection[]>();
  const byTag = new Map<string, Selection[]>();
  const others: Selection[] = [];
  for (const selection of configuration.ofType('aws_backup_selection').map(toSelection)) {
    const { resources, tags, takesAll } = selection;
    const pairs = tags.map((tag) =>
      tag.unknown === undefined ? [toText(tag.get('key')), toText(tag.get('value'))] : undefined,
    );
    if (takesAll || resources.patterns.length > 0 || resources.possiblePatterns.length > 0 || pairs.some(isHidden)) {
      others.push(selection);
      continue;
    }
    for (const block of [...resources.blocks, ...resources.possibleBlocks]) add(byBlock, block, selection);
    for (const pair of pairs) add(byTag, tagKey(String(pair?.[0] ?? ''), String(pair?.[1] ?? '')), selection);
  }
  const index = { byBlock, byTag, others };
  indexes.set(configuration, index);
  return index;
}

function isHidden(pair: readonly Value[] | undefined): boolean {
  return pair === undefined || pair.some(isUnknown);
}

function add<Key>(map: Map<Key, Selection[]>, key: Key, selection: Selection): void {
  const same = map.get(key);
  if (same === undefined) map.set(key, [selection]);
  else same.push(selection);
}

function tagKey(key: string, value: string): string {
  return `${key}\u0000${value}`;
}

function toSelection(block: Block): Selection {
  const tags = block.nested('selection_tag');
  const listed = toList(block.get('resources'));
  return {
    block,
    resources: resourceSet(block, 'resources'),
    notResources: resourceSet(block, 'not_resources'),
    tags,
    conditions: block.nested('condition'),
    takesAll: !isUnknown(listed) && listed.length === 0 && tags.length === 0,
  };
}

function resourceSet(block: Block, path: string): ResourceSet {
  const blocks = new Set<Block>();
  const possibleBlocks = new Set<Block>();
  const patterns: string[] = [];
  const possiblePatterns: string[] = [];
  const elements = toList(block.get(path));
  for (const element of isUnknown(elements) ? [elements] : elements) {
    if (typeof element === 'string') patterns.push(element);
    const links = linkedBlocks(block.configuration, element, DATABASES);
    for (const link of links.found) (links.isChoice || isPart(link) ? possibleBlocks : blocks).add(link.block);
    if (isUnknown(links.open)) possiblePatterns.push(`${links.open.knownPrefix}*`);
  }
  return { blocks, possibleBlocks, patterns, possiblePatterns };
}

/** True for one of several databases that a block makes. */
function isPart({ block, index }: LinkedBlock): boolean {
  if (index === undefined || !isMultiple(block)) return false;
  const count = instanceCount(block);
  return count === undefined ? index !== '0' : count !== 1;
}

/** A selection takes in what its resources or its tags name, less the excluded, where all of its conditions hold. */
function selects(selection: Selection, database: Block): Decision {
  const named =
    selection.takesAll ||
    or([contains(selection.resources, database), or(selection.tags.map((tag) => matchesTag(tag, database)))]);
  return and([
    named,
    // AWS Backup works within a region, and a selection that count or for_each may leave out may not be there.
    inSameRegion(selection.block, database),
    instanceCount(selection.block) === undefined ? undefined : true,
    not(contains(selection.notResources, database)),
    ...selection.conditions.map((condition) => holds(condition, database)),
  ]);
}

function contains(set: ResourceSet, database: Block): Decision {
  if (set.blocks.has(database)) return true;
  const matched = or(set.patterns.map((pattern) => matchesArn(pattern, database)));
  if (matched !== false) return matched;
  const isPossible =
    set.possibleBlocks.has(database) || set.possiblePatterns.some((pattern) => matchesArn(pattern, database) !== false);
  return isPossible ? undefined : false;
}

function matchesTag(tag: NestedBlock, database: Block): Decision {
  const matched = compareTag(
    toText(tag.get('key')),
    toText(tag.get('value')),
    database,
    (expected, actual) => expected === actual,
  );
  return matched === true && tag.unknown !== undefined ? undefined : matched;
}

function holds(condition: NestedBlock, database: Block): Decision {
  if (condition.unknown !== undefined) return undefined;
  const test = (name: string, matches: (expected: string, actual: string) => boolean): Decision[] =>
    condition.nested(name).map((item) => {
      if (item.unknown !== undefined) return undefined;
      const key = toText(item.get('key'));
      return compareTag(
        typeof key === 'string' ? key.replace(/^aws:ResourceTag\//, '') : key,
        toText(item.get('value')),
        database,
        matches,
      );
    });
  const equal = (expected: string, actual: string): boolean => expected === actual;
  return and([
    ...test('string_equals', equal),
    ...test('string_like', like),
    ...test('string_not_equals', equal).map(not),
    ...test('string_not_like', like).map(not),
  ]);
}

function compareTag(
  key: string | Unknown | undefined,
  value: string | Unknown | undefined,
  database: Block,
  matches: (expected: string, actual: string) => boolean,
): Decision {
  if (isUnknown(key) || isUnknown(value)) return undefined;
  const actual = tagOf(database, key ?? '');
  if (actual === undefined) return false;
  return isUnknown(actual) ? undefined : matches(value ?? '', actual);
}

/** Keys and values of the tags of a block and of its provider; undefined where they are not all known. */
function tagPairs(block: Block): readonly (readonly [key: string, value: string])[] | undefined {
  const pairs: (readonly [string, string])[] = [];
  const provider = block.configuration.block(providerAddress(block));
  for (const tags of [block.get('tags'), provider?.get('default_tags[0].tags')]) {
    if (isUnknown(tags)) return undefined;
    for (const [key, tag] of isMap(tags) ? Object.entries(tags) : []) {
      const value = toText(tag);
      if (isUnknown(value)) return undefined;
      pairs.push([key, value ?? '']);
    }
  }
  return pairs;
}

/** A tag of a block: its own, else one of its provider's default tags. */
export function tagOf(block: Block, key: string): string | Unknown | undefined {
  const provider = block.configuration.block(providerAddress(block));
  for (const tags of [block.get('tags'), provider?.get('default_tags[0].tags')]) {
    const tag = member(tags, key);
    if (tag !== undefined) return tag;
  }
  return undefined;
}

function member(tags: Value, key: string): string | Unknown | undefined {
  if (isUnknown(tags)) return tags;
  return isMap(tags) && Object.hasOwn(tags, key) ? toText(tags[key]) : undefined;
}
