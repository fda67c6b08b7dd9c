import { isUnknown, type Value } from '../value';
import { FAILED, UNDECIDED } from './operators';

/** Digits that a double surely holds. */
const MOST_DIGITS = 15;
const NUMBER = /^[-+]?(\d+(?:\.\d+)?)(?:[eE]([-+]?\d{1,2}))?$/;
const DECIMAL = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/** A number, of a numeric string too, where a double holds just what Terraform reads. */
export function exactNumber(value: Value): number | typeof UNDECIDED | typeof FAILED {
  if (typeof value === 'number') return value;
  if (isUnknown(value)) return UNDECIDED;
  return typeof value === 'string' ? numberIn(value) : FAILED;
}

/** The number that a text writes out. */
export function numberIn(text: string): number | typeof UNDECIDED | typeof FAILED {
  const digits = NUMBER.exec(text)?.[1];
  if (digits === undefined) return DECIMAL.test(text) ? UNDECIDED : FAILED;
  return digits.replace(/^0+|\./g, '').length > MOST_DIGITS ? UNDECIDED : Number(text) + 0;
}
