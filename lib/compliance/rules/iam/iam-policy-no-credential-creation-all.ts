import { defineRule } from '../../engine/define-rule';
import { IDENTITY_POLICY_CARRIERS, identityPolicies } from '../../reading/policies/carried-policies';
import { policyExample } from './shared/example-policy';
import { judgeAllows, listed } from '../../reading/policies/judge-statements';
import { USERS } from './shared/resource-coverage';
import { grantedOnAll, type SensitiveActions } from './shared/sensitive-grants';

const CREDENTIALS: readonly SensitiveActions[] = [
  {
    actions: [
      'iam:CreateAccessKey',
      'iam:CreateServiceSpecificCredential',
      'iam:ResetServiceSpecificCredential',
      'iam:UpdateAccessKey',
    ],
    kinds: [USERS],
  },
  {
    actions: ['sts:GetFederationToken'],
    kinds: [{ service: 'sts', samples: ['federated-user/q7x', 'federated-user/zkyw'] }],
  },
  {
    actions: ['codeartifact:GetAuthorizationToken'],
    kinds: [{ service: 'codeartifact', samples: ['domain/q7x', 'domain/zkyw'] }],
  },
  {
    actions: ['redshift:GetClusterCredentials'],
    kinds: [{ service: 'redshift', samples: ['dbuser:q7x/a', 'dbuser:zk/yw'] }],
  },
  { actions: ['cognito-identity:GetCredentialsForIdentity'], kinds: [] },
];

export default defineRule({
  id: 'iam-policy-no-credential-creation-all',
  title: 'Actions that return credentials are not granted on every resource',
  why: 'Who can mint credentials for every user keeps a way into the account that outlives the role, the session and the clean-up after an incident.',
  remediation:
    'Limit Resource to the users, domains or database users that are meant (for self-service: arn:aws:iam::<account>:user/${aws:username}), or drop the action.',
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
        expected: 'the ARNs of the users whose credentials are meant',
        subject: actions.join(' '),
        element: statement.notResources === undefined ? 'Resource' : 'NotResource',
      };
    }),
});
