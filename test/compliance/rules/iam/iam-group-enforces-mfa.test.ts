import rule from '../../../../lib/compliance/rules/iam/iam-group-enforces-mfa';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { policyJson, withVariables } from './policies';

const MFA = 'aws:MultiFactorAuthPresent';
const DENY = policyJson({
  Effect: 'Deny',
  NotAction: 'iam:*',
  Resource: '*',
  Condition: { BoolIfExists: { [MFA]: 'false' } },
});
const denyOf = (statement: object) => ({
  Effect: 'Deny',
  ...statement,
  Condition: { BoolIfExists: { [MFA]: 'false' } },
});
const group = (rest: Record<string, Record<string, unknown>>) =>
  resources({ 'aws_iam_group.main': { name: 'developers' }, ...rest });
const inline = (policy: string) => group({ 'aws_iam_group_policy.p': { group: '${aws_iam_group.main.name}', policy } });

testRule(rule, {
  pass: [
    { name: 'a Deny without MFA', configuration: inline(DENY) },
    {
      name: 'by name of the group',
      configuration: group({ 'aws_iam_group_policy.p': { group: 'developers', policy: DENY } }),
    },
    {
      name: 'by attachment',
      configuration: group({
        'aws_iam_policy.p': { policy: DENY },
        'aws_iam_group_policy_attachment.a': { group: 'developers', policy_arn: '${aws_iam_policy.p.arn}' },
      }),
    },
    {
      name: 'beside another policy',
      configuration: group({
        'aws_iam_group_policy.p': { group: 'developers', policy: DENY },
        'aws_iam_group_policy_attachment.a': {
          group: 'developers',
          policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        },
      }),
    },
    {
      name: 'every Allow asks for MFA',
      configuration: inline(policyJson({ Action: 's3:*', Resource: '*', Condition: { Bool: { [MFA]: 'true' } } })),
    },
    {
      name: 'a Deny of all that is allowed',
      configuration: inline(
        policyJson(
          { Action: ['s3:Get*', 'S3:ListBucket'], Resource: 'arn:aws:s3:::example/*' },
          denyOf({ Action: 's3:*', Resource: 'arn:aws:s3:::*' }),
        ),
      ),
    },
    {
      name: 'every Allow asks for a recent sign-in with MFA',
      configuration: inline(
        policyJson({
          Action: 's3:*',
          Resource: '*',
          Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } },
        }),
      ),
    },
  ],
  fail: [
    { name: 'no policy', configuration: group({}) },
    { name: 'an Allow without MFA', configuration: inline(policyJson({ Action: 's3:*', Resource: '*' })) },
    {
      name: 'one Allow of two',
      configuration: inline(
        policyJson(
          { Action: 's3:*', Resource: '*', Condition: { Bool: { [MFA]: 'true' } } },
          { Action: 'ec2:*', Resource: '*' },
        ),
      ),
    },
    {
      name: 'a Deny that access keys pass',
      configuration: inline(
        policyJson({ Effect: 'Deny', Action: '*', Resource: '*', Condition: { Bool: { [MFA]: 'false' } } }),
      ),
    },
    {
      name: 'a policy of AWS',
      configuration: group({
        'aws_iam_group_policy_attachment.a': {
          group: 'developers',
          policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        },
      }),
    },
    {
      name: 'the policy of another group',
      configuration: group({ 'aws_iam_group_policy.p': { group: 'admins', policy: DENY } }),
    },
    {
      name: 'a Deny of one action',
      configuration: inline(
        policyJson({ Action: '*', Resource: '*' }, denyOf({ Action: 's3:DeleteBucket', Resource: '*' })),
      ),
    },
    {
      name: 'a Deny on one resource',
      configuration: inline(
        policyJson({ Action: '*', Resource: '*' }, denyOf({ Action: '*', Resource: 'arn:aws:s3:::example' })),
      ),
    },
    {
      name: 'a Deny of one service beside a policy of AWS',
      configuration: group({
        'aws_iam_group_policy.p': {
          group: 'developers',
          policy: policyJson(denyOf({ Action: 's3:*', Resource: '*' })),
        },
        'aws_iam_group_policy_attachment.a': {
          group: 'developers',
          policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        },
      }),
    },
  ],
  unknown: [
    {
      name: 'a policy of another stack',
      configuration: withVariables(
        group({ 'aws_iam_group_policy_attachment.a': { group: 'developers', policy_arn: '${var.p}' } }),
        'p',
      ),
    },
    { name: 'a policy that is a variable', configuration: withVariables(inline('${var.p}'), 'p') },
    {
      name: 'a policy of the customer that is elsewhere',
      configuration: group({
        'aws_iam_group_policy_attachment.a': {
          group: 'developers',
          policy_arn: 'arn:aws:iam::111122223333:policy/mfa',
        },
      }),
    },
    {
      name: 'one of two policies',
      configuration: withVariables(
        group({
          'aws_iam_policy.p': { policy: DENY },
          'aws_iam_policy.q': { policy: policyJson({ Action: '*', Resource: '*' }) },
          'aws_iam_group_policy_attachment.a': {
            group: 'developers',
            policy_arn: '${var.p ? aws_iam_policy.p.arn : aws_iam_policy.q.arn}',
          },
        }),
        'p',
      ),
    },
  ],
});
