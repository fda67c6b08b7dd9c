import type { PolicyText } from '../../compliance/model/policy-document-types';
import { isUnknown, Unknown } from '../../compliance/model/value';
import { parseCidr, type Cidr } from '../../compliance/reading/cidr';
import type { Truth } from '../../compliance/reading/truth';
import { literalAtoms, matchAtoms, type Atom } from '../glob';
import { patternAtoms } from '../pattern-atoms';
import type { RequestKeys } from '../request-keys';
import { matchArn } from './arn';

/**
 * Compares one value of a policy with one of the request. `variables` are the keys that variables stand for; undefined
 * where the version of the policy has none.
 */
export type Comparison = (wanted: PolicyText, actual: PolicyText, variables: RequestKeys | undefined) => Truth;

export interface Operator {
  readonly compare: Comparison;
  /** `StringNotEquals`: true where no value of the policy compares. */
  readonly negated: boolean;
}

/** Says that a value cannot be compared; AWS would refuse the policy or the request. */
function incomparable(value: PolicyText, what: string): Unknown {
  return isUnknown(value) ? value : new Unknown(`${JSON.stringify(value)}, which is no ${what}`);
}

interface TextOptions {
  readonly wildcards: boolean;
  readonly ignoresCase: boolean;
}

function textComparison({ wildcards, ignoresCase }: TextOptions): Comparison {
  return (wanted, actual, variables) => {
    const simple = typeof wanted === 'string' && typeof actual === 'string' && !/[*?$]/.test(wanted);
    if (simple) return ignoresCase ? wanted.toLowerCase() === actual.toLowerCase() : wanted === actual;
    const pattern = patternAtoms(wanted, { variables, wildcards });
    if (pattern === undefined) return MISSING_VARIABLE;
    const text = literalAtoms(actual);
    return ignoresCase ? matchAtoms(pattern.map(lowered), text.map(lowered)) : matchAtoms(pattern, text);
  };
}

/** A variable without value compares with nothing. What that means for a negated operator AWS does not say. */
export const MISSING_VARIABLE = new Unknown('a policy variable that the request has no value for');

function lowered(atom: Atom): Atom {
  return typeof atom === 'string' ? atom.toLowerCase() : atom;
}

function arnComparison(wanted: PolicyText, actual: PolicyText, variables: RequestKeys | undefined): Truth {
  const pattern = patternAtoms(wanted, { variables, wildcards: true });
  return pattern === undefined ? MISSING_VARIABLE : matchArn(pattern, literalAtoms(actual));
}

function numeric(test: (actual: number, wanted: number) => boolean): Comparison {
  return (wanted, actual) => {
    const [limit, number] = [numberOf(wanted), numberOf(actual)];
    if (limit === undefined) return incomparable(wanted, 'number');
    return number === undefined ? incomparable(actual, 'number') : test(number, limit);
  };
}

function numberOf(text: PolicyText): number | undefined {
  return typeof text === 'string' && /^[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text) ? Number(text) : undefined;
}

function dated(test: (actual: number, wanted: number) => boolean): Comparison {
  return (wanted, actual) => {
    const [limit, moment] = [momentOf(wanted), momentOf(actual)];
    if (limit === undefined) return incomparable(wanted, 'date');
    return moment === undefined ? incomparable(actual, 'date') : test(moment, limit);
  };
}

/** A form of ISO 8601 as https://www.w3.org/TR/NOTE-datetime lists them; a time has a zone. */
const ISO_DATE = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[-+]\d{2}:\d{2}))?)?)?$/;

/** Milliseconds since 1970; a number of more than four digits is seconds. */
function momentOf(text: PolicyText): number | undefined {
  if (typeof text !== 'string') return undefined;
  if (/^\d{5,}$/.test(text)) return Number(text) * 1000;
  const moment = ISO_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment;
}

function equalBooleans(wanted: PolicyText, actual: PolicyText): Truth {
  const [first, second] = [booleanOf(wanted), booleanOf(actual)];
  if (first === undefined) return incomparable(wanted, 'boolean');
  return second === undefined ? incomparable(actual, 'boolean') : first === second;
}

export function booleanOf(text: PolicyText): boolean | undefined {
  if (typeof text !== 'string' || !/^(?:true|false)$/i.test(text)) return undefined;
  return text.toLowerCase() === 'true';
}

function equalBinaries(wanted: PolicyText, actual: PolicyText): Truth {
  const [first, second] = [bytesOf(wanted), bytesOf(actual)];
  if (first === undefined) return incomparable(wanted, 'base64 text');
  return second === undefined ? incomparable(actual, 'base64 text') : first.equals(second);
}

function bytesOf(text: PolicyText): Buffer | undefined {
  if (typeof text !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  return Buffer.from(text, 'base64');
}

function insideRange(wanted: PolicyText, actual: PolicyText): Truth {
  const [range, address] = [rangeOf(wanted), rangeOf(actual)];
  if (range === undefined) return incomparable(wanted, 'address range');
  if (address === undefined) return incomparable(actual, 'address');
  return range.family === address.family && range.first <= address.first && address.last <= range.last;
}

/** An address alone is the range of itself. */
function rangeOf(text: PolicyText): Cidr | undefined {
  if (typeof text !== 'string') return undefined;
  return parseCidr(text.includes('/') ? text : `${text}/${text.includes(':') ? '128' : '32'}`);
}

function pair(name: string, not: string, compare: Comparison): readonly (readonly [string, Operator])[] {
  return [
    [name.toLowerCase(), { compare, negated: false }],
    [not.toLowerCase(), { compare, negated: true }],
  ];
}

/**
 * Operators by name in lower case, without `Null`.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ...pair('StringEquals', 'StringNotEquals', textComparison({ wildcards: false, ignoresCase: false })),
  ...pair(
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    textComparison({ wildcards: false, ignoresCase: true }),
  ),
  ...pair('StringLike', 'StringNotLike', textComparison({ wildcards: true, ignoresCase: false })),
  ...pair('ArnEquals', 'ArnNotEquals', arnComparison),
  ...pair('ArnLike', 'ArnNotLike', arnComparison),
  ...pair('IpAddress', 'NotIpAddress', insideRange),
  ...pair(
    'NumericEquals',
    'NumericNotEquals',
    numeric((actual, wanted) => actual === wanted),
  ),
  ...pair(
    'DateEquals',
    'DateNotEquals',
    dated((actual, wanted) => actual === wanted),
  ),
  ['bool', { compare: equalBooleans, negated: false }],
  ['binaryequals', { compare: equalBinaries, negated: false }],
  ...orderings('numeric', numeric),
  ...orderings('date', dated),
]);

function orderings(
  prefix: string,
  compare: (test: (actual: number, wanted: number) => boolean) => Comparison,
): readonly (readonly [string, Operator])[] {
  return [
    [`${prefix}lessthan`, { compare: compare((actual, wanted) => actual < wanted), negated: false }],
    [`${prefix}lessthanequals`, { compare: compare((actual, wanted) => actual <= wanted), negated: false }],
    [`${prefix}greaterthan`, { compare: compare((actual, wanted) => actual > wanted), negated: false }],
    [`${prefix}greaterthanequals`, { compare: compare((actual, wanted) => actual >= wanted), negated: false }],
  ];
}
