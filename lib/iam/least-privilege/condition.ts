import { GuardrailsError } from '../../core/guardrails-error';
import { shown } from '../../core/texts';
import { isUnresolved } from '../../core/tokens';
import { actionHasKey, conditionKeyType } from '../../iam-data/condition-keys';
import { isGlobalAction } from '../../iam-data/global-services';
import type { ActionEntry, ConditionKeyType, ServiceTable } from '../../iam-data/service-table';
import type { Conditions } from '../statement-json';
import { nearest } from './nearest';

const STRING = ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike'];
const STRINGS = [...STRING, 'StringNotLike'];
const ARNS = ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike', ...STRINGS];
const COMPARISONS = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

function ofSets(operators: readonly string[]): readonly string[] {
  return ['ForAnyValue', 'ForAllValues'].flatMap((set) => operators.map((operator) => `${set}:${operator}`));
}

const OPERATORS: Readonly<Record<ConditionKeyType, readonly string[]>> = {
  String: STRINGS,
  ARN: ARNS,
  Bool: ['Bool'],
  Numeric: COMPARISONS.map((comparison) => `Numeric${comparison}`),
  Date: COMPARISONS.map((comparison) => `Date${comparison}`),
  IPAddress: ['IpAddress', 'NotIpAddress'],
  ArrayOfString: ofSets(STRINGS),
  ArrayOfARN: ofSets(ARNS),
  ArrayOfBool: ofSets(['Bool']),
};

const REGION_KEY = 'aws:requestedregion';

function invalid(problem: string): GuardrailsError {
  return new GuardrailsError('POLICY_CONDITION_INVALID', problem);
}

function requireKey(table: ServiceTable, actions: readonly ActionEntry[], key: string): ConditionKeyType {
  const type = conditionKeyType(table, key);
  if (type === undefined) {
    const known = [...table.conditionKeys.values()].map((each) => each.key);
    throw invalid(`${shown(key)} is no condition key of ${table.prefix}${nearest(key, known)}`);
  }
  const without = actions.find((action) => !actionHasKey(table, action, key));
  if (without !== undefined) {
    throw invalid(
      `requests of ${table.prefix}:${without.name} never carry ${key}; allow the action apart, or use a key that AWS lists for it`,
    );
  }
  return type;
}

function requireOperator(operator: string, key: string, type: ConditionKeyType): void {
  if (operator === 'Null' || OPERATORS[type].includes(operator)) return;
  if (operator.endsWith('IfExists')) {
    throw invalid(`${operator} also allows requests without ${key}; use ${operator.replace(/IfExists$/, '')}`);
  }
  throw invalid(
    `operator ${shown(operator)} does not compare ${key}, whose type is ${type}; allowed are ${OPERATORS[type].join(', ')} and Null`,
  );
}

function requireValues(operator: string, key: string, type: ConditionKeyType, values: readonly string[]): void {
  const known = (values as readonly unknown[]).filter((value) => !isUnresolved(value));
  const isTruth = operator === 'Null' || type === 'Bool' || type === 'ArrayOfBool';
  const wrong = known.find((value) => isTruth && value !== 'true' && value !== 'false');
  if (wrong !== undefined) throw invalid(`value ${shown(wrong)} of ${key} is no truth value; write "true" or "false"`);
  if (
    /Like(?:$|IgnoreCase)/.test(operator) &&
    known.some((value) => typeof value === 'string' && /^[*?]*\*[*?]*$/.test(value))
  ) {
    throw invalid(
      `${operator} with wildcards alone for ${key} restricts nothing; name the values, or leave the condition out`,
    );
  }
}

function requireRegional(table: ServiceTable, actions: readonly ActionEntry[]): void {
  const global = actions.find(({ name }) => isGlobalAction(`${table.prefix}:${name}`));
  if (global === undefined) return;
  throw invalid(
    `${table.prefix}:${global.name} has one endpoint for all regions, so a region condition does not say where it acts; allow it without inRegions`,
  );
}

/** A condition to add: operator, key and values. */
export interface AddedCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

function keyOf(keys: Readonly<Record<string, unknown>>, key: string): string | undefined {
  return Object.keys(keys).find((each) => each.toLowerCase() === key.toLowerCase());
}

/**
 * The conditions with one more.
 *
 * @throws GuardrailsError POLICY_CONDITION_INVALID for keys that requests of an action never carry, operators of another
 * type, and those with `IfExists`. A negation such as `StringNotEquals` is met by requests without the key, too
 */
export function withCondition(
  table: ServiceTable,
  actions: readonly ActionEntry[],
  conditions: Conditions,
  { operator, key, values }: AddedCondition,
): Conditions {
  if (typeof key !== 'string' || isUnresolved(key) || typeof operator !== 'string') {
    throw invalid(`${shown(operator)} on ${shown(key)} is no condition; pass an operator and a key as texts`);
  }
  const type = requireKey(table, actions, key);
  requireOperator(operator, key, type);
  requireValues(operator, key, type, values);
  if (key.toLowerCase() === REGION_KEY) requireRegional(table, actions);
  const same = Object.hasOwn(conditions, operator) ? (conditions[operator] ?? {}) : {};
  if (keyOf(same, key) !== undefined) {
    throw invalid(`${operator} on ${key} is there already; pass all values at once`);
  }
  const added = { ...conditions, [operator]: { ...same, [key]: [...values] } };
  if (!operator.startsWith('ForAllValues:') || keyOf(added.Null ?? {}, key) !== undefined) return added;
  return { ...added, Null: { ...added.Null, [key]: ['false'] } };
}
