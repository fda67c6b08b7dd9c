import rule from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-policy-not-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const text = (statement: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*', ...statement }],
  });
const secret = (statement: object) => resource('aws_secretsmanager_secret', { policy: text(statement) });
const held = (Condition: object) => secret({ Principal: '*', Condition });

testRule(rule, {
  pass: [
    { name: 'no policy', configuration: resource('aws_secretsmanager_secret', { policy: null }) },
    { name: 'a role', configuration: secret({ Principal: { AWS: 'arn:aws:iam::111122223333:role/app' } }) },
    { name: 'a Deny', configuration: secret({ Effect: 'Deny', Principal: '*' }) },
    { name: 'an organization', configuration: held({ StringEquals: { 'aws:PrincipalOrgID': 'o-abc1234567' } }) },
    {
      name: 'an endpoint',
      configuration: held({ StringEquals: { 'aws:sourceVpce': ['vpce-1', '${aws_vpc_endpoint.e.id}'] } }),
    },
  ],
  fail: [
    { name: 'everyone', configuration: secret({ Principal: '*' }), path: 'policy.Statement[0].Principal' },
    {
      name: 'everyone in a policy of its own',
      configuration: resource('aws_secretsmanager_secret_policy', {
        secret_arn: '${aws_secretsmanager_secret.s.arn}',
        policy: text({ Principal: { AWS: '*' } }),
      }),
    },
    {
      name: 'NotPrincipal',
      configuration: secret({ NotPrincipal: { AWS: '111122223333' } }),
      path: 'policy.Statement[0].NotPrincipal',
    },
    {
      name: 'a wildcard value',
      configuration: held({ StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app' } }),
    },
    { name: 'a condition of KMS', configuration: held({ StringEquals: { 'kms:CallerAccount': '111122223333' } }) },
    { name: 'a version stage', configuration: held({ StringEquals: { 'secretsmanager:VersionStage': 'AWSCURRENT' } }) },
    {
      name: 'a data source',
      configuration: resources({
        'aws_secretsmanager_secret_policy.p': { policy: '${data.aws_iam_policy_document.d.json}' },
        'data.aws_iam_policy_document.d': {
          statement: [
            { actions: ['secretsmanager:*'], resources: ['*'], principals: { type: 'AWS', identifiers: ['*'] } },
          ],
        },
      }),
      path: 'policy',
    },
  ],
  unknown: [
    {
      name: 'a policy without a default',
      configuration: resource('aws_secretsmanager_secret', { policy: '${var.policy}' }),
      path: 'policy',
    },
    { name: 'a principal without a default', configuration: secret({ Principal: { AWS: '${var.reader}' } }) },
    {
      name: 'a value without a default',
      configuration: held({ StringEquals: { 'aws:PrincipalOrgID': '${var.org}' } }),
    },
  ],
  notApplicable: [
    {
      name: 'count = 0',
      configuration: resource('aws_secretsmanager_secret', { count: 0, policy: text({ Principal: '*' }) }),
    },
  ],
});
