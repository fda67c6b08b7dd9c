import type { TerraformStack } from 'cdktf';
import { finalStacks } from '../../../lib/enforcement/judged-stack';
import {
  evaluate,
  policyFromJson,
  simulateRole,
  type Decision,
  type NamedPolicy,
} from '../../../lib/policy-evaluation';
import type { EvaluationRequest, RequestContext } from '../../../lib/policy-evaluation';
import { PolicyDocument } from '../../../lib/iam/policy-document';
import type { PolicyStatement } from '../../../lib/iam/policy-statement';

export const ACCOUNT = '111122223333';
export const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
export const APP = roleArn('App');
export const ADMIN = roleArn('Admin');
export const DEPLOYER = roleArn('ci/Deployer');
export const BUCKET = 'arn:aws:s3:::reports';

/** The policy that statements make. */
export function policyOf(name: string, ...statements: PolicyStatement[]): NamedPolicy {
  return policyFromJson(name, new PolicyDocument(...statements).toJson());
}

export function jsonPolicy(name: string, ...statements: readonly object[]): NamedPolicy {
  return policyFromJson(name, { Version: '2012-10-17', Statement: statements });
}

export const EVERYTHING = jsonPolicy('everything', { Effect: 'Allow', Action: '*', Resource: '*' });
export const READS = jsonPolicy('reads', { Effect: 'Allow', Action: 's3:GetObject', Resource: `${BUCKET}/*` });

export interface Question {
  readonly as: string;
  readonly action: string;
  readonly resource?: string;
  readonly context?: RequestContext;
}

/** The decision on a request of a principal with the given policies. */
export function decide(
  { as, action, resource = '*', context = {} }: Question,
  policies: Partial<EvaluationRequest>,
): Decision {
  return evaluate({ principal: { arn: as }, action, resource, context, ...policies }).decision;
}

/** What a role of a stack may do, by the policies that the stack synthesises. */
export function ofStack(stack: TerraformStack, name: string, question: Omit<Question, 'as'>): Decision {
  const [{ input } = {}] = finalStacks([stack]);
  const role = input?.configuration.ofType('aws_iam_role').find((block) => block.get('name') === name);
  if (role === undefined) throw new Error(`no role ${name}`);
  const context = { 'aws:PrincipalAccount': ACCOUNT, ...question.context };
  return simulateRole(role, { ...question, context }).decision;
}
