import { isList, isMap, isUnknown, toNumber, type Value, type ValueMap } from '../../value';
import { asUnordered, byCodePoint, isSet, isUnordered } from '../collection-order';
import { EncodedJson } from '../encoded-json';
import { equals, FAILED, UNDECIDED, type Decision } from '../operators';
import { byValue, setOf } from '../set-value';
import { isWorkable } from '../size';
import { primitiveText } from '../text-pieces';
import { unify } from '../unify';
import { ofList, ofMap, type NamedFunction, type TerraformFunction } from './function';

const concat: TerraformFunction = (lists) => {
  if (lists.some(isUnknown)) return UNDECIDED;
  return lists.every(isList) && !lists.some(isSet) ? lists.flat() : FAILED;
};

const merge: TerraformFunction = (maps) => {
  if (maps.some(isUnknown)) return UNDECIDED;
  const given = maps.filter((map) => map !== undefined);
  return given.every(isMap) ? Object.fromEntries(given.flatMap((map) => Object.entries(map))) : FAILED;
};

/** A list: the elements of a set in its order, of one type. */
function toList(list: readonly Value[]): Decision {
  const elements = unify(list);
  if (elements === undefined) return FAILED;
  return isUnordered(list) ? asUnordered([...elements]) : [...elements];
}

function toMap(map: ValueMap): Decision {
  const keys = Object.keys(map);
  const values = unify(keys.map((key) => map[key]));
  return values === undefined ? FAILED : Object.fromEntries(keys.map((key, index) => [key, values[index]]));
}

function distinct(list: readonly Value[]): Decision {
  const elements = unify(list);
  if (elements === undefined) return FAILED;
  return elements.every((element) => typeof element !== 'object') ? [...new Set(elements)] : UNDECIDED;
}

function compact(list: readonly Value[]): Decision {
  if (list.some(isUnknown)) return UNDECIDED;
  const texts = list.filter((element) => element !== undefined && element !== '').map(primitiveText);
  return texts.includes(undefined) ? FAILED : texts;
}

function flatten(list: readonly Value[]): Decision {
  const flat: Value[] = [];
  const open: (readonly Value[])[] = [];
  const visit = (element: Value): void => {
    if (isList(element)) {
      if (isUnordered(element)) open.push(element);
      element.forEach(visit);
    } else flat.push(element);
  };
  list.forEach(visit);
  // An element that is not known may be a list itself.
  if (flat.some(isUnknown)) return UNDECIDED;
  return open.length === 0 ? flat : asUnordered(flat);
}

const length: TerraformFunction = ([value, ...others]) => {
  if (others.length > 0 || value === undefined) return FAILED;
  if (isUnknown(value)) return UNDECIDED;
  if (isList(value)) return value.length;
  if (isMap(value)) return Object.keys(value).length;
  if (typeof value !== 'string') return FAILED;
  // Terraform counts what a reader sees as one character.
  return /^[\x20-\x7e]*$/.test(value) ? value.length : UNDECIDED;
};

const lookup: TerraformFunction = (args) => {
  const [map, key] = args;
  if (isUnknown(map) || isUnknown(key)) return UNDECIDED;
  const name = primitiveText(key);
  if (!isMap(map) || name === undefined) return FAILED;
  if (Object.hasOwn(map, name)) return map[name];
  return args.length > 2 ? args[2] : FAILED;
};

const contains: TerraformFunction = ([list, value]) => {
  if (isUnknown(list)) return UNDECIDED;
  if (!isList(list)) return FAILED;
  const results = list.map((element) => equals(element, value));
  return results.includes(true) ? true : results.includes(UNDECIDED) ? UNDECIDED : false;
};

const element: TerraformFunction = ([list, position]) => {
  const index = toNumber(position);
  if (isUnknown(list) || isUnknown(index)) return UNDECIDED;
  if (!isList(list) || isSet(list) || index === undefined || list.length === 0 || !Number.isSafeInteger(index))
    return FAILED;
  return index < 0 ? UNDECIDED : list[index % list.length];
};

function sortedKeys(map: ValueMap): readonly string[] {
  return Object.keys(map).sort(byCodePoint);
}

/**
 * Everything before the deciding argument must be known: it could be the one. Terraform gives all of them one type, so
 * collections are left to it.
 */
const coalesce: TerraformFunction = (args) => {
  if (args.some((value) => isList(value) || isMap(value))) return UNDECIDED;
  for (const value of args) {
    if (isUnknown(value) && !(value instanceof EncodedJson)) return UNDECIDED;
    if (value !== undefined && value !== '') return unify(args)?.[args.indexOf(value)] ?? FAILED;
  }
  return FAILED;
};

const coalescelist: TerraformFunction = (lists) => {
  for (const list of lists) {
    if (isUnknown(list)) return UNDECIDED;
    if (list !== undefined && (!isList(list) || isSet(list))) return FAILED;
    if (list !== undefined && list.length > 0) return list;
  }
  return FAILED;
};

function one(list: readonly Value[]): Decision {
  return list.length > 1 ? FAILED : list[0];
}

function sort(list: readonly Value[]): Decision {
  if (list.some(isUnknown)) return UNDECIDED;
  const texts = list.map(primitiveText);
  return texts.includes(undefined) ? FAILED : texts.sort(byValue);
}

export const COLLECTION_FUNCTIONS: readonly NamedFunction[] = [
  ['concat', limited(concat)],
  ['merge', limited(merge)],
  ['toset', ofList((list) => setOf(list) ?? FAILED)],
  ['tolist', ofList(toList)],
  ['tomap', ofMap(toMap)],
  ['distinct', ofList(distinct)],
  ['compact', ofList(compact)],
  ['flatten', ofList(flatten)],
  ['sort', ofList(sort)],
  ['reverse', ofList((list) => [...list].reverse())],
  ['one', ofList(one)],
  ['length', length],
  ['lookup', lookup],
  ['contains', contains],
  ['element', element],
  ['keys', ofMap(sortedKeys)],
  ['values', ofMap((map) => sortedKeys(map).map((key) => map[key]))],
  ['coalesce', coalesce],
  ['coalescelist', coalescelist],
];

/** Refuses to build what is too large to work with. */
function limited(apply: TerraformFunction): TerraformFunction {
  return (args, site) => (isWorkable(args) ? apply(args, site) : UNDECIDED);
}
