import rule from '../../../../lib/compliance/rules/iam/iam-policy-secrets-read-scoped';
import { testRule } from '../../../../lib/testing/rule-tester';
import { hiddenIdentity, identity, withVariables } from './policies';

const READ = { Action: 'secretsmanager:GetSecretValue', Resource: '*' };

testRule(rule, {
  pass: [
    {
      name: 'one secret',
      configuration: identity({ ...READ, Resource: 'arn:aws:secretsmanager:*:*:secret:orders-??????' }),
    },
    { name: 'one prefix', configuration: identity({ ...READ, Resource: 'arn:aws:secretsmanager:*:*:secret:prod/*' }) },
    {
      name: 'by tag',
      configuration: identity({ ...READ, Condition: { StringEquals: { 'secretsmanager:ResourceTag/app': 'orders' } } }),
    },
    {
      name: 'batch reading, which knows no resource',
      configuration: identity({ Action: 'secretsmanager:BatchGetSecretValue', Resource: '*' }),
    },
    {
      name: 'metadata',
      configuration: identity({ Action: ['secretsmanager:DescribeSecret', 'ssm:DescribeParameters'], Resource: '*' }),
    },
    {
      name: 'an unknown name',
      configuration: withVariables(
        identity({ ...READ, Resource: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:${var.n}-*' }),
        'n',
      ),
    },
  ],
  fail: [
    {
      name: 'every secret',
      configuration: identity(READ),
      message: 'secretsmanager:GetSecretValue is granted on every resource',
    },
    {
      name: 'every secret of the account',
      configuration: identity({ ...READ, Resource: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:*' }),
    },
    {
      name: 'every parameter',
      configuration: identity({ Action: 'ssm:GetParameter*', Resource: 'arn:aws:ssm:*:*:parameter/*' }),
      message: 'ssm:GetParametersByPath',
    },
    {
      name: 'database users of every cluster',
      configuration: identity({
        Action: 'redshift:GetClusterCredentials',
        Resource: 'arn:aws:redshift:*:*:dbuser:*/*',
      }),
    },
    { name: 'by wildcard', configuration: identity({ Action: 'secretsmanager:Get*', Resource: '*' }) },
    {
      name: 'a tag that may be missing',
      configuration: identity({ ...READ, Condition: { StringEqualsIfExists: { 'aws:ResourceTag/app': 'orders' } } }),
    },
    {
      name: 'all of a region, without the last fields',
      configuration: identity({ ...READ, Resource: 'arn:aws:secretsmanager:eu-west-1:*' }),
    },
    {
      name: 'every name with the suffix that AWS adds',
      configuration: identity({ ...READ, Resource: 'arn:aws:secretsmanager:*:*:secret:*-??????' }),
    },
  ],
  unknown: [
    { name: 'the policy is a variable', configuration: hiddenIdentity },
    {
      name: 'the secret is a variable',
      configuration: withVariables(identity({ ...READ, Resource: '${var.secret}' }), 'secret'),
    },
  ],
});
