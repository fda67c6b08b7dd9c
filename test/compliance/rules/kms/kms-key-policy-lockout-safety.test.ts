import rule from '../../../../lib/compliance/rules/kms/kms-key-policy-lockout-safety';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';
import { keyWith } from './key-policy';

const ROOT = { Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*' };
const BYPASS = 'bypass_policy_lockout_safety_check';
const peer = { provider: { aws: { allowed_account_ids: ['111122223333'] } } };

testRule(rule, {
  pass: [
    { name: 'nothing said', configuration: resource('aws_kms_key', {}) },
    { name: 'false as text', configuration: resource('aws_kms_key', { [BYPASS]: 'false' }) },
    { name: 'the account root', configuration: keyWith(ROOT) },
    {
      name: 'an administrator',
      configuration: keyWith({
        Principal: { AWS: '${aws_iam_role.admin.arn}' },
        Action: ['kms:Describe*', 'kms:Put*'],
      }),
    },
    {
      name: 'beside a Deny with a condition',
      configuration: keyWith(ROOT, {
        Effect: 'Deny',
        Principal: '*',
        Action: 'kms:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    },
    {
      name: 'beside a statement that is not known',
      configuration: resource('aws_kms_key', {
        policy:
          '${jsonencode({"Statement" = [{"Effect" = "Allow", "Principal" = {"AWS" = "111122223333"}, "Action" = "kms:*", "Resource" = "*"}, var.more]})}',
      }),
    },
  ],
  fail: [
    ...[
      'aws_kms_key',
      'aws_kms_key_policy',
      'aws_kms_external_key',
      'aws_kms_replica_key',
      'aws_kms_replica_external_key',
    ].map((type) => ({
      name: `bypass of ${type}`,
      configuration: resource(type, { [BYPASS]: true }),
      path: BYPASS,
    })),
    { name: 'bypass as text', configuration: resource('aws_kms_key', { [BYPASS]: 'true' }) },
    {
      name: 'only users',
      configuration: keyWith({ Principal: { AWS: '111122223333' }, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'] }),
      path: 'policy',
    },
    {
      name: 'only a service',
      configuration: keyWith({ Principal: { Service: 'logs.amazonaws.com' }, Action: 'kms:*' }),
    },
    {
      name: 'only another account',
      configuration: { ...keyWith({ Principal: { AWS: '444455556666' }, Action: 'kms:*' }), ...peer },
    },
    {
      name: 'a Deny for everyone',
      configuration: keyWith(ROOT, { Effect: 'Deny', Principal: '*', Action: 'kms:PutKeyPolicy' }),
    },
    {
      name: 'a data source without an administrator',
      configuration: resources({
        'aws_kms_key.main': { policy: '${data.aws_iam_policy_document.p.json}' },
        'data.aws_iam_policy_document.p': {
          statement: [
            {
              actions: ['kms:Decrypt'],
              resources: ['*'],
              principals: [{ type: 'AWS', identifiers: ['111122223333'] }],
            },
          ],
        },
      }),
    },
  ],
  unknown: [
    { name: 'a token as bypass', configuration: resource('aws_kms_key', { [BYPASS]: '${var.bypass}' }), path: BYPASS },
    {
      name: 'a policy without a default',
      configuration: resource('aws_kms_key', { policy: '${var.policy}' }),
      path: 'policy',
    },
    {
      name: 'an action without a default',
      configuration: keyWith({ Principal: { AWS: '111122223333' }, Action: '${var.actions}' }),
    },
    { name: 'no JSON', configuration: resource('aws_kms_key', { policy: 'root' }) },
  ],
});
