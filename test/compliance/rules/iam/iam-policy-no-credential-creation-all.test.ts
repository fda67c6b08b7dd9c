import rule from '../../../../lib/compliance/rules/iam/iam-policy-no-credential-creation-all';
import { testRule } from '../../../../lib/testing/rule-tester';
import { hiddenIdentity, identity, withVariables } from './policies';

testRule(rule, {
  pass: [
    {
      name: 'the own user',
      configuration: identity({ Action: 'iam:*AccessKey*', Resource: 'arn:aws:iam::*:user/$${aws:username}' }),
    },
    { name: 'the registry token', configuration: identity({ Action: 'ecr:GetAuthorizationToken', Resource: '*' }) },
    {
      name: 'one domain',
      configuration: identity({
        Action: 'codeartifact:GetAuthorizationToken',
        Resource: 'arn:aws:codeartifact:*:*:domain/main',
      }),
    },
    {
      name: 'one user of every database',
      configuration: identity({ Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:*:*:dbuser:*/app' }),
    },
    { name: 'listing keys', configuration: identity({ Action: 'iam:List*', Resource: '*' }) },
  ],
  fail: [
    {
      name: 'keys of every user',
      configuration: identity({ Action: 'iam:CreateAccessKey', Resource: '*' }),
      path: 'policy.Statement[0].Resource',
    },
    {
      name: 'keys of every user of the account',
      configuration: identity({ Action: 'iam:CreateAccessKey', Resource: 'arn:aws:iam::111122223333:user/*' }),
    },
    {
      name: 'several in one finding',
      configuration: identity({ Action: 'iam:*', Resource: '*' }),
      findings: 1,
      message: 'iam:CreateAccessKey, iam:CreateServiceSpecificCredential',
    },
    {
      name: 'every user of every database',
      configuration: identity({ Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:111122223333:dbuser:*' }),
    },
    { name: 'passwords of every instance', configuration: identity({ Action: 'ec2:Get*', Resource: '*' }) },
    { name: 'federation tokens', configuration: identity({ Action: 'sts:GetFederationToken', Resource: '*' }) },
    { name: 'tokens of every package domain', configuration: identity({ Action: 'codeartifact:*', Resource: '*' }) },
    {
      name: 'identities of a pool',
      configuration: identity({ Action: 'cognito-identity:GetCredentialsForIdentity', Resource: '*' }),
    },
  ],
  unknown: [
    { name: 'the policy is a variable', configuration: hiddenIdentity },
    {
      name: 'the action is a variable',
      configuration: withVariables(identity({ Action: 'iam:${var.a}', Resource: '*' }), 'a'),
    },
  ],
});
