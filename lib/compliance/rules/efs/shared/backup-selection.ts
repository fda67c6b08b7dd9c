import type { Block, Configuration, NestedBlock } from '../../../model/block';
import { matchesWildcard } from '../../../model/policy-match';
import { providerAddress } from '../../../model/provider-address';
import { isMap, isUnknown, member, toList, toText, Unknown, type Value } from '../../../model/value';
import { exists } from '../../../reading/account-baseline';
import { isSameRegion, regionOf } from '../../../reading/region';
import { arnFields } from '../../../reading/policies/pattern-text';
import { both, either, every, not, some, type Truth } from '../../../reading/truth';

/** The selections that may take in any file system, and those that name single ones. */
interface Selections {
  readonly broad: readonly Block[];
  readonly naming: ReadonlyMap<Block, readonly Block[]>;
}

const FILE_SYSTEM = 'aws_efs_file_system';
const cache = new WeakMap<Configuration, Selections>();

/** True where AWS Backup takes in a file system: by its ARN, by a pattern or by a tag. */
export function isSelectedForBackup(fileSystem: Block): Truth {
  const { broad, naming } = selectionsOf(fileSystem.configuration);
  return some([...(naming.get(fileSystem) ?? []), ...broad], (selection) => selects(selection, fileSystem));
}

function selectionsOf(configuration: Configuration): Selections {
  const known = cache.get(configuration);
  if (known !== undefined) return known;
  const broad: Block[] = [];
  const naming = new Map<Block, Block[]>();
  for (const selection of configuration.ofType('aws_backup_selection')) {
    const elements = toList(selection.get('resources'));
    const isNamed = (element: Value): boolean =>
      isUnknown(element) && configuration.link(element, [FILE_SYSTEM]).unknown === undefined;
    if (isUnknown(elements) || elements.length === 0 || hasTags(selection) || !elements.every(isElsewhereOr(isNamed)))
      broad.push(selection);
    else
      for (const fileSystem of configuration.link(elements, [FILE_SYSTEM]).blocks)
        naming.set(fileSystem, [...(naming.get(fileSystem) ?? []), selection]);
  }
  const selections = { broad, naming };
  cache.set(configuration, selections);
  return selections;
}

/** An element that leads to another kind of AWS resource says nothing of file systems. */
function isElsewhereOr(isNamed: (element: Value) => boolean): (element: Value) => boolean {
  return (element) => isNamed(element) || isOtherResource(element);
}

function isOtherResource(element: Value): boolean {
  return (
    isUnknown(element) &&
    element.isReference &&
    element.references.every(({ address }) => /^aws_(?!efs_)\w+\./.test(address))
  );
}

function hasTags(selection: Block): boolean {
  return selection.nested('selection_tag').length > 0;
}

/** A selection takes in what its resources or its tags name, less the excluded, where all of its conditions hold. */
function selects(selection: Block, fileSystem: Block): Truth {
  const elements = toList(selection.get('resources'));
  const takesAll = !isUnknown(elements) && elements.length === 0 && !hasTags(selection);
  return both(
    either(
      takesAll,
      contains(selection, 'resources', fileSystem),
      some(selection.nested('selection_tag'), (tag) => matchesTag(tag, fileSystem)),
    ),
    exists(selection),
    isSameRegion(regionOf(selection), regionOf(fileSystem)),
    not(contains(selection, 'not_resources', fileSystem)),
    every(selection.nested('condition'), (condition) => holds(condition, fileSystem)),
  );
}

function contains(selection: Block, path: string, fileSystem: Block): Truth {
  const elements = toList(selection.get(path));
  return some(isUnknown(elements) ? [elements] : elements, (element) => names(element, fileSystem));
}

