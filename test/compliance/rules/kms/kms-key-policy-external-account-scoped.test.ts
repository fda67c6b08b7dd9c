import rule from '../../../../lib/compliance/rules/kms/kms-key-policy-external-account-scoped';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';
import { keyWith, policyText } from './key-policy';

const OTHER = { AWS: 'arn:aws:iam::444455556666:root' };
const own = { options: { accountIds: ['111122223333'] } };
const ALL = { Action: 'kms:*' };
const identity = { data: { aws_caller_identity: { current: {} }, aws_elb_service_account: { main: {} } } };

testRule(rule, {
  pass: [
    { name: 'no policy', configuration: resource('aws_kms_key', {}), ...own },
    {
      name: 'the own account',
      configuration: keyWith({ ...ALL, Principal: { AWS: ['111122223333', 'arn:aws:iam::111122223333:role/admin'] } }),
      ...own,
    },
    {
      name: 'the own account by reference',
      configuration: {
        ...keyWith({ ...ALL, Principal: { AWS: 'arn:aws:iam::${data.aws_caller_identity.current.account_id}:root' } }),
        ...identity,
      },
    },
    {
      name: 'a role of the configuration',
      configuration: {
        resource: {
          aws_iam_role: { admin: {} },
          ...(keyWith({ ...ALL, Principal: { AWS: '${aws_iam_role.admin.arn}' } }).resource as object),
        },
      },
    },
    {
      name: 'cryptographic use by another account',
      configuration: keyWith({
        Principal: OTHER,
        Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      }),
    },
    {
      name: 'grants for AWS services',
      configuration: keyWith({
        Principal: OTHER,
        Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
        Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      }),
      ...own,
    },
    { name: 'the only account that may change the policy', configuration: keyWith({ ...ALL, Principal: OTHER }) },
    {
      name: 'the only account, by principal and by condition',
      configuration: keyWith(
        { ...ALL, Principal: { AWS: '111122223333' } },
        { ...ALL, Principal: '*', Condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } } },
      ),
    },
    {
      name: 'a trusted account',
      configuration: keyWith({ ...ALL, Principal: OTHER }),
      options: { accountIds: ['111122223333'], trustedAccounts: ['444455556666'] },
    },
    { name: 'a service', configuration: keyWith({ ...ALL, Principal: { Service: 'backup.amazonaws.com' } }), ...own },
    { name: 'a Deny', configuration: keyWith({ ...ALL, Effect: 'Deny', Principal: OTHER }), ...own },
    {
      name: 'everyone of the own account',
      configuration: keyWith({
        ...ALL,
        Principal: '*',
        Condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } },
      }),
      ...own,
    },
    {
      name: 'the account of the ARN in a state',
      configuration: resource('aws_kms_key', {
        arn: 'arn:aws:kms:eu-west-1:111122223333:key/k',
        policy: policyText({ ...ALL, Principal: { AWS: 'arn:aws:iam::111122223333:root' } }),
      }),
    },
  ],
  fail: [
    {
      name: 'everything',
      configuration: keyWith({ ...ALL, Principal: OTHER }),
      ...own,
      path: 'policy.Statement[0].Action',
    },
    {
      name: 'the own account as the provider names it',
      configuration: {
        ...keyWith({ ...ALL, Principal: OTHER }),
        provider: { aws: { allowed_account_ids: ['111122223333'] } },
      },
    },
    ...[
      'kms:Put*',
      'kms:CreateGrant',
      'kms:Schedule*',
      'KMS:DisableKey',
      'kms:EnableKeyRotation',
      'kms:Update*',
      'kms:DeleteAlias',
      'kms:Revoke*',
      '*',
    ].map((Action) => ({
      name: Action,
      configuration: keyWith({ Principal: OTHER, Action }),
      ...own,
    })),
    {
      name: 'grants beside the only account that may change the policy',
      configuration: keyWith(
        { ...ALL, Principal: { AWS: '111122223333' } },
        { Principal: OTHER, Action: 'kms:CreateGrant' },
      ),
      path: 'policy.Statement[1].Action',
    },
    {
      name: 'NotAction',
      configuration: keyWith({ Principal: OTHER, NotAction: 'kms:ScheduleKeyDeletion' }),
      ...own,
      path: 'policy.Statement[0].NotAction',
    },
    {
      name: 'two accounts, two findings',
      configuration: keyWith({ ...ALL, Principal: { AWS: ['444455556666', '777788889999', '111122223333'] } }),
      ...own,
      findings: 2,
    },
    { name: 'everyone', configuration: keyWith({ ...ALL, Principal: '*' }) },
    {
      name: 'everyone beside an account',
      configuration: keyWith({ ...ALL, Principal: { AWS: '111122223333' } }, { ...ALL, Principal: '*' }),
      path: 'policy.Statement[1].Action',
    },
    {
      name: 'everyone of the organization',
      configuration: keyWith({
        ...ALL,
        Principal: '*',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abc1234567' } },
      }),
    },
    {
      name: 'everyone of another account',
      configuration: keyWith({
        ...ALL,
        Principal: '*',
        Condition: { StringEquals: { 'aws:PrincipalAccount': '444455556666' } },
      }),
      ...own,
    },
    { name: 'NotPrincipal', configuration: keyWith({ ...ALL, NotPrincipal: { AWS: '111122223333' } }), ...own },
    {
      name: 'an account of AWS',
      configuration: {
        ...keyWith({ ...ALL, Principal: { AWS: '${data.aws_elb_service_account.main.arn}' } }),
        ...identity,
      },
    },
  ],
  unknown: [
    {
      name: 'two accounts, neither known as the own one',
      configuration: keyWith({ ...ALL, Principal: { AWS: ['111122223333', '444455556666'] } }),
      message: 'is 444455556666 another one?',
      findings: 2,
    },
    {
      name: 'one account and a bypassed check',
      configuration: resource('aws_kms_key', {
        bypass_policy_lockout_safety_check: true,
        policy: policyText({ ...ALL, Principal: OTHER }),
      }),
    },
    {
      name: 'a principal without a default',
      configuration: keyWith({ ...ALL, Principal: { AWS: '${var.admin}' } }),
      ...own,
    },
    {
      name: 'an account of a module',
      configuration: keyWith({ ...ALL, Principal: { AWS: 'arn:aws:iam::${module.peer.account}:root' } }),
      ...own,
    },
    {
      name: 'a condition on an account without a default',
      configuration: keyWith({
        ...ALL,
        Principal: '*',
        Condition: { StringEquals: { 'kms:CallerAccount': '${var.account}' } },
      }),
      ...own,
    },
    {
      name: 'the own account of another provider',
      configuration: {
        ...keyWith({ ...ALL, Principal: { AWS: '${data.aws_caller_identity.peer.account_id}' } }),
        data: { aws_caller_identity: { peer: { provider: 'aws.peer' } } },
      },
    },
  ],
});
