import { defineRule } from '../../engine/define-rule';
import { IDENTITY_POLICY_CARRIERS, identityPolicies } from '../../reading/policies/carried-policies';
import { policyExample } from './shared/example-policy';
import { judgeAllows } from '../../reading/policies/judge-statements';
import { ROLES } from './shared/resource-coverage';
import { grantedOnAll } from './shared/sensitive-grants';

const ASSUMING = [{ actions: ['sts:AssumeRole'], kinds: [ROLES] }];

export default defineRule({
  id: 'iam-policy-no-assume-any-role',
  title: 'The right to assume roles is granted on named roles only',
  why: "The principal may become every role that trusts its account, the administrators' included, so that its own permissions limit nothing.",
  remediation: 'Name the ARNs of the roles in Resource.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: IDENTITY_POLICY_CARRIERS,
  whenUnknown:
    'The policy, or the effect, action, resource or condition that decides, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: { prowler: [{ id: 'iam_no_custom_policy_permissive_role_assumption', relation: 'broader' }] },
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html'],
  examples: {
    good: [
      {
        name: 'one role',
        configuration: policyExample({ Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/reader' }),
      },
    ],
    bad: [
      { name: 'any role', configuration: policyExample({ Action: 'sts:AssumeRole', Resource: '*' }) },
      {
        name: 'any role of any account',
        configuration: policyExample({ Action: 'sts:*', Resource: 'arn:aws:iam::*:role/*' }),
      },
    ],
    unknown: [
      {
        name: 'the whole policy is a variable',
        configuration: {
          resource: { aws_iam_policy: { main: { name: 'main', policy: '${var.policy}' } } },
          variable: { policy: { type: 'string' } },
        },
      },
    ],
  },
  check: (block) =>
    judgeAllows(block, identityPolicies(block), (statement) => ({
      violated: grantedOnAll(statement, ASSUMING).violated,
      message: 'sts:AssumeRole is granted on every role',
      observed: statement.resources ?? statement.notResources,
      expected: 'the ARNs of the roles',
      subject: 'sts:AssumeRole',
      element: statement.notResources === undefined ? 'Resource' : 'NotResource',
    })),
});
