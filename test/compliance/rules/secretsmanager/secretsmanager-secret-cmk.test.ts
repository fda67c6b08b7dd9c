import rule from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-secret-cmk';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const AWS_KEY = 'alias/aws/secretsmanager';
const secret = (kms_key_id: unknown) => resource('aws_secretsmanager_secret', { kms_key_id });
const lookedUp = (kms_key_id: string, data: Record<string, Record<string, unknown>>) =>
  resources({ 'aws_secretsmanager_secret.main': { kms_key_id }, ...data });

testRule(rule, {
  pass: [
    {
      name: 'a key of the configuration',
      configuration: resources({
        'aws_secretsmanager_secret.main': { kms_key_id: '${aws_kms_key.k[0].arn}' },
        'aws_kms_key.k': { count: 1 },
      }),
    },
    { name: 'a literal ARN', configuration: secret('arn:aws:kms:eu-west-1:111122223333:key/1234abcd') },
    { name: 'an own alias', configuration: secret('alias/orders') },
    {
      name: 'an ARN with an unknown account',
      configuration: secret('arn:aws:kms:eu-west-1:${var.account}:key/1234abcd'),
    },
    { name: 'a variable', configuration: secret('${var.key}') },
    {
      name: 'a key looked up',
      configuration: lookedUp('${data.aws_kms_key.k.arn}', { 'data.aws_kms_key.k': { key_id: 'alias/orders' } }),
    },
  ],
  fail: [
    { name: 'absent', configuration: resource('aws_secretsmanager_secret', {}), path: 'kms_key_id' },
    { name: 'null', configuration: secret(null) },
    { name: 'empty', configuration: secret('') },
    { name: 'the alias of AWS', configuration: secret(AWS_KEY) },
    { name: 'the ARN of the alias of AWS', configuration: secret(`arn:aws:kms:eu-west-1:\${var.account}:${AWS_KEY}`) },
    {
      name: 'the alias of AWS through a local',
      configuration: { ...secret('${local.key}'), locals: { key: AWS_KEY } },
    },
    {
      name: 'a variable whose default is null',
      configuration: { ...secret('${var.key}'), variable: { key: { default: null } } },
    },
    {
      name: 'the alias of AWS looked up',
      configuration: lookedUp('${data.aws_kms_alias.a.target_key_arn}', { 'data.aws_kms_alias.a': { name: AWS_KEY } }),
    },
    {
      name: 'the alias of AWS looked up twice',
      configuration: lookedUp('${data.aws_kms_key.k.arn}', {
        'data.aws_kms_key.k': { key_id: '${data.aws_kms_alias.a.name}' },
        'data.aws_kms_alias.a': { name: AWS_KEY },
      }),
    },
  ],
  unknown: [
    { name: 'a conditional', configuration: secret('${var.own ? aws_kms_key.k.arn : null}'), path: 'kms_key_id' },
    { name: 'a variable, strictly', configuration: secret('${var.key}'), options: { strict: true } },
  ],
  notApplicable: [{ name: 'count = 0', configuration: resource('aws_secretsmanager_secret', { count: 0 }) }],
});
