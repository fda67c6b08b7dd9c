import { GuardrailsError } from '../core/guardrails-error';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import type { ConditionKeys, Conditions } from './statement-json';

const OPERATOR =
  /^(?:ForAllValues:|ForAnyValue:)?(?:(?:String(?:Not)?(?:Equals|EqualsIgnoreCase|Like)|(?:Numeric|Date)(?:(?:Not)?Equals|(?:LessThan|GreaterThan)(?:Equals)?)|Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like))(?:IfExists)?|Null)$/;

const KEY = /^[A-Za-z0-9.-]+(?:\/[\w./-]+)?:[\w:/.+@=-]+$/;

function invalid(problem: string): GuardrailsError {
  return new GuardrailsError('POLICY_CONDITION_INVALID', problem);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Throws unless the conditions are such as AWS takes, and such as mean what they seem to.
 *
 * @param allows whether the statement allows: there `ForAllValues` is true for requests without the key
 */
export function requireConditions(conditions: Conditions | undefined, allows: boolean): void {
  if (conditions === undefined) return;
  if (!isMap(conditions) || isUnresolved(conditions)) {
    throw invalid(
      `conditions is ${shown(conditions)}, allowed is a map of operators; write { StringEquals: { key: [value] } }`,
    );
  }
  for (const [operator, keys] of Object.entries(conditions)) {
    if (!OPERATOR.test(operator)) {
      throw invalid(
        `${shown(operator)} is no condition operator, allowed are those of IAM; write it as in StringEquals`,
      );
    }
    if (!isMap(keys) || Object.keys(keys).length === 0) {
      throw invalid(`operator ${operator} has no keys; name the key and its values, or leave the operator out`);
    }
    for (const [key, values] of Object.entries(keys)) requireValues(operator, key, values);
    if (allows && operator.startsWith('ForAllValues:')) requirePresence(operator, keys, conditions.Null);
  }
}

function requireValues(operator: string, key: string, values: unknown): void {
  if (!isUnresolved(key) && !KEY.test(key)) {
    throw invalid(`${shown(key)} of ${operator} is no condition key; write it as in aws:SourceAccount`);
  }
  if (isUnresolved(values)) {
    throw invalid(
      `the values of ${key} are a list that is not known before Terraform runs; pass one value an element, such as Fn.element(list, 0)`,
    );
  }
  if (
    !Array.isArray(values) ||
    values.length === 0 ||
    !values.every((value) => typeof value === 'string' && !value.startsWith('#{'))
  ) {
    throw invalid(`the values of ${key} are ${shown(values)}, allowed is a list of texts; write ["value"]`);
  }
}

function requirePresence(operator: string, keys: ConditionKeys, nulls: ConditionKeys | undefined): void {
  for (const key of Object.keys(keys)) {
    const value = nulls !== undefined && Object.hasOwn(nulls, key) ? nulls[key] : undefined;
    if (value?.length === 1 && value[0] === 'false') continue;
    throw invalid(
      `${operator} on ${key} also allows requests without the key; add { Null: { ${shown(key)}: ["false"] } }`,
    );
  }
}
