import type { Value } from '../../value';
import { exactNumber } from '../exact-number';
import { FAILED, UNDECIDED, type Decision } from '../operators';
import { integersOf, ofText, type NamedFunction, type TerraformFunction } from './function';

/** A function over one number. */
function ofNumber(apply: (value: number) => number): TerraformFunction {
  return ([value, ...others]) => {
    if (others.length > 0) return FAILED;
    const number = exactNumber(value);
    return typeof number === 'symbol' ? number : apply(number) + 0;
  };
}

/** Unlike its neighbours it takes whole numbers only. */
const signum: TerraformFunction = (args) => {
  const numbers = integersOf(args);
  if (typeof numbers === 'symbol') return numbers;
  const [value = 0] = numbers;
  return args.length === 1 ? Math.sign(value) + 0 : FAILED;
};

function extreme(pick: (a: number, b: number) => number): TerraformFunction {
  return (args) => {
    const numbers = args.map(exactNumber);
    if (numbers.length === 0 || numbers.includes(FAILED)) return FAILED;
    const known = numbers.filter((value) => typeof value === 'number');
    return known.length < numbers.length ? UNDECIDED : known.reduce(pick);
  };
}

const pow: TerraformFunction = (args) => {
  if (args.length !== 2) return FAILED;
  const numbers = integersOf(args);
  if (typeof numbers === 'symbol') return numbers;
  const [base = 0, exponent = 0] = numbers;
  const result = base ** exponent;
  return exponent >= 0 && Number.isSafeInteger(result) ? result : UNDECIDED;
};

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Bases above 36 tell upper from lower case: left to Terraform. */
function parseInteger(text: string, radix: number): Decision {
  if (!Number.isInteger(radix) || radix < 2 || radix > 62) return FAILED;
  if (radix > DIGITS.length) return UNDECIDED;
  const [, sign = '', digits = ''] = /^([-+]?)([0-9a-zA-Z]+)$/.exec(text) ?? [];
  let result = digits === '' ? -1 : 0;
  for (const digit of digits.toLowerCase()) {
    const value = DIGITS.indexOf(digit);
    if (value >= radix) return FAILED;
    result = result * radix + value;
  }
  if (result < 0) return FAILED;
  return Number.isSafeInteger(result) ? (sign === '-' ? -result : result) + 0 : UNDECIDED;
}

const parseint: TerraformFunction = ([text, base, ...others], site) => {
  const radix: Value[] = [base];
  const numbers = integersOf(radix);
  if (others.length > 0) return FAILED;
  if (typeof numbers === 'symbol') return numbers;
  const [known = 0] = numbers;
  if (typeof text === 'number') return FAILED;
  return ofText((digits) => parseInteger(digits, known))([text], site);
};

export const NUMBER_FUNCTIONS: readonly NamedFunction[] = [
  ['abs', ofNumber(Math.abs)],
  ['ceil', ofNumber(Math.ceil)],
  ['floor', ofNumber(Math.floor)],
  ['signum', signum],
  ['max', extreme((a, b) => Math.max(a, b))],
  ['min', extreme((a, b) => Math.min(a, b))],
  ['pow', pow],
  ['parseint', parseint],
];
