import { defineRule } from '../../engine/define-rule';
import { IDENTITY_POLICY_CARRIERS, identityPolicies } from '../../reading/policies/carried-policies';
import { demands } from '../../reading/policies/conditions';
import { policyExample } from './shared/example-policy';
import { judgeAllows } from '../../reading/policies/judge-statements';
import { ROLES } from './shared/resource-coverage';
import { grantedOnAll } from './shared/sensitive-grants';
import { both, not } from '../../reading/truth';

const PASSING = [{ actions: ['iam:PassRole'], kinds: [ROLES] }];

export default defineRule({
  id: 'iam-policy-passrole-scoped',
  title: 'Roles that may be passed to services are named',
  why: 'Who may pass any role to a service can start a function, an instance or a build with the most powerful role of the account and act with its permissions.',
  remediation:
    'Name the ARNs of the roles in Resource and add the condition iam:PassedToService with the service that receives them.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: IDENTITY_POLICY_CARRIERS,
  whenUnknown:
    'The policy, or the effect, action, resource or condition that decides, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_109', relation: 'narrower' },
      { id: 'CKV_AWS_289', relation: 'narrower' },
    ],
    trivy: ['AVD-AWS-0342'],
  },
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html'],
  examples: {
    good: [
      {
        name: 'one role',
        configuration: policyExample({ Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/task' }),
      },
    ],
    bad: [
      { name: 'any role', configuration: policyExample({ Action: ['ecs:RunTask', 'iam:PassRole'], Resource: '*' }) },
      {
        name: 'any role of the account',
        configuration: policyExample({ Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/*' }),
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
      violated: both(grantedOnAll(statement, PASSING).violated, not(demands(statement, /^iam:passedtoservice$/))),
      message: 'iam:PassRole may pass any role to any service',
      observed: statement.resources ?? statement.notResources,
      expected: 'the ARNs of the roles, or a condition iam:PassedToService',
      subject: 'iam:PassRole',
      element: statement.notResources === undefined ? 'Resource' : 'NotResource',
    })),
});
