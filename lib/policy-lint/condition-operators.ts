import { nearName } from './near-name';

/** What an operator compares. */
export type OperatorFamily = 'string' | 'arn' | 'number' | 'date' | 'boolean' | 'address' | 'binary' | 'null';

/** An operator of a condition, taken apart. */
export interface OperatorReading {
  /** As AWS writes it, without set operator and `IfExists`. */
  readonly name: string;
  readonly family: OperatorFamily;
  readonly quantifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly ifExists: boolean;
  readonly isNegated: boolean;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const FAMILIES: Readonly<Record<OperatorFamily, readonly string[]>> = {
  string: [
    'StringEquals',
    'StringNotEquals',
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    'StringLike',
    'StringNotLike',
  ],
  arn: ['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike'],
  number: comparisons('Numeric'),
  date: comparisons('Date'),
  boolean: ['Bool'],
  address: ['IpAddress', 'NotIpAddress'],
  binary: ['BinaryEquals'],
  null: ['Null'],
};

function comparisons(prefix: string): readonly string[] {
  return ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map(
    (comparison) => prefix + comparison,
  );
}

const OPERATORS: ReadonlyMap<string, { readonly name: string; readonly family: OperatorFamily }> = new Map(
  (Object.keys(FAMILIES) as OperatorFamily[]).flatMap((family) =>
    FAMILIES[family].map((name) => [name.toLowerCase(), { name, family }]),
  ),
);

const FORM = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/i;

/** Reads an operator; undefined for what AWS does not have. `Null` takes no `IfExists`. */
export function readOperator(text: string): OperatorReading | undefined {
  const [, set, base = '', suffix] = FORM.exec(text) ?? [];
  const operator = OPERATORS.get(base.toLowerCase());
  if (operator === undefined || (operator.family === 'null' && suffix !== undefined)) return undefined;
  return {
    ...operator,
    quantifier: set === undefined ? undefined : /all/i.test(set) ? 'ForAllValues' : 'ForAnyValue',
    ifExists: suffix !== undefined,
    isNegated: operator.name.includes('Not'),
  };
}

/** The operator that was likely meant. */
export function nearOperator(text: string): string | undefined {
  const [first = '', second] = text.split(':');
  const base = (second ?? first).replace(/IfExists$/i, '');
  const suffix = /IfExists$/i.test(text) ? 'IfExists' : '';
  const meant =
    OPERATORS.get(base.toLowerCase())?.name ??
    nearName(
      base,
      [...OPERATORS.values()].map(({ name }) => name),
    );
  if (meant === undefined) return undefined;
  const set = second === undefined ? undefined : nearName(first, ['ForAllValues', 'ForAnyValue']);
  return `${set === undefined ? '' : `${set}:`}${meant}${meant === 'Null' ? '' : suffix}`;
}
