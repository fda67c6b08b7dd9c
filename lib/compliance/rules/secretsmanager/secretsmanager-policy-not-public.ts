import { defineRule } from '../../engine/define-rule';
import type { Statement } from '../../model/policy-document';
import { allowsEveryone, CALLER_KEYS } from '../../model/public-access';
import { policyAt } from '../../reading/policies/carried-policies';
import { judgeAllows, type Fault } from '../../reading/policies/judge-statements';

/** A condition on the key of KMS says nothing about who reads the secret. */
const KEYS: ReadonlySet<string> = new Set([...CALLER_KEYS].filter((key) => !key.startsWith('kms:')));

export default defineRule({
  id: 'secretsmanager-policy-not-public',
  title: 'The policy of a secret does not admit everyone',
  why: 'A secret that everyone may read is none: any AWS account in the world gets its value with one call, where the key allows it too.',
  remediation:
    'Name the accounts or roles in Principal. Where "*" has to stay, add a condition that fixes the caller, such as aws:PrincipalOrgID or aws:SourceVpce.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: ['aws_secretsmanager_secret', 'aws_secretsmanager_secret_policy'],
  whenUnknown:
    'the policy, or the effect, principal or condition that decides, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {
    checkov: [{ id: 'CKV_AWS_283', relation: 'narrower' }],
    prowler: [
      'secretsmanager_not_publicly_accessible',
      { id: 'secretsmanager_has_restrictive_resource_policy', relation: 'narrower' },
    ],
  },
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html'],
  examples: {
    good: [
      {
        name: 'one role',
        configuration: {
          resource: {
            aws_secretsmanager_secret_policy: {
              db: {
                secret_arn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:db',
                policy: JSON.stringify({
                  Version: '2012-10-17',
                  Statement: [
                    {
                      Effect: 'Allow',
                      Principal: { AWS: 'arn:aws:iam::111122223333:role/app' },
                      Action: 'secretsmanager:GetSecretValue',
                      Resource: '*',
                    },
                  ],
                }),
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'everyone',
        configuration: {
          resource: {
            aws_secretsmanager_secret: {
              db: {
                name: 'orders/db',
                policy: JSON.stringify({
                  Version: '2012-10-17',
                  Statement: [
                    {
                      Effect: 'Allow',
                      Principal: { AWS: '*' },
                      Action: 'secretsmanager:GetSecretValue',
                      Resource: '*',
                    },
                  ],
                }),
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a policy that a variable gives',
        configuration: {
          variable: { policy: { type: 'string' } },
          resource: { aws_secretsmanager_secret: { db: { name: 'orders/db', policy: '${var.policy}' } } },
        },
      },
    ],
  },
  check(block) {
    const policies = policyAt(block, 'policy');
    return policies.length === 0 ? [] : judgeAllows(block, policies, publicFault);
  },
});

function publicFault(statement: Statement): Fault {
  const isNegated = statement.notPrincipals !== undefined;
  const principals = (isNegated ? statement.notPrincipals : statement.principals) ?? [];
  return {
    violated: allowsEveryone(statement, KEYS),
    message: isNegated ? 'everyone whom NotPrincipal does not list may use the secret' : 'everyone may use the secret',
    observed: principals.flatMap(({ identifiers }) => identifiers),
    expected: 'principals by name, or a condition that fixes the caller',
    element: isNegated ? 'NotPrincipal' : 'Principal',
  };
}
