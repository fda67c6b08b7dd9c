import { evaluate, policyFromJson, type EvaluationRequest, type NamedPolicy } from '../../lib/policy-evaluation';
import type { Decision, RequestContext } from '../../lib/policy-evaluation';

export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/App`;
export const USER = `arn:aws:iam::${ACCOUNT}:user/team/alice`;
export const OBJECT = 'arn:aws:s3:::reports/2026/q1.csv';

export type StatementJson = Readonly<Record<string, unknown>>;

export function policy(name: string, ...statements: readonly StatementJson[]): NamedPolicy {
  return policyFromJson(name, { Version: '2012-10-17', Statement: statements });
}

export const ALL = { Effect: 'Allow', Action: '*', Resource: '*' } as const;
export const everything = policy('everything', ALL);

export function allow(more: StatementJson = {}): StatementJson {
  return { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...more };
}

export function deny(more: StatementJson = {}): StatementJson {
  return { Effect: 'Deny', Action: 's3:GetObject', Resource: '*', ...more };
}

/** The decision on `s3:GetObject` of one object by a role, unless said otherwise. */
export function decide(request: Partial<EvaluationRequest>): Decision {
  return evaluate({ principal: { arn: ROLE }, action: 's3:GetObject', resource: OBJECT, ...request }).decision;
}

/** What a condition is on a request: met, not met or unknown. */
export function conditionOn(
  operator: string,
  key: string,
  values: unknown,
  context: RequestContext,
  version = '2012-10-17',
): 'met' | 'not met' | 'unknown' {
  const identity = policyFromJson('p', {
    Version: version,
    Statement: [allow({ Condition: { [operator]: { [key]: values } } })],
  });
  const decision = decide({ identityPolicies: [identity], context });
  return decision === 'allowed' ? 'met' : decision === 'implicitDeny' ? 'not met' : 'unknown';
}
