import rule from '../../../../lib/compliance/rules/iam/iam-role-permissions-boundary';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';
import { policyJson, withVariables } from './policies';

const BOUNDARY = 'arn:aws:iam::111122223333:policy/boundary';
const writers = { onlyForIamWriters: true };
const role = (policies: Record<string, Record<string, unknown>>) =>
  resources({ 'aws_iam_role.main': { name: 'app' }, ...policies });
const CREATE = policyJson({ Action: 'iam:Create*', Resource: '*' });

testRule(rule, {
  pass: [
    { name: 'a boundary', configuration: resource('aws_iam_role', { permissions_boundary: BOUNDARY }) },
    {
      name: 'a policy of the configuration',
      configuration: resources({
        'aws_iam_policy.b': { policy: '{}' },
        'aws_iam_user.main': { permissions_boundary: '${aws_iam_policy.b.arn}' },
      }),
    },
    {
      name: 'the required one',
      configuration: resource('aws_iam_role', { permissions_boundary: BOUNDARY }),
      options: { requiredBoundaryArn: 'arn:aws:iam::*:policy/boundary' },
    },
    {
      name: 'an ARN with unknown pieces',
      configuration: withVariables(
        resource('aws_iam_role', { permissions_boundary: 'arn:aws:iam::${var.account}:policy/boundary' }),
        'account',
      ),
    },
  ],
  fail: [
    { name: 'absent', configuration: resource('aws_iam_role', {}), path: 'permissions_boundary' },
    { name: 'null', configuration: resource('aws_iam_user', { permissions_boundary: null }) },
    {
      name: 'another one',
      configuration: resource('aws_iam_role', { permissions_boundary: BOUNDARY }),
      options: { requiredBoundaryArn: 'arn:aws:iam::*:policy/strict' },
    },
    {
      name: 'a writer by inline policy',
      configuration: role({ 'aws_iam_role_policy.p': { role: '${aws_iam_role.main.id}', policy: CREATE } }),
      options: writers,
    },
    {
      name: 'a writer by attachment',
      configuration: role({
        'aws_iam_policy.p': { policy: CREATE },
        'aws_iam_role_policy_attachment.a': { role: 'app', policy_arn: '${aws_iam_policy.p.arn}' },
      }),
      options: writers,
    },
    {
      name: 'a writer by a policy of AWS',
      configuration: role({
        'aws_iam_role_policy_attachment.a': { role: 'app', policy_arn: 'arn:aws:iam::aws:policy/IAMFullAccess' },
      }),
      options: writers,
    },
  ],
  unknown: [
    {
      name: 'a variable',
      configuration: withVariables(resource('aws_iam_role', { permissions_boundary: '${var.b}' }), 'b'),
    },
    {
      name: 'a policy of another stack',
      configuration: withVariables(
        role({ 'aws_iam_role_policy_attachment.a': { role: 'app', policy_arn: '${var.p}' } }),
        'p',
      ),
      options: writers,
    },
    {
      name: 'a policy or none',
      configuration: withVariables(
        resources({
          'aws_iam_policy.b': { policy: '{}' },
          'aws_iam_role.main': { permissions_boundary: '${var.bounded ? aws_iam_policy.b.arn : null}' },
        }),
        'bounded',
      ),
    },
  ],
  notApplicable: [
    {
      name: 'a role that does not write to IAM',
      configuration: role({
        'aws_iam_role_policy.p': { role: 'app', policy: policyJson({ Action: 's3:GetObject', Resource: '*' }) },
      }),
      options: writers,
    },
  ],
});
