import { hasUnknown, isList, isUnknown, toBoolean, type Value, type ValueMap } from '../../value';
import { byCodePoint, isSet } from '../collection-order';
import { equals, FAILED, UNDECIDED, type Decision } from '../operators';
import { primitiveText } from '../text-pieces';
import { unify } from '../unify';
import { integersOf, ofList, ofMap, type NamedFunction, type TerraformFunction } from './function';

/** `range` refuses to make more. */
const LONGEST_RANGE = 1_024;
/** Elements of all combinations together. */
const LARGEST_PRODUCT = 50_000;

const range: TerraformFunction = (args) => {
  if (args.length < 1 || args.length > 3) return FAILED;
  const numbers = integersOf(args);
  if (typeof numbers === 'symbol') return numbers;
  const [first = 0, second, third] = numbers;
  const [start, end] = second === undefined ? [0, first] : [first, second];
  const step = third ?? (end < start ? -1 : 1);
  if (step === 0 || (start < end ? step < 0 : start > end && step > 0)) return FAILED;
  const list: number[] = [];
  for (let next = start; step < 0 ? next > end : next < end; next += step) {
    if (list.length === LONGEST_RANGE) return FAILED;
    list.push(next);
  }
  return list.every(Number.isSafeInteger) ? list : UNDECIDED;
};

const slice: TerraformFunction = ([list, ...bounds]) => {
  if (bounds.length !== 2) return FAILED;
  const numbers = integersOf(bounds);
  if (isUnknown(list)) return UNDECIDED;
  if (!isList(list) || isSet(list)) return FAILED;
  if (typeof numbers === 'symbol') return numbers;
  const [start = 0, end = 0] = numbers;
  return start < 0 || end > list.length || start > end ? FAILED : list.slice(start, end);
};

const index: TerraformFunction = ([list, wanted, ...others]) => {
  if (others.length > 0 || wanted === undefined) return FAILED;
  if (isUnknown(list)) return UNDECIDED;
  if (!isList(list) || isSet(list)) return FAILED;
  for (const [position, element] of list.entries()) {
    const equal = equals(element, wanted);
    if (equal === true) return position;
    if (equal === UNDECIDED) return UNDECIDED;
  }
  return FAILED;
};

const chunklist: TerraformFunction = ([list, length, ...others]) => {
  if (others.length > 0) return FAILED;
  const numbers = integersOf([length]);
  if (isUnknown(list)) return UNDECIDED;
  if (!isList(list)) return FAILED;
  if (typeof numbers === 'symbol') return numbers;
  const [size = 0] = numbers;
  if (size < 0) return FAILED;
  if (list.length === 0) return [];
  if (size === 0) return [[...list]];
  return Array.from({ length: Math.ceil(list.length / size) }, (_, chunk) =>
    list.slice(chunk * size, (chunk + 1) * size),
  );
};

const matchkeys: TerraformFunction = ([values, keys, wanted, ...others]) => {
  if (others.length > 0) return FAILED;
  const lists = [values, keys, wanted];
  if (lists.some(isUnknown)) return UNDECIDED;
  if (!isList(values) || !isList(keys) || !isList(wanted) || values.length !== keys.length) return FAILED;
  const alike = unify([...keys, ...wanted]);
  if (alike === undefined) return FAILED;
  if (alike.some((key) => key === undefined || typeof key === 'object')) return UNDECIDED;
  const search = new Set(alike.slice(keys.length));
  return values.filter((_, position) => search.has(alike[position]));
};

const zipmap: TerraformFunction = ([keys, values, ...others]) => {
  if (others.length > 0) return FAILED;
  if (isUnknown(keys) || isUnknown(values)) return UNDECIDED;
  if (!isList(keys) || !isList(values)) return FAILED;
  if (isSet(values)) return UNDECIDED;
  if (keys.length !== values.length) return FAILED;
  if (keys.some(isUnknown)) return UNDECIDED;
  const names = keys.map(primitiveText);
  const entries = names.map((name, position) => [name, values[position]] as const);
  const known = entries.filter((entry): entry is readonly [string, Value] => entry[0] !== undefined);
  return known.length === entries.length ? Object.fromEntries(known) : FAILED;
};

/** Turns a map of lists around: `{a = ["x"], b = ["x"]}` is `{x = ["a", "b"]}`. */
function transpose(map: ValueMap): Decision {
  if (hasUnknown(map)) return UNDECIDED;
  const turned = new Map<string, string[]>();
  for (const key of Object.keys(map).sort(byCodePoint)) {
    const list = map[key];
    if (!isList(list)) return FAILED;
    for (const element of list) {
      const text = primitiveText(element);
      if (text === undefined) return FAILED;
      const keys = turned.get(text);
      if (keys === undefined) turned.set(text, [key]);
      else keys.push(key);
    }
  }
  return Object.fromEntries([...turned].sort(([a], [b]) => byCodePoint(a, b)));
}

/** `alltrue` and `anytrue`: one element may decide alone. A `null` is no truth. */
function truth(deciding: boolean): (list: readonly Value[]) => Decision {
  return (list) => {
    const truths = list.map((element) => (element === undefined ? false : toBoolean(element)));
    if (truths.includes(undefined)) return FAILED;
    if (truths.includes(deciding)) return deciding;
    return truths.some(isUnknown) ? UNDECIDED : !deciding;
  };
}

function sum(list: readonly Value[]): Decision {
  if (list.length === 0) return FAILED;
  const numbers = integersOf(list);
  if (typeof numbers === 'symbol') return numbers;
  const total = numbers.reduce((sofar, each) => sofar + each, 0);
  return numbers.reduce((sofar, each) => sofar + Math.abs(each), 0) <= Number.MAX_SAFE_INTEGER ? total : UNDECIDED;
}

/** Every combination of one element of each list. */
const setproduct: TerraformFunction = (lists) => {
  if (lists.length < 2) return FAILED;
  if (lists.some(isUnknown)) return UNDECIDED;
  if (!lists.every(isList)) return FAILED;
  if (lists.some(isSet)) return UNDECIDED;
  const count = lists.reduce((sofar, list) => sofar * list.length, 1);
  if (count * lists.length > LARGEST_PRODUCT) return UNDECIDED;
  return lists.reduce<readonly (readonly Value[])[]>(
    (rows, list) => rows.flatMap((row) => list.map((element) => [...row, element])),
    [[]],
  );
};

export const LIST_FUNCTIONS: readonly NamedFunction[] = [
  ['range', range],
  ['slice', slice],
  ['index', index],
  ['chunklist', chunklist],
  ['matchkeys', matchkeys],
  ['zipmap', zipmap],
  ['transpose', ofMap(transpose)],
  ['alltrue', ofList(truth(false))],
  ['anytrue', ofList(truth(true))],
  ['sum', ofList(sum)],
  ['setproduct', setproduct],
];
