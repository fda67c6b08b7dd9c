import rule from '../../../../lib/compliance/rules/iam/iam-policy-no-resource-exposure';
import { testRule } from '../../../../lib/testing/rule-tester';
import { hiddenIdentity, identity, withVariables } from './policies';

const SHARE = { Action: 'ec2:ModifySnapshotAttribute', Resource: '*' };
const GRANT = { Action: 'kms:CreateGrant', Resource: '*' };

testRule(rule, {
  pass: [
    {
      name: 'one snapshot',
      configuration: identity({ ...SHARE, Resource: 'arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0' }),
    },
    {
      name: 'snapshots by tag',
      configuration: identity({ ...SHARE, Condition: { StringEquals: { 'ec2:ResourceTag/team': 'orders' } } }),
    },
    {
      name: 'functions by prefix',
      configuration: identity({ Action: 'lambda:AddPermission', Resource: 'arn:aws:lambda:*:*:function:orders-*' }),
    },
    {
      name: 'grants that services ask for',
      configuration: identity({ ...GRANT, Condition: { Bool: { 'kms:GrantIsForAWSResource': true } } }),
    },
    {
      name: 'shares within the organization',
      configuration: identity({
        Action: 'ram:CreateResourceShare',
        Resource: '*',
        Condition: { Bool: { 'ram:RequestedAllowsExternalPrincipals': 'false' } },
      }),
    },
    { name: 'other writes', configuration: identity({ Action: ['s3:PutObject', 'sqs:SendMessage'], Resource: '*' }) },
    {
      name: 'policies that are taken away',
      configuration: identity({ Action: 's3:DeleteBucketPolicy', Resource: '*' }),
    },
    { name: 'a Deny', configuration: identity({ ...SHARE, Effect: 'Deny' }) },
  ],
  fail: [
    {
      name: 'every snapshot',
      configuration: identity(SHARE),
      message: 'ec2:ModifySnapshotAttribute may open every resource to other accounts',
    },
    {
      name: 'one finding a statement',
      configuration: identity({
        Action: ['lambda:addpermission', 's3:PutBucketAcl', 'ram:CreateResourceShare'],
        Resource: '*',
      }),
      message: 'lambda:AddPermission, ram:CreateResourceShare, s3:PutBucketAcl',
      findings: 1,
    },
    {
      name: 'every function of the account',
      configuration: identity({ Action: 'lambda:Add*', Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:*' }),
    },
    { name: 'a whole service', configuration: identity({ Action: 'sqs:*', Resource: 'arn:aws:sqs:*:*:*' }) },
    {
      name: 'shares with anyone',
      configuration: identity({
        Action: 'ram:CreateResourceShare',
        Resource: '*',
        Condition: { Bool: { 'ram:RequestedAllowsExternalPrincipals': 'true' } },
      }),
    },
    { name: 'grants of any kind', configuration: identity(GRANT) },
    {
      name: 'grants that need not be for services',
      configuration: identity({ ...GRANT, Condition: { Bool: { 'kms:GrantIsForAWSResource': 'false' } } }),
    },
    {
      name: 'grants where the key may be missing',
      configuration: identity({ ...GRANT, Condition: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'true' } } }),
    },
    {
      name: 'all but some actions',
      configuration: identity({ Action: undefined, NotAction: 'iam:*', Resource: '*' }),
    },
  ],
  unknown: [
    { name: 'the policy is a variable', configuration: hiddenIdentity },
    {
      name: 'the resource is a variable',
      configuration: withVariables(identity({ ...SHARE, Resource: '${var.r}' }), 'r'),
    },
  ],
});
