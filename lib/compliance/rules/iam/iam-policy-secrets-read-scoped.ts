import { defineRule } from '../../engine/define-rule';
import { IDENTITY_POLICY_CARRIERS, identityPolicies } from '../../reading/policies/carried-policies';
import { demands, isNarrowValue } from '../../reading/policies/conditions';
import { policyExample } from './shared/example-policy';
import { judgeAllows, listed } from '../../reading/policies/judge-statements';
import { SECRET_READS } from './shared/data-reads';
import { grantedOnAll } from './shared/sensitive-grants';
import { both, not } from '../../reading/truth';

export default defineRule({
  id: 'iam-policy-secrets-read-scoped',
  title: 'Secret values can be read only by name',
  why: 'A principal that can read every secret holds the database passwords and API keys of all applications of the account; one leak of its credentials is a leak of all of them.',
  remediation:
    'Name the ARNs of the secrets, parameters or database users in Resource (for a secret by name with the suffix -??????), or limit them by a condition on aws:ResourceTag/<key>. secretsmanager:BatchGetSecretValue has to stay on "*" and reads only what secretsmanager:GetSecretValue allows.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: IDENTITY_POLICY_CARRIERS,
  whenUnknown:
    'The policy, or the effect, action, resource or condition that decides, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_108', relation: 'narrower' },
      { id: 'CKV_AWS_287', relation: 'narrower' },
      { id: 'CKV_AWS_288', relation: 'narrower' },
      { id: 'CKV_AWS_107', relation: 'narrower' },
    ],
    cdkNag: [{ id: 'AwsSolutions-IAM5', relation: 'narrower' }],
  },
  sources: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html',
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html',
  ],
  examples: {
    good: [
      {
        name: 'one secret',
        configuration: policyExample({
          Action: 'secretsmanager:GetSecretValue',
          Resource: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders/db-??????',
        }),
      },
    ],
    bad: [
      {
        name: 'every secret',
        configuration: policyExample({ Action: 'secretsmanager:GetSecretValue', Resource: '*' }),
      },
      {
        name: 'every parameter of the account',
        configuration: policyExample({
          Action: 'ssm:GetParameter*',
          Resource: 'arn:aws:ssm:eu-west-1:111122223333:parameter/*',
        }),
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
    judgeAllows(block, identityPolicies(block), (statement) => {
      const { actions, violated } = grantedOnAll(statement, SECRET_READS);
      return {
        violated: both(violated, not(demands(statement, /^[a-z-]+:resourcetag\/.+$/, isNarrowValue))),
        message: `${actions.length === 0 ? 'reading secrets' : listed(actions)} is granted on every resource`,
        observed: statement.resources ?? statement.notResources,
        expected: 'the ARNs of the secrets that are read',
        subject: actions.join(' '),
        element: statement.notResources === undefined ? 'Resource' : 'NotResource',
      };
    }),
});