function names(element: Value, fileSystem: Block): Truth {
  if (!isUnknown(element)) return matchesArn(element, fileSystem);
  const references = element.references.filter(({ address }) => address === fileSystem.address);
  if (references.length === 0) return isOtherResource(element) || leadsElsewhere(element, fileSystem) ? false : element;
  const isOneOfMany = fileSystem.rawAt('count') !== undefined || fileSystem.rawAt('for_each') !== undefined;
  const isPart = isOneOfMany && references.every(({ index }) => index !== undefined && index !== '*');
  return isPart || (!element.isReference && element.references.length > references.length) ? element : true;
}

/** True for a reference to another file system. */
function leadsElsewhere(element: Unknown, fileSystem: Block): boolean {
  return element.isReference && fileSystem.configuration.link(element, [FILE_SYSTEM]).unknown === undefined;
}

/** Compares with a literal ARN or a pattern. The ARN of a file system is not known before Terraform has made it. */
function matchesArn(element: Value, fileSystem: Block): Truth {
  const pattern = toText(element);
  if (typeof pattern !== 'string') return false;
  if (pattern === '*') return true;
  const own = fileSystem.get('arn');
  if (typeof own === 'string') return matchesWildcard(pattern, own);
  const [arn = '', , service = '', region = '', , ...resource] = arnFields(pattern);
  if (arn !== 'arn' || !matchesWildcard(service, 'elasticfilesystem')) return false;
  const home = regionOf(fileSystem);
  const inRegion = region === '*' || (home.known ? matchesWildcard(region, home.name) : new Unknown(pattern));
  return both(inRegion, matchesName(resource.join(':'), fileSystem));
}

function matchesName(pattern: string, fileSystem: Block): Truth {
  const id = fileSystem.get('id');
  if (typeof id === 'string') return matchesWildcard(pattern, `file-system/${id}`);
  const [one, another] = ['fs-0a', 'fs-1b'].map((any) => matchesWildcard(pattern, `file-system/${any}`));
  if (one === true && another === true) return true;
  return /^(?:file-system\/|[^/]*\*)/.test(pattern) ? new Unknown(pattern) : false;
}

function matchesTag(tag: NestedBlock, fileSystem: Block): Truth {
  if (tag.unknown !== undefined) return tag.unknown;
  return compareTag(tag.get('key'), tag.get('value'), fileSystem, (wanted, actual) => wanted === actual);
}

function holds(condition: NestedBlock, fileSystem: Block): Truth {
  if (condition.unknown !== undefined) return condition.unknown;
  const test = (name: string, matches: (wanted: string, actual: string) => boolean): readonly Truth[] =>
    condition.nested(name).map((item) => {
      const key = item.unknown ?? toText(item.get('key'));
      const tag = isUnknown(key) ? key : key?.replace(/^aws:ResourceTag\//, '');
      return compareTag(tag, item.unknown ?? item.get('value'), fileSystem, matches);
    });
  const equal = (wanted: string, actual: string): boolean => wanted === actual;
  return both(
    ...test('string_equals', equal),
    ...test('string_like', matchesWildcard),
    ...test('string_not_equals', equal).map(not),
    ...test('string_not_like', matchesWildcard).map(not),
  );
}

function compareTag(
  key: Value,
  wanted: Value,
  fileSystem: Block,
  matches: (wanted: string, actual: string) => boolean,
): Truth {
  if (isUnknown(key)) return key;
  const actual = tagOf(fileSystem, toText(key)?.toString() ?? '');
  if (actual === undefined) return false;
  if (isUnknown(actual)) return actual;
  return isUnknown(wanted) ? wanted : matches(String(toText(wanted) ?? ''), actual);
}

/** A tag of a file system: its own, else one of its provider's default tags. */
function tagOf(fileSystem: Block, key: string): string | Unknown | undefined {
  const provider = fileSystem.configuration.block(providerAddress(fileSystem));
  for (const tags of [fileSystem.get('tags'), provider?.get('default_tags[0].tags')]) {
    if (isUnknown(tags)) return tags;
    const tag = isMap(tags) ? toText(member(tags, key)) : undefined;
    if (tag !== undefined) return tag;
  }
  return undefined;
}
