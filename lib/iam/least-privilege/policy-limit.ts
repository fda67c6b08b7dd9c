import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../../core/guardrails-error';
import { shown } from '../../core/texts';
import { resolveTokens } from '../../core/tokens';
import { policyText, statementText } from '../policy-document';
import { policySize } from '../policy-size';
import { PolicyStatement } from '../policy-statement';
import type { StatementJson } from '../statement-json';
import { divided, type Permission } from './permission';

/** Where a policy is to be kept: IAM takes a different length in each place. */
export type PolicyPlace = 'managed' | 'inline-role' | 'inline-user' | 'inline-group';

/**
 * Longest policies in characters without white space: IAM User Guide, "IAM and AWS STS quotas". All inline policies of a
 * role, user or group count together.
 */
const LIMITS: Readonly<Record<PolicyPlace, number>> = {
  managed: 6144,
  'inline-role': 10_240,
  'inline-user': 2048,
  'inline-group': 5120,
};

function limitOf(place: PolicyPlace): number {
  if (Object.hasOwn(LIMITS, place)) return LIMITS[place];
  throw new GuardrailsError(
    'POLICY_TOO_LARGE',
    `${shown(place)} is no place for a policy, allowed are ${Object.keys(LIMITS).join(', ')}; pass one of them`,
  );
}

function textsOf(statements: readonly PolicyStatement[], scope: IConstruct | undefined): readonly string[] {
  return statements.map((statement) => {
    const json = PolicyStatement._jsonOf(statement);
    return statementText(scope === undefined ? json : (resolveTokens(scope, json) as StatementJson));
  });
}

/** Likely length of the policy that holds the statements. */
function lengthOf(statements: readonly PolicyStatement[], scope: IConstruct | undefined): number {
  return policySize(policyText(textsOf(statements, scope))).estimated;
}

/**
 * The statements of a permission: several where one is too long for a managed policy.
 *
 * @param make makes the statement of a part
 */
export function statementsWithin(
  permission: Permission,
  scope: IConstruct | undefined,
  make: (part: Permission) => PolicyStatement,
): readonly PolicyStatement[] {
  const fits = (part: Permission): boolean => lengthOf([make(part)], scope) <= LIMITS.managed;
  return divided(permission, fits).map(make);
}

/** Throws where a policy is longer for certain than what IAM takes in a place. */
export function requireLength(statements: readonly PolicyStatement[], place: PolicyPlace): void {
  const limit = limitOf(place);
  const { certain } = policySize(policyText(textsOf(statements, undefined)));
  if (certain <= limit) return;
  throw new GuardrailsError(
    'POLICY_TOO_LARGE',
    `the policy is at least ${certain} characters long, allowed are ${limit} (${place}); divide it with toDocuments, shorten its names, or grant less`,
  );
}

/**
 * Statements in groups, each of which is a managed policy that likely fits.
 *
 * @throws GuardrailsError POLICY_TOO_LARGE for a statement of one action and one resource that is too long
 */
export function groupsWithin(statements: readonly PolicyStatement[]): readonly (readonly PolicyStatement[])[] {
  const groups: PolicyStatement[][] = [];
  for (const statement of statements) {
    const group = groups.find((each) => lengthOf([...each, statement], undefined) <= LIMITS.managed);
    if (group === undefined) groups.push([statement]);
    else group.push(statement);
  }
  for (const group of groups) requireLength(group, 'managed');
  return groups;
}
