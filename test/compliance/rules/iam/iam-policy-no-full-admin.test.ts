import rule from '../../../../lib/compliance/rules/iam/iam-policy-no-full-admin';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';
import { byDocument, hiddenIdentity, identity, policyJson, withVariables } from './policies';

const ADMIN = { Action: '*', Resource: '*' };

testRule(rule, {
  pass: [
    { name: 'all actions on one bucket', configuration: identity({ Action: '*', Resource: 'arn:aws:s3:::b/*' }) },
    { name: 'one service on everything', configuration: identity({ Action: 's3:*', Resource: '*' }) },
    { name: 'a Deny', configuration: identity({ ...ADMIN, Effect: 'Deny' }) },
    { name: 'all but IAM', configuration: identity({ NotAction: ['iam:*', 'organizations:*'], Resource: '*' }) },
    ...['*:*', 'IAM:*', ['iam:Attach*', 'iam:put*', 'iam:CreatePolicy*']].map((kept) => ({
      name: `all but what writes policies: ${String(kept)}`,
      configuration: identity({ NotAction: kept, Resource: '*' }),
    })),
    {
      name: 'a resource with an unknown piece',
      configuration: withVariables(identity({ Action: '*', Resource: 'arn:aws:s3:::${var.b}/*' }), 'b'),
    },
    {
      name: 'the ARN of a bucket',
      configuration: resources({
        'aws_s3_bucket.b': {},
        'aws_iam_policy.main': { policy: policyJson({ Action: '*', Resource: '${aws_s3_bucket.b.arn}' }) },
      }),
      address: 'aws_iam_policy.main',
    },
  ],
  fail: [
    { name: 'text', configuration: identity(ADMIN), path: 'policy.Statement[0].Action' },
    {
      name: 'a list that holds it',
      configuration: identity({ Action: ['s3:GetObject', '*:*'], Resource: ['arn:aws:s3:::b', '*'] }),
    },
    {
      name: 'the second statement',
      configuration: identity({ Action: 's3:GetObject', Resource: '*' }, ADMIN),
      path: 'policy.Statement[1].Action',
      findings: 1,
    },
    {
      name: 'jsonencode, as CDKTF writes it',
      configuration: resource('aws_iam_policy', {
        policy:
          '${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Action" = "*", "Effect" = "Allow", "Resource" = "*"}]})}',
      }),
    },
    { name: 'NotResource', configuration: identity({ Action: '*', NotResource: 'arn:aws:s3:::b' }) },
    {
      name: 'NotAction that leaves IAM whole',
      configuration: identity({ NotAction: 's3:DeleteBucket', Resource: '*' }),
      path: 'policy.Statement[0].NotAction',
    },
    ...['iam:GetUser', 'iam:Put*', ['iam:Attach*', 'iam:Put*'], 'iam:*User*'].map((kept) => ({
      name: `NotAction that leaves ways to write policies: ${String(kept)}`,
      configuration: identity({ NotAction: kept, Resource: '*' }),
    })),
    { name: 'every ARN', configuration: identity({ Action: '*', Resource: 'arn:aws:*' }) },
    {
      name: 'a data source',
      configuration: byDocument({ actions: ['*'], resources: ['*'] }),
      address: 'aws_iam_policy.main',
      path: 'policy',
      message: 'data.aws_iam_policy_document.doc',
    },
    {
      name: 'a variable whose default is a star',
      configuration: { ...identity({ Action: '${var.a}', Resource: '*' }), variable: { a: { default: '*' } } },
    },
    {
      name: 'one statement, not a list',
      configuration: resource('aws_iam_policy', {
        policy: JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...ADMIN } }),
      }),
    },
    ...['aws-cn', 'aws-us-gov', 'aws-eusc', 'aws-iso', 'aws-iso-b'].map((partition) => ({
      name: `everything in ${partition}`,
      configuration: identity({ Action: '*', Resource: `arn:${partition}:*:*:*:*` }),
    })),
  ],
  unknown: [
    { name: 'the policy is a variable', configuration: hiddenIdentity, path: 'policy' },
    {
      name: 'the action is a variable',
      configuration: withVariables(identity({ Action: '${var.a}', Resource: '*' }), 'a'),
    },
    ...['${var.a}', 'iam:${var.a}', '${var.a}:*'].map((kept) => ({
      name: `what is left out is ${kept}`,
      configuration: withVariables(identity({ NotAction: kept, Resource: '*' }), 'a'),
    })),
    { name: 'the effect is a variable', configuration: withVariables(identity({ ...ADMIN, Effect: '${var.e}' }), 'e') },
    {
      name: 'the resource is a variable',
      configuration: withVariables(identity({ Action: '*', Resource: '${var.r}' }), 'r'),
    },
    { name: 'no JSON', configuration: resource('aws_iam_policy', { policy: '{' }), message: 'not valid JSON' },
    {
      name: 'a dynamic statement',
      configuration: {
        data: {
          aws_iam_policy_document: {
            doc: { dynamic: { statement: { for_each: '${var.s}', content: { actions: ['*'], resources: ['*'] } } } },
          },
        },
        variable: { s: { type: 'list(string)' } },
      },
    },
    {
      name: 'a statement that an unknown document may replace',
      configuration: withVariables(
        resources({
          'data.aws_iam_policy_document.doc': {
            statement: [{ sid: 'all', actions: ['*'], resources: ['*'] }],
            override_policy_documents: ['${var.override}'],
          },
          'aws_iam_policy.main': { policy: '${data.aws_iam_policy_document.doc.json}' },
        }),
        'override',
      ),
      address: 'aws_iam_policy.main',
    },
  ],
  notApplicable: [
    { name: 'count = 0', configuration: resource('aws_iam_policy', { count: 0, policy: policyJson(ADMIN) }) },
    { name: 'a null policy', configuration: resource('aws_iam_policy', { policy: null }) },
    {
      name: 'a permissions boundary',
      configuration: resources({
        'aws_iam_policy.main': { policy: policyJson(ADMIN) },
        'aws_iam_role.r': { permissions_boundary: '${aws_iam_policy.main.arn}' },
      }),
    },
    {
      name: 'the key policy of a data source',
      configuration: resources({
        'data.aws_iam_policy_document.doc': {
          statement: [
            {
              actions: ['*'],
              resources: ['*'],
              principals: [{ type: 'AWS', identifiers: ['arn:aws:iam::111122223333:root'] }],
            },
          ],
        },
        'aws_kms_key.k': { policy: '${data.aws_iam_policy_document.doc.json}' },
      }),
    },
  ],
});
