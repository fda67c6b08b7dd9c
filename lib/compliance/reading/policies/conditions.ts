import type { Condition, PolicyText, Statement } from '../../model/policy-document';
import { isUnknown } from '../../model/value';
import { textOf } from './pattern-text';
import { both, either, every, some, type Truth } from '../truth';

/** Operators that ask for a value; `IfExists` and `ForAllValues` let a request without the key through. */
const POSITIVE =
  /^(?:ForAnyValue:)?(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|Bool|IpAddress|BinaryEquals|Numeric(?:Equals|LessThan|LessThanEquals|GreaterThan|GreaterThanEquals)|Date(?:Equals|LessThan|LessThanEquals|GreaterThan|GreaterThanEquals))$/i;

/** Tells whether one value of a condition narrows access: `true` for text without a wildcard that opens it. */
export type ValueTest = (text: string) => boolean;

/** A value without wildcards and without policy variables, which the request fills in. */
export const isFixedValue: ValueTest = (text) => text !== '' && !/[*?]|\$\{/.test(text);

/** A value that is more than wildcards. */
export const isNarrowValue: ValueTest = (text) => /[^*?]/.test(text);

/** A path of an organization that is named; which units below it, a wildcard may say. */
export const isOrganizationPath: ValueTest = (text) => /^[^/*?$]+\//.test(text);

/** True where the statement holds only for callers who signed in with MFA: the keys are missing for all others. */
export function demandsMfa(statement: Statement): Truth {
  return either(
    demands(statement, /^aws:multifactorauthpresent$/, (text) => text === 'true'),
    demands(statement, /^aws:multifactorauthage$/),
  );
}

/**
 * True where a condition of the statement demands one of the keys, with values that all pass the test. Keys are compared
 * without letter case; a pattern tells which keys count.
 */
export function demands(statement: Statement, key: RegExp, isNarrow: ValueTest = isFixedValue): Truth {
  return some(statement.conditions, (condition) => conditionDemands(condition, key, isNarrow));
}

export function conditionDemands(condition: Condition, key: RegExp, isNarrow: ValueTest): Truth {
  const { operator } = condition;
  const named = names(condition.key, key);
  const positive = isUnknown(operator) ? operator : POSITIVE.test(operator);
  if (named === false || positive === false) return false;
  return both(
    named,
    positive,
    condition.values.length > 0,
    every(condition.values, (value) => narrow(value, isNarrow)),
  );
}

/** A key whose name is known, such as `aws:requesttag/`, and only the rest is hidden. */
const IS_TAG = /^[^\uE000:]+:[^\uE000/]+\//;

/** Services of condition keys that a hidden piece before the colon may stand for; else it is the issuer of a token. */
const KEY_SERVICES = ['aws', 'iam', 'kms', 'saml', 'sts'];

/** True where the key matches, whatever its hidden pieces are. */
function names(name: PolicyText, key: RegExp): Truth {
  const text = textOf(name)?.toLowerCase();
  if (text === undefined) return isUnknown(name) ? name : false;
  if (key.test(text)) return true;
  const [, claim] = /^\uE000(:[^\uE000]*)$/.exec(text) ?? [];
  const isOther = claim === undefined ? IS_TAG.test(text) : !KEY_SERVICES.some((service) => key.test(service + claim));
  return isUnknown(name) && !isOther ? name : false;
}

function narrow(value: PolicyText, isNarrow: ValueTest): Truth {
  const text = textOf(value);
  if (text !== undefined) return isNarrow(text);
  return isUnknown(value) ? value : false;
}
