import type { ExampleConfiguration } from '../../../../lib/compliance';
import rule from '../../../../lib/compliance/rules/iam/iam-role-trust-external-id';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { hiddenTrust, policyJson, trust, withVariables } from './policies';

const FOREIGN = { Action: 'sts:AssumeRole', Principal: { AWS: 'arn:aws:iam::444455556666:root' } };
const own = (configuration: ExampleConfiguration) => ({
  ...configuration,
  provider: { aws: [{ allowed_account_ids: ['111122223333'] }] },
});
const limited = (operator: string, key: string, value: string) =>
  own(trust({ ...FOREIGN, Condition: { [operator]: { [key]: value } } }));

testRule(rule, {
  pass: [
    { name: 'an external id', configuration: limited('StringEquals', 'sts:ExternalId', 'c0ffee') },
    {
      name: 'an external id, although the own account is not known',
      configuration: trust({ ...FOREIGN, Condition: { StringEquals: { 'sts:ExternalId': 'c0ffee' } } }),
    },
    { name: 'an organization', configuration: limited('StringEquals', 'aws:PrincipalOrgID', 'o-1') },
    { name: 'MFA', configuration: limited('Bool', 'aws:MultiFactorAuthPresent', 'true') },
    { name: 'the own account', configuration: own(trust({ ...FOREIGN, Principal: { AWS: '111122223333' } })) },
    {
      name: 'the own account by option',
      configuration: trust({ ...FOREIGN, Principal: { AWS: '111122223333' } }),
      options: { accountIds: ['111122223333'] },
    },
    { name: 'a trusted account', configuration: own(trust(FOREIGN)), options: { trustedAccounts: ['444455556666'] } },
    { name: 'a service', configuration: trust({ ...FOREIGN, Principal: { Service: 'ec2.amazonaws.com' } }) },
    {
      name: 'the account of the caller',
      configuration: resources({
        'data.aws_caller_identity.me': {},
        'aws_iam_role.main': {
          assume_role_policy: policyJson({
            ...FOREIGN,
            Principal: { AWS: 'arn:aws:iam::${data.aws_caller_identity.me.account_id}:root' },
          }),
        },
      }),
    },
    {
      name: 'a role of the configuration',
      configuration: resources({
        'aws_iam_role.a': {},
        'aws_iam_role.main': {
          assume_role_policy: policyJson({ ...FOREIGN, Principal: { AWS: '${aws_iam_role.a.arn}' } }),
        },
      }),
      address: 'aws_iam_role.main',
    },
    ...['aws.b', '${aws.b}'].map((provider) => ({
      name: `the account of the caller, by the provider ${provider}`,
      configuration: resources({
        'data.aws_caller_identity.me': { provider: 'aws.b' },
        'aws_iam_role.main': {
          provider,
          assume_role_policy: policyJson({
            ...FOREIGN,
            Principal: { AWS: '${data.aws_caller_identity.me.account_id}' },
          }),
        },
      }),
    })),
    {
      name: 'a sign-in with MFA in the last hour',
      configuration: limited('NumericLessThan', 'aws:MultiFactorAuthAge', '3600'),
    },
    {
      name: 'a part of an organization',
      configuration: limited('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-1/r-1/*'),
    },
  ],
  fail: [
    { name: 'no condition', configuration: own(trust(FOREIGN)), message: 'arn:aws:iam::444455556666:root' },
    {
      name: 'the account that the provider assumes a role in',
      configuration: {
        ...trust(FOREIGN),
        provider: { aws: [{ assume_role: [{ role_arn: 'arn:aws:iam::111122223333:role/deploy' }] }] },
      },
    },
    {
      name: 'a bare account id',
      configuration: own(trust({ ...FOREIGN, Principal: { AWS: ['444455556666', '111122223333'] } })),
      findings: 1,
    },
    { name: 'an external id that may be anything', configuration: limited('StringLike', 'sts:ExternalId', '*') },
    { name: 'MFA that may be missing', configuration: limited('BoolIfExists', 'aws:MultiFactorAuthPresent', 'true') },
    { name: 'no MFA', configuration: limited('Bool', 'aws:MultiFactorAuthPresent', 'false') },
    ...['aws.b', '${aws.b}'].map((provider) => ({
      name: `the account of the provider ${provider}`,
      configuration: {
        resource: { aws_iam_role: { main: { provider, assume_role_policy: policyJson(FOREIGN) } } },
        provider: {
          aws: [{ allowed_account_ids: ['444455556666'] }, { alias: 'b', allowed_account_ids: ['111122223333'] }],
        },
      },
    })),
    {
      name: 'any organization',
      configuration: limited('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-*/r-1/*'),
    },
  ],
  unknown: [
    { name: 'the own account is not known', configuration: trust(FOREIGN) },
    {
      name: 'the account is a variable',
      configuration: withVariables(
        own(trust({ ...FOREIGN, Principal: { AWS: 'arn:aws:iam::${var.account}:root' } })),
        'account',
      ),
    },
    { name: 'the trust policy is a variable', configuration: hiddenTrust },
    {
      name: 'the principals are a variable',
      configuration: withVariables(own(trust({ ...FOREIGN, Principal: '${var.p}' })), 'p'),
    },
    {
      name: 'the external id is a variable',
      configuration: withVariables(limited('StringEquals', 'sts:ExternalId', '${var.id}'), 'id'),
    },
    {
      name: 'a role of another provider',
      configuration: resources({
        'aws_iam_role.a': { provider: 'aws.b' },
        'aws_iam_role.main': {
          assume_role_policy: policyJson({ ...FOREIGN, Principal: { AWS: '${aws_iam_role.a.arn}' } }),
        },
      }),
      address: 'aws_iam_role.main',
    },
  ],
});
