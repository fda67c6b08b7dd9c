import type { Block, Configuration, NestedBlock } from '../../../model/block';
import { isMap, isUnknown, toList, toText, type Unknown, type Value } from '../../../model/value';
import { providerOf, regionName } from './region';

/** Three-valued: undefined where the configuration does not decide. */
type Decision = boolean | undefined;

interface Selection {
  readonly resources: ResourceSet;
  readonly notResources: ResourceSet;
  readonly tags: readonly NestedBlock[];
  readonly conditions: readonly NestedBlock[];
}

interface ResourceSet {
  readonly blocks: ReadonlySet<Block>;
  readonly patterns: readonly string[];
  readonly unknown: Unknown | undefined;
}

const DATABASES = ['aws_db_instance', 'aws_rds_cluster'];

const selections = new WeakMap<Configuration, readonly Selection[]>();

/** Tells whether a backup selection of the configuration takes in a database. */
export function isSelectedForBackup(database: Block): Decision {
  return or(selectionsOf(database.configuration).map((selection) => selects(selection, database)));
}

function selectionsOf(configuration: Configuration): readonly Selection[] {
  const known = selections.get(configuration);
  if (known !== undefined) return known;
  const read = configuration.ofType('aws_backup_selection').map((block) => ({
    resources: resourceSet(block, 'resources'),
    notResources: resourceSet(block, 'not_resources'),
    tags: block.nested('selection_tag'),
    conditions: block.nested('condition'),
  }));
  selections.set(configuration, read);
  return read;
}

function resourceSet(block: Block, path: string): ResourceSet {
  const value = block.get(path);
  const { blocks, unknown } = block.configuration.link(value, DATABASES);
  const elements = toList(value);
  const patterns = isUnknown(elements) ? [] : elements.filter((element) => typeof element === 'string');
  return { blocks: new Set(blocks), patterns, unknown };
}

/** A selection takes in what its resources or its tags name, less the excluded, where all of its conditions hold. */
function selects(selection: Selection, database: Block): Decision {
  const named = or([
    contains(selection.resources, database),
    or(selection.tags.map((tag) => matchesTag(tag, database))),
  ]);
  return and([
    named,
    not(contains(selection.notResources, database)),
    ...selection.conditions.map((condition) => holds(condition, database)),
  ]);
}

function contains(set: ResourceSet, database: Block): Decision {
  if (set.blocks.has(database)) return true;
  const matched = or(set.patterns.map((pattern) => matchesArn(pattern, database)));
  return matched === false && set.unknown !== undefined ? undefined : matched;
}

function matchesArn(pattern: string, database: Block): Decision {
  if (pattern === '*') return true;
  const [arn, , service = '', region = '', , type = '', ...name] = pattern.split(':');
  const kind = database.type === 'aws_db_instance' ? 'db' : 'cluster';
  if (arn !== 'arn' && arn !== '*') return false;
  if (!like(service, 'rds')) return false;
  if (type === '*' && name.length === 0) return true;
  if (!like(type, kind)) return false;
  const home = regionName(database);
  const inRegion = region.includes('*') || home === undefined ? (region === '*' ? true : undefined) : region === home;
  const identifier = toText(database.get(kind === 'db' ? 'identifier' : 'cluster_identifier'));
  const label = name.join(':');
  const byName = label === '*' ? true : typeof identifier === 'string' ? like(label, identifier) : undefined;
  // An ARN that names this database is its own, whatever the region of the provider.
  return byName === true && !label.includes('*') ? inRegion !== false : and([inRegion, byName]);
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

/** A tag of a block: its own, else one of its provider's default tags. */
export function tagOf(block: Block, key: string): string | Unknown | undefined {
  const provider = block.configuration.block(providerOf(block));
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

/** Compares with `*` for any text, in time linear in both. */
function like(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === text;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let position = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, position);
    if (found === -1) return false;
    position = found + piece.length;
  }
  return position <= text.length - last.length;
}

function or(decisions: readonly Decision[]): Decision {
  if (decisions.includes(true)) return true;
  return decisions.includes(undefined) ? undefined : false;
}

function and(decisions: readonly Decision[]): Decision {
  if (decisions.includes(false)) return false;
  return decisions.includes(undefined) ? undefined : true;
}

function not(decision: Decision): Decision {
  return decision === undefined ? undefined : !decision;
}
