import { isPublicPrincipal } from './policy-match';
import type { Condition, PolicyText, Statement } from './policy-document-types';
import { isUnknown, type Unknown } from './value';

/** Condition keys, in lower case, that tell who calls or from where: a fixed value of one keeps everyone else out. */
export const CALLER_KEYS: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'kms:calleraccount',
]);

/** Operators that ask for a value; `IfExists` and `ForAllValues` let a request without the key through. */
const ASKS_FOR_VALUE = /^(?:ForAnyValue:)?(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike)$/i;

/** A path below the root of one organization. Which units of it, a wildcard may say. */
const ORGANIZATION_PATH = /^o-[a-z0-9]+\/(?!.*\$\{)/;

/** Attributes of AWS blocks that AWS assigns: they hold neither a wildcard nor a policy variable. */
const ASSIGNED = /(?:^|[._])(?:arns?|ids?)$/;

/**
 * Says whether a statement of a resource policy allows everyone: `Principal` is `*`, or `NotPrincipal` leaves out only
 * some, and no condition holds one of the keys to fixed values. Values with a wildcard or a policy variable are not fixed,
 * as AWS Config reads them.
 */
export function allowsEveryone(statement: Statement, keys: ReadonlySet<string> = CALLER_KEYS): boolean | Unknown {
  if (statement.effect === 'Deny') return false;
  return allOf([
    statement.effect === 'Allow' ? true : statement.effect,
    namesEveryone(statement),
    ...statement.conditions.map((condition) => negation(fixesCaller(condition, keys))),
  ]);
}

/** True where the statement is about everyone, whatever its conditions are. */
export function namesEveryone(statement: Statement): boolean | Unknown {
  if (statement.notPrincipals !== undefined) return true;
  const truths = (statement.principals ?? []).map(isPublicPrincipal);
  return truths.includes(true) ? true : (truths.find(isUnknown) ?? false);
}

/** True where a condition demands fixed values of one of the keys. */
export function fixesCaller({ operator, key, values }: Condition, keys: ReadonlySet<string>): boolean | Unknown {
  return allOf([
    isUnknown(key) ? key : keys.has(key.toLowerCase()),
    isUnknown(operator) ? operator : ASKS_FOR_VALUE.test(operator),
    values.length > 0,
    ...values.map((value) => isFixed(value, key)),
  ]);
}

function isFixed(value: PolicyText, key: PolicyText): boolean | Unknown {
  if (!isUnknown(value)) return isFixedText(value) || (isPathKey(key) && ORGANIZATION_PATH.test(value));
  const literals = value.parts.filter((part) => typeof part === 'string' && part !== '') as readonly string[];
  if (literals.length > 0) return literals.every(isFixedText);
  const [reference] = value.references;
  const isAssigned =
    value.isReference &&
    reference !== undefined &&
    /^(?:data\.)?aws(?:cc)?_/.test(reference.address) &&
    ASSIGNED.test(reference.attribute);
  return isAssigned ? true : value;
}

function isPathKey(key: PolicyText): boolean {
  return !isUnknown(key) && /orgpaths$/i.test(key);
}

function isFixedText(text: string): boolean {
  return text !== '' && !/[*?]|\$\{/.test(text);
}

/** False where one is false; unknown where none is and one is unknown. */
function allOf(truths: readonly (boolean | Unknown)[]): boolean | Unknown {
  return truths.includes(false) ? false : (truths.find(isUnknown) ?? true);
}

function negation(truth: boolean | Unknown): boolean | Unknown {
  return isUnknown(truth) ? truth : !truth;
}
