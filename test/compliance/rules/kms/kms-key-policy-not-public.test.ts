import rule from '../../../../lib/compliance/rules/kms/kms-key-policy-not-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';
import { keyWith, policyText } from './key-policy';

const DECRYPT = { Action: 'kms:Decrypt' };
const held = (Condition: object) => keyWith({ ...DECRYPT, Principal: { AWS: '*' }, Condition });
const statement = { actions: ['kms:*'], resources: ['*'] };

testRule(rule, {
  pass: [
    { name: 'no policy: the default one', configuration: resource('aws_kms_key', {}) },
    { name: 'null policy', configuration: resource('aws_kms_key', { policy: null }) },
    {
      name: 'the account root',
      configuration: keyWith({ Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*' }),
    },
    { name: 'a service', configuration: keyWith({ ...DECRYPT, Principal: { Service: 'sns.amazonaws.com' } }) },
    { name: 'a Deny for everyone', configuration: keyWith({ Effect: 'Deny', Principal: '*', Action: 'kms:*' }) },
    { name: 'kms:CallerAccount', configuration: held({ StringEquals: { 'kms:CallerAccount': '111122223333' } }) },
    {
      name: 'another letter case of the key',
      configuration: held({ StringLike: { 'AWS:principalOrgId': ['o-abc1234567'] } }),
    },
    {
      name: 'units of one organization',
      configuration: held({
        'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-abc1234567/r-ab12/ou-ab12-11111111/*' },
      }),
    },
    {
      name: 'the own account by reference',
      configuration: held({ StringEquals: { 'kms:CallerAccount': '${data.aws_caller_identity.current.account_id}' } }),
    },
    {
      name: 'the own root by reference',
      configuration: keyWith({
        Principal: { AWS: 'arn:aws:iam::${data.aws_caller_identity.current.account_id}:root' },
        Action: 'kms:*',
      }),
    },
    {
      name: 'count = 0 leaves a private key',
      configuration: resources({
        'aws_kms_key.main': {},
        'aws_kms_key.gone': { count: 0, policy: policyText({ Principal: '*', Action: '*' }) },
      }),
    },
  ],
  fail: [
    {
      name: 'everyone',
      configuration: keyWith({ ...DECRYPT, Principal: '*' }),
      path: 'policy.Statement[0].Principal',
      message: 'lets everyone use the key',
    },
    { name: 'AWS: *', configuration: keyWith({ ...DECRYPT, Principal: { AWS: '*' } }) },
    {
      name: 'everyone in a list',
      configuration: keyWith({ ...DECRYPT, Principal: { AWS: ['arn:aws:iam::111122223333:root', '*'] } }),
    },
    {
      name: 'NotPrincipal',
      configuration: keyWith({ ...DECRYPT, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }),
      path: 'policy.Statement[0].NotPrincipal',
    },
    {
      name: 'kms:ViaService alone',
      configuration: held({ StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } }),
    },
    { name: 'a wildcard value', configuration: held({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }) },
    {
      name: 'one of two values has a wildcard',
      configuration: held({
        ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/a', 'arn:aws:iam::*:role/b'] },
      }),
    },
    {
      name: 'a policy variable',
      configuration: held({ StringEquals: { 'kms:CallerAccount': '$${aws:PrincipalAccount}' } }),
    },
    { name: 'a negative operator', configuration: held({ StringNotEquals: { 'kms:CallerAccount': '111122223333' } }) },
    { name: 'IfExists', configuration: held({ StringEqualsIfExists: { 'kms:CallerAccount': '111122223333' } }) },
    {
      name: 'two statements',
      configuration: keyWith({ ...DECRYPT, Principal: '*' }, { ...DECRYPT, Principal: { AWS: '*' } }),
      findings: 2,
    },
    {
      name: 'jsonencode',
      configuration: resource('aws_kms_key', {
        policy:
          '${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Effect" = "Allow", "Principal" = {"AWS" = "*"}, "Action" = "kms:*", "Resource" = "*"}]})}',
      }),
    },
    ...['aws_kms_key_policy', 'aws_kms_external_key', 'aws_kms_replica_key', 'aws_kms_replica_external_key'].map(
      (type) => ({
        name: type,
        configuration: resource(type, { policy: policyText({ ...DECRYPT, Principal: '*' }) }),
      }),
    ),
    {
      name: 'a data source, principals as an object',
      configuration: resources({
        'aws_kms_key.main': { policy: '${data.aws_iam_policy_document.p.json}' },
        'data.aws_iam_policy_document.p': {
          statement: { ...statement, principals: { type: '*', identifiers: ['*'] } },
        },
      }),
      address: 'aws_kms_key.main',
      path: 'policy',
    },
  ],
  unknown: [
    { name: 'a policy without a default', configuration: resource('aws_kms_key', { policy: '${var.policy}' }) },
    {
      name: 'a principal of a module',
      configuration: keyWith({ ...DECRYPT, Principal: { AWS: '${module.app.role_arn}' } }),
    },
    {
      name: 'a value without a default',
      configuration: held({ StringEquals: { 'aws:PrincipalOrgID': '${var.org}' } }),
    },
    { name: 'text that is no policy', configuration: resource('aws_kms_key', { policy: '{"Version": ' }) },
  ],
});
