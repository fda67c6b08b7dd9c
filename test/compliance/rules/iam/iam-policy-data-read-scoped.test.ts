import rule from '../../../../lib/compliance/rules/iam/iam-policy-data-read-scoped';
import { testRule } from '../../../../lib/testing/rule-tester';
import { hiddenIdentity, identity, withVariables } from './policies';

const READ = { Action: 's3:GetObject', Resource: '*' };

testRule(rule, {
  pass: [
    { name: 'one bucket', configuration: identity({ ...READ, Resource: 'arn:aws:s3:::reports/*' }) },
    { name: 'buckets by prefix', configuration: identity({ ...READ, Resource: 'arn:aws:s3:::reports-*' }) },
    {
      name: 'the bucket of the configuration',
      configuration: identity({ ...READ, Resource: '${aws_s3_bucket.b.arn}/*' }),
    },
    {
      name: 'one table',
      configuration: identity({ Action: 'dynamodb:Query', Resource: 'arn:aws:dynamodb:*:*:table/a' }),
    },
    {
      name: 'names of buckets',
      configuration: identity({ Action: ['s3:ListBucket', 's3:GetBucketAcl'], Resource: '*' }),
    },
    { name: 'writes', configuration: identity({ Action: ['s3:PutObject', 'dynamodb:PutItem'], Resource: '*' }) },
    {
      name: 'resources of the own account',
      configuration: identity({ ...READ, Condition: { StringEquals: { 'aws:ResourceAccount': '111122223333' } } }),
    },
    { name: 'a Deny', configuration: identity({ ...READ, Effect: 'Deny' }) },
    {
      name: 'secrets, which have a rule',
      configuration: identity({ Action: 'secretsmanager:GetSecretValue', Resource: '*' }),
    },
  ],
  fail: [
    {
      name: 'every object',
      configuration: identity(READ),
      message: 's3:GetObject may read the data of every resource',
    },
    {
      name: 'one finding a statement',
      configuration: identity({
        Action: ['s3:GetObject', 'sqs:ReceiveMessage', 'ebs:GetSnapshotBlock'],
        Resource: '*',
      }),
      message: 's3:GetObject, sqs:ReceiveMessage, ebs:GetSnapshotBlock',
      findings: 1,
    },
    { name: 'every bucket', configuration: identity({ ...READ, Resource: 'arn:aws:s3:::*' }) },
    { name: 'every object of every bucket', configuration: identity({ ...READ, Resource: 'arn:aws:s3:::*/*' }) },
    { name: 'by wildcard', configuration: identity({ Action: 's3:Get*', Resource: '*' }) },
    {
      name: 'every table of a region',
      configuration: identity({
        Action: 'dynamodb:Scan',
        Resource: 'arn:aws:dynamodb:eu-west-1:111122223333:table/*',
      }),
    },
    {
      name: 'all but some actions, of which a message names a few',
      message: 's3vectors:QueryVectors and ',
      configuration: identity({ Action: undefined, NotAction: 'iam:*', Resource: '*' }),
    },
    {
      name: 'all but one bucket',
      configuration: identity({ Action: 's3:GetObject', Resource: undefined, NotResource: 'arn:aws:s3:::a/*' }),
    },
    {
      name: 'a tag that may be missing',
      configuration: identity({ ...READ, Condition: { StringEqualsIfExists: { 'aws:ResourceAccount': '1' } } }),
    },
  ],
  unknown: [
    { name: 'the policy is a variable', configuration: hiddenIdentity },
    {
      name: 'the resource is a variable',
      configuration: withVariables(identity({ ...READ, Resource: '${var.r}' }), 'r'),
    },
    { name: 'the action is a variable', configuration: withVariables(identity({ ...READ, Action: '${var.a}' }), 'a') },
  ],
});
