import type { AccessLevel, ActionEntry, ConditionKeyEntry, ConditionKeyType, ResourceTypeEntry } from './service-table';

/** Access levels by the letter that stands for them in a table. */
const LEVELS: Readonly<Record<string, AccessLevel>> = {
  l: 'List',
  r: 'Read',
  w: 'Write',
  t: 'Tagging',
  p: 'Permissions management',
};

/** What lies between the entries of a section, and between the fields of an entry. */
const FIELD = '\t';
const ENTRY = '\n';
const SECTION = '\f';

/** A service as its table holds it. */
export interface TableContent {
  /** Name of the service, such as `Amazon S3`. */
  readonly name: string;
  readonly conditionKeys: readonly ConditionKeyEntry[];
  readonly resourceTypes: readonly ResourceTypeEntry[];
  readonly actions: readonly ActionEntry[];
}

function numbered(indexes: readonly number[]): string {
  return indexes.map((index) => index.toString(36)).join(',');
}

function indexesOf(text: string): readonly number[] {
  return text === '' ? [] : text.split(',').map((digits) => Number.parseInt(digits, 36));
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`table refers to entry ${index} of ${list.length}`);
  return found;
}

function indexIn(indexes: ReadonlyMap<string, number>, name: string): number {
  const index = indexes.get(name);
  if (index === undefined) throw new RangeError(`${name} is no entry of the table`);
  return index;
}

/**
 * Writes a table: name, condition keys, resource types, lists of condition keys that actions have in common, actions.
 * Entries name others by their index in base 36; `*` marks a resource type that the action cannot do without.
 *
 * @throws RangeError where an entry refers to one that the table does not have
 */
export function encodeTable({ name, conditionKeys, resourceTypes, actions }: TableContent): string {
  const keys = new Map(conditionKeys.map(({ key }, index) => [key, index]));
  const kinds = new Map(resourceTypes.map((each, index) => [each.name, index]));
  const keyLists = new Map<string, number>();
  const listed = (names: readonly string[]) => numbered(names.map((each) => indexIn(keys, each)));
  const actionLines = actions.map((action) => {
    const list = listed(action.conditionKeys);
    const index = keyLists.get(list) ?? keyLists.size;
    keyLists.set(list, index);
    const types = action.resourceTypes.map(
      (each) => `${numbered([indexIn(kinds, each.name)])}${each.required ? '*' : ''}`,
    );
    const [letter = ''] = Object.entries(LEVELS).find(([, level]) => level === action.accessLevel) ?? [];
    return [action.name, letter, types.join(','), numbered([index])].join(FIELD);
  });
  const sections = [
    [name],
    conditionKeys.map(({ key, type }) => [key, type].join(FIELD)),
    resourceTypes.map((each) => [each.name, each.arnFormats.join(' '), listed(each.conditionKeys)].join(FIELD)),
    [...keyLists.keys()],
    actionLines,
  ];
  return sections.map((entries) => entries.join(ENTRY)).join(SECTION);
}

function entriesOf(section: string | undefined): readonly (readonly string[])[] {
  if (section === undefined || section === '') return [];
  return section.split(ENTRY).map((entry) => entry.split(FIELD));
}

/** Reads what `encodeTable` wrote. */
export function decodeTable(text: string): TableContent {
  const [name = '', keys, kinds, lists = '', actions] = text.split(SECTION);
  const conditionKeys = entriesOf(keys).map(([key = '', type = '']) => ({ key, type: type as ConditionKeyType }));
  const named = (indexes: string): readonly string[] => indexesOf(indexes).map((index) => at(conditionKeys, index).key);
  const resourceTypes = entriesOf(kinds).map(([kind = '', arnFormats = '', own = '']) => ({
    name: kind,
    arnFormats: arnFormats.split(' '),
    conditionKeys: named(own),
  }));
  const keyLists = lists.split(ENTRY);
  const decoded = new Map<number, readonly string[]>();
  const keyList = (index: number): readonly string[] => {
    const keys = decoded.get(index) ?? named(at(keyLists, index));
    decoded.set(index, keys);
    return keys;
  };
  return {
    name,
    conditionKeys,
    resourceTypes,
    actions: entriesOf(actions).map(([action = '', letter = '', types = '', list = '']) => ({
      name: action,
      accessLevel: LEVELS[letter] ?? 'Write',
      resourceTypes: (types === '' ? [] : types.split(',')).map((each) => ({
        name: at(resourceTypes, Number.parseInt(each, 36)).name,
        required: each.endsWith('*'),
      })),
      // Large services have hundreds of lists of which a policy needs one or two.
      get conditionKeys() {
        return keyList(Number.parseInt(list, 36));
      },
    })),
  };
}
