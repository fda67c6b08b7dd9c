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
