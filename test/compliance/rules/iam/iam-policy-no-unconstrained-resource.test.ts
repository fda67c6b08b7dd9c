import rule from '../../../../lib/compliance/rules/iam/iam-policy-no-unconstrained-resource';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { byDocument, hiddenIdentity, identity, policyJson, withVariables } from './policies';

const WRITE = { Action: 'dynamodb:PutItem', Resource: '*' };

testRule(rule, {
  pass: [
    {
      name: 'policies of resources, which iam-policy-no-resource-exposure reports',
      configuration: identity({ Action: ['s3:PutBucketPolicy', 'SQS:addpermission'], Resource: '*' }),
    },
    { name: 'a named resource', configuration: identity({ ...WRITE, Resource: 'arn:aws:dynamodb:*:*:table/orders' }) },
    {
      name: 'every resource of another service than the one that is written to',
      configuration: identity({ ...WRITE, Resource: 'arn:aws:s3:::*' }),
    },
    {
      name: 'every resource of a service in a region',
      configuration: identity({ ...WRITE, Resource: 'arn:aws:dynamodb:eu-west-1:111122223333:*' }),
    },
    {
      name: 'a name that begins with a word',
      configuration: identity({ Action: 's3:PutObject', Resource: 'arn:aws:s3:::reports-*' }),
    },
    {
      name: 'reading only',
      configuration: identity({
        Action: ['ec2:Describe*', 's3:GetObject', 'dynamodb:Query', 'iam:SimulatePrincipalPolicy'],
        Resource: '*',
      }),
    },
    {
      name: 'actions that know no resource',
      configuration: identity({
        Action: ['xray:PutTraceSegments', 'cloudwatch:PutMetricData', 'ssmmessages:CreateDataChannel', 'ec2messages:*'],
        Resource: '*',
      }),
    },
    {
      name: 'a tag of the resource',
      configuration: identity({
        ...WRITE,
        Condition: { StringEquals: { 'aws:ResourceTag/team': '$${aws:PrincipalTag/team}' } },
      }),
    },
    {
      name: 'the account of the resource',
      configuration: identity({ ...WRITE, Condition: { StringEquals: { 'aws:ResourceAccount': '111122223333' } } }),
    },
    {
      name: 'through one service',
      configuration: identity({
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } },
      }),
    },
    { name: 'a Deny', configuration: identity({ ...WRITE, Effect: 'Deny' }) },
    {
      name: 'the resource has an unknown piece',
      configuration: withVariables(identity({ ...WRITE, Resource: '${var.arn}/*' }), 'arn'),
    },
    {
      name: 'a reference to the table',
      configuration: resources({
        'aws_dynamodb_table.t': {},
        'aws_iam_policy.main': { policy: policyJson({ ...WRITE, Resource: ['${aws_dynamodb_table.t.arn}'] }) },
      }),
      address: 'aws_iam_policy.main',
    },
    {
      name: 'the key policy of a data source',
      configuration: resources({
        'data.aws_iam_policy_document.key': {
          statement: [
            { actions: ['kms:*'], resources: ['*'], principals: [{ type: 'AWS', identifiers: ['111122223333'] }] },
          ],
        },
        'aws_iam_policy.main': { policy: policyJson({ Action: 's3:ListBucket', Resource: '*' }) },
      }),
    },
    {
      name: 'a tag whose key is a variable',
      configuration: withVariables(
        identity({ ...WRITE, Condition: { StringEquals: { 'aws:ResourceTag/${var.key}': 'shop' } } }),
        'key',
      ),
    },
  ],
  fail: [
    {
      name: 'a write',
      configuration: identity(WRITE),
      path: 'policy.Statement[0].Resource',
      message: 'dynamodb:PutItem',
    },
    ...[
      ['s3:PutObject', 'arn:aws:s3:::*'],
      ['s3:Put*', 'arn:aws:s3:*'],
      ['dynamodb:PutItem', 'arn:*:dynamodb:*:*:*'],
      ['DynamoDB:PutItem', 'arn:aws:dynamodb:*:111122223333:*'],
      ['iam:CreateUser', 'arn:aws:iam::111122223333:*'],
      ['sns:Publish', 'arn:aws:s*:*:*:*'],
    ].map(([action, arn]) => ({
      name: `${String(action)} on all that its service has: ${String(arn)}`,
      configuration: identity({ Action: action, Resource: ['arn:aws:s3:::b/*', arn] }),
      message: String(action),
    })),
    {
      name: 'all that the service has in an account that is a variable',
      configuration: withVariables(
        identity({ Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:*:${var.account}:*' }),
        'account',
      ),
    },
    { name: 'tagging', configuration: identity({ Action: 'dynamodb:TagResource', Resource: '*' }) },
    {
      name: 'permissions that no rule of its own judges',
      configuration: identity({ Action: ['s3:GetObject', 'cloudformation:SetStackPolicy'], Resource: '*' }),
      message: 'cloudformation:SetStackPolicy may write',
    },
    {
      name: 'grants of keys for services, which open no key but write to all of them',
      configuration: identity({
        Action: 'kms:CreateGrant',
        Resource: '*',
        Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      }),
    },
    { name: 'a pattern of writes', configuration: identity({ Action: 's3:Put*', Resource: '*' }) },
    { name: 'a service', configuration: identity({ Action: 'dynamodb:*', Resource: '*' }) },
    {
      name: 'a write that is called Get',
      configuration: identity({ Action: 'redshift:GetClusterCredentials', Resource: '*' }),
    },
    { name: 'lower case', configuration: identity({ Action: 'dynamodb:putitem', Resource: '*' }) },
    {
      name: 'an action that the tables do not know',
      configuration: identity({ Action: 'newservice:DeleteThing', Resource: '*' }),
    },
    { name: 'NotAction', configuration: identity({ NotAction: 'iam:*', Resource: '*' }) },
    {
      name: 'NotResource',
      configuration: identity({ ...WRITE, Resource: undefined, NotResource: 'arn:aws:s3:::b' }),
      path: 'policy.Statement[0].NotResource',
    },
    {
      name: 'a tag that may be missing',
      configuration: identity({ ...WRITE, Condition: { StringEqualsIfExists: { 'aws:ResourceTag/team': 'a' } } }),
    },
    {
      name: 'any tag',
      configuration: identity({ ...WRITE, Condition: { StringLike: { 'aws:ResourceTag/team': '*' } } }),
    },
    {
      name: 'a negated tag',
      configuration: identity({ ...WRITE, Condition: { StringNotEquals: { 'aws:ResourceTag/team': 'a' } } }),
    },
    {
      name: 'a condition on the region',
      configuration: identity({ ...WRITE, Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
    },
    {
      name: 'a data source',
      configuration: byDocument({ actions: ['sqs:DeleteQueue'], resources: ['*'] }),
      address: 'aws_iam_policy.main',
    },
    {
      name: 'a tag of the request whose key is a variable',
      configuration: withVariables(
        identity({ ...WRITE, Condition: { StringEquals: { 'aws:RequestTag/${var.key}': 'shop' } } }),
        'key',
      ),
    },
  ],
  unknown: [
    { name: 'the policy is a variable', configuration: hiddenIdentity },
    {
      name: 'the resource is a variable',
      configuration: withVariables(identity({ ...WRITE, Resource: '${var.r}' }), 'r'),
    },
    {
      name: 'the action is a variable',
      configuration: withVariables(identity({ ...WRITE, Action: 's3:${var.a}' }), 'a'),
    },
    {
      name: 'the tag is a variable',
      configuration: withVariables(
        identity({ ...WRITE, Condition: { StringLike: { 'aws:ResourceTag/team': '${var.t}' } } }),
        't',
      ),
    },
  ],
});
