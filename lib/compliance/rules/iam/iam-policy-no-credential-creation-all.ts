import { defineRule } from '../../engine/define-rule';
import { IDENTITY_POLICY_CARRIERS, identityPolicies } from '../../reading/policies/carried-policies';
import { policyExample } from './shared/example-policy';
import { judgeAllows, listed } from '../../reading/policies/judge-statements';
import { CREDENTIALS } from './shared/credentials';
import { grantedOnAll } from './shared/sensitive-grants';

export default defineRule({
  id: 'iam-policy-no-credential-creation-all',
  title: 'Actions that return credentials are not granted on every resource',
  why: 'Who can mint credentials for every user keeps a way into the account that outlives the role, the session and the clean-up after an incident.',
  remediation:
    'Limit Resource to the users, domains, instances or database users that are meant (for self-service: arn:aws:iam::<account>:user/${aws:username}), or drop the action.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: IDENTITY_POLICY_CARRIERS,
  whenUnknown:
    'The policy, or the effect, action, resource or condition that decides, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_107', relation: 'narrower' },
      { id: 'CKV_AWS_287', relation: 'narrower' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_iam_credentials_console.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html',
  ],
  examples: {
    good: [
      {
        name: 'keys of the own user',
        configuration: policyExample({
          Action: 'iam:CreateAccessKey',
          Resource: 'arn:aws:iam::111122223333:user/$${aws:username}',
        }),
      },
      {
        name: 'the registry token knows no resource',
        configuration: policyExample({ Action: 'ecr:GetAuthorizationToken', Resource: '*' }),
      },
    ],
    bad: [
      { name: 'keys of every user', configuration: policyExample({ Action: 'iam:CreateAccessKey', Resource: '*' }) },
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
    judgeAllows(block, identityPolicies(block), (statement) => {
      const { actions, violated } = grantedOnAll(statement, CREDENTIALS);
      return {
        violated,
        message: `${actions.length === 0 ? 'creating credentials' : listed(actions)} is granted on every resource`,
        observed: statement.resources ?? statement.notResources,
        expected: 'the ARNs of the users, or of what the credentials open',
        subject: actions.join(' '),
        element: statement.notResources === undefined ? 'Resource' : 'NotResource',
      };
    }),
});
