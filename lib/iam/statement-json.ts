/** Values by condition key: `{ 'aws:SourceAccount': ['111122223333'] }`. */
export type ConditionKeys = Readonly<Record<string, readonly string[]>>;

/** Condition keys by operator: `{ StringEquals: { 'aws:SourceAccount': ['111122223333'] } }`. */
export type Conditions = Readonly<Record<string, ConditionKeys>>;

/** One statement as AWS reads it. */
export interface StatementJson {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Condition?: Conditions;
}

/** Adds conditions to a statement only where there are any: AWS refuses an empty block. */
export function withConditions(statement: StatementJson, conditions: Conditions | undefined): StatementJson {
  return conditions && Object.keys(conditions).length > 0 ? { ...statement, Condition: conditions } : statement;
}
