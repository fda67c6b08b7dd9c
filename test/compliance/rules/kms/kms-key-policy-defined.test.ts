import rule from '../../../../lib/compliance/rules/kms/kms-key-policy-defined';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';
import { keyWith, policyText } from './key-policy';

const policy = policyText({ Principal: { AWS: '111122223333' }, Action: 'kms:*' });
const main = { address: 'aws_kms_key.main' };

testRule(rule, {
  pass: [
    { name: 'a policy', configuration: keyWith({ Principal: { AWS: '111122223333' }, Action: 'kms:*' }) },
    {
      name: 'jsonencode with an unknown part',
      configuration: resource('aws_kms_key', {
        policy:
          '${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Effect" = "Allow", "Principal" = {"AWS" = var.admin}, "Action" = "kms:*", "Resource" = "*"}]})}',
      }),
    },
    {
      name: 'a data source',
      configuration: resources({
        'aws_kms_key.main': { policy: '${data.aws_iam_policy_document.p.json}' },
        'data.aws_iam_policy_document.p': {},
      }),
    },
    ...['id', 'arn', 'key_id'].map((attribute) => ({
      name: `attached by ${attribute}`,
      configuration: resources({
        'aws_kms_key.main': {},
        'aws_kms_key_policy.p': { key_id: `\${aws_kms_key.main.${attribute}}`, policy },
      }),
      ...main,
    })),
    {
      name: 'attached by a literal id, as in a state',
      configuration: resources({
        'aws_kms_key.main': { key_id: 'k-1' },
        'aws_kms_key_policy.p': { key_id: 'k-1', policy },
      }),
      ...main,
    },
    {
      name: 'attached through a local',
      configuration: resources(
        { 'aws_kms_key.main': {}, 'aws_kms_key_policy.p': { key_id: '${local.key}', policy } },
        { locals: { key: '${aws_kms_key.main.id}' } },
      ),
      ...main,
    },
    {
      name: 'instance by instance',
      configuration: resources({
        'aws_kms_key.main': { count: 2 },
        'aws_kms_key_policy.p': { count: 2, key_id: '${aws_kms_key.main[count.index].id}', policy },
      }),
      ...main,
    },
  ],
  fail: [
    { name: 'absent', configuration: resource('aws_kms_key', {}), path: 'policy' },
    { name: 'empty', configuration: resource('aws_kms_key', { policy: '' }) },
    {
      name: 'a policy of another key',
      configuration: resources({
        'aws_kms_key.main': {},
        'aws_kms_key.other': {},
        'aws_kms_key_policy.p': { key_id: '${aws_kms_key.other.id}', policy },
      }),
      ...main,
    },
    {
      name: 'a policy of a replica',
      configuration: resources({
        'aws_kms_key.main': {},
        'aws_kms_replica_key.r': {},
        'aws_kms_key_policy.p': { key_id: '${aws_kms_replica_key.r.id}', policy },
      }),
      ...main,
    },
    {
      name: 'a policy with count = 0',
      configuration: resources({
        'aws_kms_key.main': {},
        'aws_kms_key_policy.p': { count: 0, key_id: '${aws_kms_key.main.id}', policy },
      }),
      ...main,
    },
    {
      name: 'a policy of one instance of two',
      configuration: resources({
        'aws_kms_key.main': { count: 2 },
        'aws_kms_key_policy.p': { key_id: '${aws_kms_key.main[0].id}', policy },
      }),
      ...main,
      message: 'some instances',
    },
  ],
  unknown: [
    { name: 'a policy that may be null', configuration: resource('aws_kms_key', { policy: '${var.policy}' }) },
    {
      name: 'a policy for a key that is not known',
      configuration: resources({
        'aws_kms_key.main': {},
        'aws_kms_key_policy.p': { key_id: '${module.keys.id}', policy },
      }),
      ...main,
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: resource('aws_kms_key', { count: 0 }) }],
});
