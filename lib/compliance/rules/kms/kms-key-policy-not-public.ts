import { defineRule } from '../../engine/define-rule';
import { pass } from '../../engine/outcome';
import { allowsEveryone } from '../../model/public-access';
import { judgeAllows } from '../../reading/policies/judge-statements';
import { keyPolicyExample } from './shared/example-key-policy';
import { KEY_POLICY_CARRIERS, keyPolicies } from './shared/key-policy';

export default defineRule({
  id: 'kms-key-policy-not-public',
  title: 'The policy of a KMS key does not admit everyone',
  why: 'A key that everyone may use protects nothing: any AWS account in the world decrypts with it what it can get hold of, or disables the key.',
  remediation:
    'Name the accounts or roles in Principal. Where "*" has to stay, add a condition that fixes the caller: kms:CallerAccount or aws:PrincipalOrgID.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: KEY_POLICY_CARRIERS,
  whenUnknown:
    'the policy, or the effect, principal or condition that decides, is an expression that only Terraform can compute.',
  controls: { fsbp: ['KMS.5'], iso27001_2022: ['A.8.1'] },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_33', relation: 'broader' }],
    securityHub: ['KMS.5'],
    prowler: ['kms_key_not_publicly_accessible'],
    awsConfig: ['kms-key-policy-no-public-access'],
  },
  sources: [
    'https://docs.aws.amazon.com/config/latest/developerguide/kms-key-policy-no-public-access.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html',
  ],
  examples: {
    good: [
      {
        name: 'the own account',
        configuration: keyPolicyExample({ Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*' }),
      },
      {
        name: 'callers of one account through one service',
        configuration: keyPolicyExample({
          Principal: { AWS: '*' },
          Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
          Condition: {
            StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 'rds.eu-west-1.amazonaws.com' },
          },
        }),
      },
      {
        name: 'the default policy',
        configuration: { resource: { aws_kms_key: { app: { enable_key_rotation: true } } } },
      },
    ],
    bad: [
      {
        name: 'everyone who comes through a service',
        configuration: keyPolicyExample({
          Principal: { AWS: '*' },
          Action: 'kms:Decrypt',
          Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
        }),
      },
      {
        name: 'everyone',
        configuration: keyPolicyExample({ Principal: '*', Action: 'kms:Decrypt' }),
      },
    ],
    unknown: [
      {
        name: 'a policy that a variable gives',
        configuration: {
          variable: { policy: { type: 'string' } },
          resource: { aws_kms_key: { app: { policy: '${var.policy}' } } },
        },
      },
    ],
  },
  check(block) {
    const policies = keyPolicies(block);
    if (policies.length === 0) return pass('policy');
    return judgeAllows(block, policies, (statement) => {
      const { notPrincipals } = statement;
      return {
        violated: allowsEveryone(statement),
        message: `the policy lets everyone${notPrincipals === undefined ? '' : ' whom NotPrincipal does not list'} use the key`,
        observed: (notPrincipals ?? statement.principals ?? []).flatMap(({ identifiers }) => identifiers),
        expected: 'principals by name, or a condition that fixes the caller',
        element: notPrincipals === undefined ? 'Principal' : 'NotPrincipal',
      };
    });
  },
});
