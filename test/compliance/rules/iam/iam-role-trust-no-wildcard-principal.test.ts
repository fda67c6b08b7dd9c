import rule from '../../../../lib/compliance/rules/iam/iam-role-trust-no-wildcard-principal';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';
import { hiddenTrust, trust, withVariables } from './policies';

const ANYBODY = { Action: 'sts:AssumeRole', Principal: { AWS: '*' } };
const limited = (operator: string, key: string, value: unknown) =>
  trust({ ...ANYBODY, Condition: { [operator]: { [key]: value } } });

testRule(rule, {
  pass: [
    { name: 'a service', configuration: trust({ ...ANYBODY, Principal: { Service: 'ec2.amazonaws.com' } }) },
    { name: 'an account', configuration: trust({ ...ANYBODY, Principal: { AWS: '111122223333' } }) },
    { name: 'an organization', configuration: limited('StringEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5') },
    { name: 'in another letter case', configuration: limited('StringEquals', 'AWS:principalorgid', ['o-a1b2c3d4e5']) },
    {
      name: 'a part of an organization',
      configuration: limited('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-a1b2c3d4e5/r-ab12/*'),
    },
    { name: 'an account by condition', configuration: limited('StringEquals', 'aws:PrincipalAccount', '111122223333') },
    {
      name: 'roles of one account',
      configuration: limited('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/ci-*'),
    },
    { name: 'a Deny', configuration: trust({ ...ANYBODY, Effect: 'Deny' }) },
    {
      name: 'a role of the configuration',
      configuration: resources({
        'aws_iam_role.a': {},
        'aws_iam_role.main': {
          assume_role_policy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', ...ANYBODY, Principal: { AWS: '${aws_iam_role.a.arn}' } }],
          }),
        },
      }),
      address: 'aws_iam_role.main',
    },
    {
      name: 'an unknown account',
      configuration: withVariables(
        trust({ ...ANYBODY, Principal: { AWS: 'arn:aws:iam::${var.account}:root' } }),
        'account',
      ),
    },
  ],
  fail: [
    { name: 'any AWS principal', configuration: trust(ANYBODY), path: 'assume_role_policy.Statement[0].Principal' },
    { name: 'a bare star', configuration: trust({ ...ANYBODY, Principal: '*' }) },
    { name: 'one in a list', configuration: trust({ ...ANYBODY, Principal: { AWS: ['111122223333', '*'] } }) },
    { name: 'any service', configuration: trust({ ...ANYBODY, Principal: { Service: '*' } }) },
    {
      name: 'any identity provider',
      configuration: trust({ Action: 'sts:AssumeRoleWithWebIdentity', Principal: { Federated: '*' } }),
    },
    {
      name: 'NotPrincipal',
      configuration: trust({ Action: 'sts:AssumeRole', NotPrincipal: { AWS: '111122223333' } }),
      path: 'assume_role_policy.Statement[0].NotPrincipal',
    },
    { name: 'any account', configuration: trust({ ...ANYBODY, Principal: { AWS: 'arn:aws:iam::*:root' } }) },
    {
      name: 'the second statement',
      configuration: trust({ ...ANYBODY, Principal: { Service: 'ec2.amazonaws.com' } }, ANYBODY),
      path: 'assume_role_policy.Statement[1].Principal',
    },
    { name: 'all actions', configuration: trust({ ...ANYBODY, Action: 'sts:*' }) },
    { name: 'only an external id', configuration: limited('StringEquals', 'sts:ExternalId', 'x') },
    { name: 'any organization', configuration: limited('StringLike', 'aws:PrincipalOrgID', '*') },
    { name: 'an open end of the organization', configuration: limited('StringLike', 'aws:PrincipalOrgID', 'o-*') },
    {
      name: 'a condition that a missing key passes',
      configuration: limited('StringEqualsIfExists', 'aws:SourceAccount', '111122223333'),
    },
    { name: 'roles of any account', configuration: limited('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/ci') },
    {
      name: 'jsonencode',
      configuration: resource('aws_iam_role', {
        assume_role_policy:
          '${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Action" = "sts:AssumeRole", "Effect" = "Allow", "Principal" = {"AWS" = "*"}}]})}',
      }),
    },
    {
      name: 'a data source',
      configuration: resources({
        'data.aws_iam_policy_document.d': {
          statement: [{ actions: ['sts:AssumeRole'], principals: [{ type: '*', identifiers: ['*'] }] }],
        },
        'aws_iam_role.main': { assume_role_policy: '${data.aws_iam_policy_document.d.json}' },
      }),
      address: 'aws_iam_role.main',
      findings: 1,
    },
    {
      name: 'a data source that nothing uses',
      configuration: {
        data: {
          aws_iam_policy_document: {
            d: { statement: [{ actions: ['sts:AssumeRole'], principals: [{ type: 'AWS', identifiers: ['*'] }] }] },
          },
        },
      },
      path: 'statement[0].principals',
    },
    {
      name: 'the account of whoever asks',
      configuration: limited('StringEquals', 'aws:PrincipalAccount', '$${aws:PrincipalAccount}'),
    },
    {
      name: 'a role of the account of whoever asks',
      configuration: limited('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::$${aws:PrincipalAccount}:role/ci'),
    },
  ],
  unknown: [
    { name: 'the trust policy is a variable', configuration: hiddenTrust },
    {
      name: 'the principal is a variable',
      configuration: withVariables(trust({ ...ANYBODY, Principal: { AWS: '${var.p}' } }), 'p'),
    },
    {
      name: 'the organization is a variable',
      configuration: withVariables(limited('StringEquals', 'aws:PrincipalOrgID', '${var.org}'), 'org'),
    },
    {
      name: 'the principals are a variable',
      configuration: withVariables(trust({ ...ANYBODY, Principal: '${var.p}' }), 'p'),
    },
  ],
  notApplicable: [
    {
      name: 'a bucket policy',
      configuration: resources({
        'data.aws_iam_policy_document.d': {
          statement: [{ actions: ['s3:GetObject'], principals: [{ type: '*', identifiers: ['*'] }] }],
        },
        'aws_s3_bucket_policy.b': { policy: '${data.aws_iam_policy_document.d.json}' },
      }),
    },
  ],
});
