import rule from '../../../../lib/compliance/rules/iam/iam-policy-no-full-admin';
import trustRule from '../../../../lib/compliance/rules/iam/iam-role-trust-no-wildcard-principal';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../../rules/resource';
import { policyJson, withVariables } from '../../rules/iam/policies';

const ADMIN = policyJson({ Action: '*', Resource: '*' });
const READ = policyJson({ Action: 's3:GetObject', Resource: '*' });
const ADMIN_STATEMENT = { actions: ['*'], resources: ['*'] };
const document = (body: object, name = 'd') => ({ data: { aws_iam_policy_document: { [name]: body } } });

describe('the carriers of identity policies', () => {
  testRule(rule, {
    pass: [
      {
        name: 'a role whose inline policies are harmless',
        configuration: resource('aws_iam_role', { inline_policy: [{ name: 'a', policy: READ }] }),
      },
      {
        name: 'a data source that nothing uses',
        configuration: document({ statement: { actions: ['s3:GetObject'], resources: ['*'] } }),
      },
    ],
    fail: [
      ...['aws_iam_policy', 'aws_iam_role_policy', 'aws_iam_user_policy', 'aws_iam_group_policy'].map((type) => ({
        name: type,
        configuration: resource(type, { policy: ADMIN }),
        path: 'policy.Statement[0].Action',
      })),
      {
        name: 'a permission set',
        configuration: resource('aws_ssoadmin_permission_set_inline_policy', { inline_policy: ADMIN }),
        path: 'inline_policy.Statement[0].Action',
      },
      {
        name: 'the second inline policy of a role',
        configuration: resource('aws_iam_role', {
          inline_policy: [
            { name: 'a', policy: READ },
            { name: 'b', policy: ADMIN },
          ],
        }),
        path: 'inline_policy[1].policy.Statement[0].Action',
      },
      {
        name: 'an inline policy that is an object',
        configuration: resource('aws_iam_role', { inline_policy: { name: 'a', policy: ADMIN } }),
      },
      {
        name: 'a dynamic inline policy',
        configuration: resource('aws_iam_role', {
          dynamic: { inline_policy: { for_each: ['a'], content: { name: '${inline_policy.value}', policy: ADMIN } } },
        }),
      },
      {
        name: 'a data source that nothing uses',
        configuration: document({ statement: [ADMIN_STATEMENT] }),
        path: 'statement[0].actions',
      },
      {
        name: 'a data source that an output shows',
        configuration: {
          ...document({ statement: [ADMIN_STATEMENT] }),
          output: { json: { value: '${data.aws_iam_policy_document.d.json}' } },
        },
      },
      {
        name: 'a document of another document',
        configuration: {
          data: {
            aws_iam_policy_document: {
              base: { statement: [ADMIN_STATEMENT] },
              all: { source_policy_documents: ['${data.aws_iam_policy_document.base.json}'] },
            },
          },
          resource: { aws_iam_policy: { main: { policy: '${data.aws_iam_policy_document.all.json}' } } },
        },
        address: 'aws_iam_policy.main',
        message: 'data.aws_iam_policy_document.base',
      },
      {
        name: 'a policy that is only named in another one',
        configuration: resources({
          'aws_iam_policy.main': { policy: ADMIN },
          'aws_iam_policy.other': {
            policy: policyJson({
              Action: 'iam:CreateRole',
              Resource: '*',
              Condition: { ArnEquals: { 'iam:PolicyARN': '${aws_iam_policy.main.arn}' } },
            }),
          },
        }),
        address: 'aws_iam_policy.main',
      },
      {
        name: 'a policy that others name, but not as a boundary',
        configuration: resources({
          'aws_iam_policy.main': { policy: ADMIN },
          'aws_iam_policy.other': {
            policy:
              '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:AttachRolePolicy","Resource":"*","Condition":{"ArnEquals":{"iam:PolicyARN":["${aws_iam_policy.main.arn}"]}}}]}',
          },
        }),
        address: 'aws_iam_policy.main',
      },
      {
        name: 'a boundary that a policy asks for and a role has attached',
        configuration: resources({
          'aws_iam_policy.main': { policy: ADMIN },
          'aws_iam_role_policy_attachment.a': { role: 'r', policy_arn: '${aws_iam_policy.main.arn}' },
          'aws_iam_policy.other': {
            policy:
              '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:CreateRole","Resource":"*","Condition":{"StringNotEquals":{"iam:PermissionsBoundary":["${aws_iam_policy.main.arn}"]}}}]}',
          },
        }),
        address: 'aws_iam_policy.main',
      },
      {
        name: 'a boundary that is attached as well',
        configuration: resources({
          'aws_iam_policy.main': { policy: ADMIN },
          'aws_iam_role.r': { permissions_boundary: '${aws_iam_policy.main.arn}' },
          'aws_iam_role_policy_attachment.a': { role: 'r', policy_arn: '${aws_iam_policy.main.arn}' },
        }),
      },
    ],
    unknown: [
      {
        name: 'inline policies that are a variable',
        configuration: withVariables(resource('aws_iam_role', { inline_policy: '${var.p}' }), 'p'),
      },
      {
        name: 'a source document of another stack',
        configuration: { ...document({ source_policy_documents: ['${var.base}'] }), variable: { base: {} } },
      },
    ],
    notApplicable: [
      {
        name: 'a role without inline policies',
        configuration: resource('aws_iam_role', { assume_role_policy: READ, inline_policy: null }),
      },
      {
        name: 'the block that removes inline policies',
        configuration: resource('aws_iam_role', { inline_policy: [{}] }),
      },
      {
        name: 'a document that the policy of a bucket uses',
        configuration: {
          ...document({ statement: [ADMIN_STATEMENT] }),
          resource: { aws_s3_bucket_policy: { b: { policy: '${data.aws_iam_policy_document.d.json}' } } },
        },
      },
      {
        name: 'a document with principals',
        configuration: document({
          statement: [{ ...ADMIN_STATEMENT, principals: [{ type: 'AWS', identifiers: ['*'] }] }],
        }),
      },
      {
        name: 'a boundary that other policies name in a condition',
        configuration: resources({
          'aws_iam_policy.main': { policy: ADMIN },
          'aws_iam_role.r': { permissions_boundary: '${aws_iam_policy.main.arn}' },
          'data.aws_iam_policy_document.d': {
            statement: {
              actions: ['iam:CreateRole'],
              resources: ['*'],
              condition: {
                test: 'StringEquals',
                variable: 'iam:PermissionsBoundary',
                values: ['${aws_iam_policy.main.arn}'],
              },
            },
          },
        }),
        address: 'aws_iam_policy.main',
      },
      {
        name: 'a boundary that a document asks for, and no role of the configuration has',
        configuration: resources({
          'aws_iam_policy.main': { policy: ADMIN },
          'data.aws_iam_policy_document.d': {
            statement: {
              actions: ['iam:CreateRole'],
              resources: ['*'],
              condition: {
                test: 'StringEquals',
                variable: 'iam:PermissionsBoundary',
                values: ['${aws_iam_policy.main.arn}'],
              },
            },
          },
        }),
        address: 'aws_iam_policy.main',
      },
      {
        name: 'a boundary that a policy asks for, and no role of the configuration has',
        configuration: resources({
          'aws_iam_policy.main': { policy: ADMIN },
          'aws_iam_policy.other': {
            policy:
              '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:CreateRole","Resource":"*","Condition":{"StringNotEquals":{"iam:permissionsboundary":["${aws_iam_policy.main.arn}"]}}}]}',
          },
        }),
        address: 'aws_iam_policy.main',
      },
      {
        name: 'a boundary of a permission set',
        configuration: resources({
          'aws_iam_policy.main': { name: 'b', policy: ADMIN },
          'aws_ssoadmin_permissions_boundary_attachment.a': {
            permissions_boundary: { customer_managed_policy_reference: { name: '${aws_iam_policy.main.name}' } },
          },
        }),
      },
    ],
  });
});

describe('the carriers of trust policies', () => {
  const anybody = { actions: ['sts:AssumeRole'], principals: [{ type: 'AWS', identifiers: ['*'] }] };
  testRule(trustRule, {
    fail: [{ name: 'a document that nothing uses', configuration: document({ statement: [anybody] }) }],
    notApplicable: [
      {
        name: 'a document of an identity policy',
        configuration: document({ statement: [{ actions: ['sts:AssumeRole'], resources: ['*'] }] }),
      },
      {
        name: 'a document of a key policy',
        configuration: document({ statement: [{ ...anybody, actions: ['kms:*'] }] }),
      },
      { name: 'a role without a trust policy', configuration: resource('aws_iam_role', { assume_role_policy: null }) },
    ],
  });
});
