import type { Condition, Statement } from '../../../model/policy-document';
import { isUnknown, type Unknown } from '../../../model/value';
import { textOf } from './pattern-text';
import { both, every, some, type Truth } from './truth';

/** Operators that ask for a value; `IfExists` and `ForAllValues` let a request without the key through. */
const POSITIVE =
  /^(?:ForAnyValue:)?(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|Bool|IpAddress|BinaryEquals|Numeric(?:Equals|LessThan|LessThanEquals|GreaterThan|GreaterThanEquals)|Date(?:Equals|LessThan|LessThanEquals|GreaterThan|GreaterThanEquals))$/i;

/** Tells whether one value of a condition narrows access: `true` for text without a wildcard that opens it. */
export type ValueTest = (text: string) => boolean;

/** A value without wildcards. */
export const isFixedValue: ValueTest = (text) => text !== '' && !/[*?]/.test(text);

/** A value that is more than wildcards. */
export const isNarrowValue: ValueTest = (text) => /[^*?]/.test(text);

/**
 * True where a condition of the statement demands one of the keys, with values that all pass the test. Keys are compared
 * without letter case; a pattern tells which keys count.
 */
export function demands(statement: Statement, key: RegExp, isNarrow: ValueTest = isFixedValue): Truth {
  return some(statement.conditions, (condition) => conditionDemands(condition, key, isNarrow));
}

export function conditionDemands(condition: Condition, key: RegExp, isNarrow: ValueTest): Truth {
  const { operator, key: name } = condition;
  const named = isUnknown(name) ? name : key.test(name.toLowerCase());
  const positive = isUnknown(operator) ? operator : POSITIVE.test(operator);
  if (named === false || positive === false) return false;
  return both(
    named,
    positive,
    condition.values.length > 0,
    every(condition.values, (value) => narrow(value, isNarrow)),
  );
}

function narrow(value: string | Unknown, isNarrow: ValueTest): Truth {
  const text = textOf(value);
  if (text !== undefined) return isNarrow(text);
  return isUnknown(value) ? value : false;
}
