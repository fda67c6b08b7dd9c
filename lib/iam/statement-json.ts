/** Values by condition key: `{ 'aws:SourceAccount': ['111122223333'] }`. */
export type ConditionKeys = Readonly<Record<string, readonly string[]>>;

/** Condition keys by operator: `{ StringEquals: { 'aws:SourceAccount': ['111122223333'] } }`. */
export type Conditions = Readonly<Record<string, ConditionKeys>>;

/** One statement as AWS reads it. */
export interface StatementJson {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Conditions;
}

/** True for a statement that allows something to a principal with a wildcard, or to everybody but some. */
export function isForEveryone({ Effect: effect, Principal: principal, ...others }: StatementJson): boolean {
  if (effect !== 'Allow') return false;
  if ('NotPrincipal' in others || typeof principal === 'string') return true;
  return Object.values(principal ?? {})
    .flat()
    .some((each) => /[*?]/.test(each.replace(/\$\{[^}]*\}/g, '')));
}

/** Adds conditions to a statement only where there are any: AWS refuses an empty block. */
export function withConditions(statement: StatementJson, conditions: Conditions | undefined): StatementJson {
  return conditions && Object.keys(conditions).length > 0 ? { ...statement, Condition: conditions } : statement;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((each) => JSON.stringify(sorted(each))))].sort();
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, sorted(each)] as const);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The same text for statements that differ only in the order of their lists and keys. */
export function statementKey(statement: unknown): string {
  return JSON.stringify(sorted(statement));
}
