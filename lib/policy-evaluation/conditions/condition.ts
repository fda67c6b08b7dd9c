import type { Condition, PolicyText } from '../../compliance/model/policy-document-types';
import { isUnknown, Unknown } from '../../compliance/model/value';
import { every, not, some, type Truth } from '../../compliance/reading/truth';
import type { RequestKeys } from '../request-keys';
import { booleanOf, MISSING_VARIABLE, OPERATORS, type Operator } from './comparisons';

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/i;

interface OperatorForm {
  readonly quantifier: 'every' | 'any' | undefined;
  readonly name: string;
  readonly ifExists: boolean;
}

/**
 * Says whether one condition holds for a request.
 *
 * Values of the policy are alternatives; a key that the request lacks fails a condition, or meets it where the operator
 * is negated, ends in `IfExists` or begins with `ForAllValues`.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 *
 * @param variables the request, where the version of the policy has variables
 */
export function conditionHolds(condition: Condition, request: RequestKeys, variables: RequestKeys | undefined): Truth {
  const { operator, key, values } = condition;
  if (isUnknown(operator)) return operator;
  if (isUnknown(key)) return key;
  if (key.includes('${')) return new Unknown(key);
  const form = formOf(operator);
  const actual = request.get(key);
  if (form?.name === 'null') return holdsNull(form, operator, values, actual);
  const found = form === undefined ? undefined : OPERATORS.get(form.name);
  if (form === undefined || found === undefined)
    return new Unknown(`the operator ${operator}, which AWS does not have`);
  if (values.length === 0) return new Unknown(`the condition on ${key}, which has no values`);
  return holds(form, found, values, actual, variables);
}

function formOf(operator: string): OperatorForm | undefined {
  const [, set, name, ifExists] = OPERATOR.exec(operator) ?? [];
  if (name === undefined) return undefined;
  const quantifier = set === undefined ? undefined : /all/i.test(set) ? 'every' : 'any';
  return { quantifier, name: name.toLowerCase(), ifExists: ifExists !== undefined };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null */
function holdsNull(
  { quantifier, ifExists }: OperatorForm,
  operator: string,
  values: readonly PolicyText[],
  actual: readonly PolicyText[] | undefined,
): Truth {
  if (quantifier !== undefined || ifExists) return new Unknown(`the operator ${operator}, which AWS does not have`);
  if (values.length === 0) return new Unknown('the condition Null without values');
  const isAbsent = actual === undefined || actual.length === 0;
  return some(values, (value) => {
    const wanted = booleanOf(value);
    if (wanted === undefined) return isUnknown(value) ? value : new Unknown(`${JSON.stringify(value)} under Null`);
    return wanted === isAbsent;
  });
}

function holds(
  { quantifier, ifExists }: OperatorForm,
  { compare, negated }: Operator,
  values: readonly PolicyText[],
  actual: readonly PolicyText[] | undefined,
  variables: RequestKeys | undefined,
): Truth {
  const one = (value: PolicyText): Truth => {
    const found = some(values, (wanted) => {
      const truth = compare(wanted, value, variables);
      return truth === MISSING_VARIABLE && !negated ? false : truth;
    });
    return negated ? not(found) : found;
  };
  const [first, another] = actual ?? [];
  if (first === undefined) {
    if (ifExists || quantifier === 'every') return true;
    return quantifier === 'any' ? false : negated;
  }
  if (quantifier === 'every') return every(actual ?? [], one);
  if (quantifier === 'any') return some(actual ?? [], one);
  // AWS asks for a set operator here and does not say what happens without one.
  return another === undefined
    ? one(first)
    : new Unknown('a condition without ForAllValues or ForAnyValue on many values');
}
