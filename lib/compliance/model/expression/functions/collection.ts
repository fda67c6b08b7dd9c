import { hasUnknown, isList, isMap, isUnknown, toNumber, type Value, type ValueMap } from '../../value';
import { EncodedJson } from '../encoded-json';
import { equals, FAILED, UNDECIDED, type Decision } from '../operators';
import { isWorkable } from '../size';
import { primitiveText } from '../text-pieces';
import { unify } from '../unify';
import type { TerraformFunction } from './function';

/** A function over one list whose length is known. */
function ofList(apply: (list: readonly Value[]) => Decision): TerraformFunction {
  return ([list, ...others]) => {
    if (others.length > 0) return FAILED;
    if (isUnknown(list)) return UNDECIDED;
    return isList(list) ? apply(list) : FAILED;
  };
}

/** A function over one map whose keys are known. */
function ofMap(apply: (map: ValueMap) => Decision): TerraformFunction {
  return ([map, ...others]) => {
    if (others.length > 0) return FAILED;
    if (isUnknown(map)) return UNDECIDED;
    return isMap(map) ? apply(map) : FAILED;
  };
}

const concat: TerraformFunction = (lists) => {
  if (lists.some(isUnknown)) return UNDECIDED;
  return lists.every(isList) ? lists.flat() : FAILED;
};

const merge: TerraformFunction = (maps) => {
  if (maps.some(isUnknown)) return UNDECIDED;
  const given = maps.filter((map) => map !== undefined);
  return given.every(isMap) ? Object.fromEntries(given.flatMap((map) => Object.entries(map))) : FAILED;
};

/** A set: the elements once each, in Terraform's order. Elements that are not known stay where they are. */
function toSet(list: readonly Value[]): Decision {
  const elements = unify(list);
  if (elements === undefined) return FAILED;
  if (elements.some((element) => hasUnknown(element) || typeof element === 'object')) return elements;
  return [...new Set(elements)].sort(byValue);
}

function byValue(left: Value, right: Value): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [a, b] = [primitiveText(left) ?? '', primitiveText(right) ?? ''];
  return a < b ? -1 : a > b ? 1 : 0;
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
  const visit = (element: Value): void => {
    if (isList(element)) element.forEach(visit);
    else flat.push(element);
  };
  list.forEach(visit);
  // An element that is not known may be a list itself.
  return flat.some(isUnknown) ? UNDECIDED : flat;
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
  if (!isList(list) || index === undefined || list.length === 0 || !Number.isSafeInteger(index)) return FAILED;
  return index < 0 ? UNDECIDED : list[index % list.length];
};

function sortedKeys(map: ValueMap): readonly string[] {
  return Object.keys(map).sort(byValue);
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
    if (list !== undefined && !isList(list)) return FAILED;
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

function extreme(pick: (...numbers: number[]) => number): TerraformFunction {
  return (args) => {
    const numbers = args.map(toNumber);
    if (numbers.length === 0 || numbers.includes(undefined)) return FAILED;
    const known = numbers.filter((value) => typeof value === 'number');
    return known.length < numbers.length ? UNDECIDED : pick(...known);
  };
}

export const COLLECTION_FUNCTIONS: readonly (readonly [name: string, apply: TerraformFunction])[] = [
  ['concat', limited(concat)],
  ['merge', limited(merge)],
  ['toset', ofList(toSet)],
  ['tolist', ofList((list) => unify(list) ?? FAILED)],
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
  ['max', extreme(Math.max)],
  ['min', extreme(Math.min)],
];

/** Refuses to build what is too large to work with. */
function limited(apply: TerraformFunction): TerraformFunction {
  return (args, site) => (isWorkable(args) ? apply(args, site) : UNDECIDED);
}
