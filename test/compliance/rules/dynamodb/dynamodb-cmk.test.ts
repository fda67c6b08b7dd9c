import rule from '../../../../lib/compliance/rules/dynamodb/dynamodb-cmk';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const key = '${aws_kms_key.k.arn}';
const table = (encryption: unknown, others = {}) =>
  blocks({
    'aws_kms_key.k': {},
    'aws_dynamodb_table.main': { server_side_encryption: encryption, ...others },
  });
const replica = (attributes: Record<string, unknown>) =>
  blocks({ 'aws_kms_key.k': {}, 'aws_dynamodb_table_replica.main': attributes });
const encrypted = { enabled: true, kms_key_arn: key };

testRule(rule, {
  pass: [
    { name: 'a key of the configuration', configuration: table(encrypted) },
    { name: 'as an array', configuration: table([{ ...encrypted, enabled: 'true' }]) },
    { name: 'a key by ARN', configuration: table({ enabled: true, kms_key_arn: 'arn:aws:kms:eu-west-1:1:key/a' }) },
    { name: 'a key of a variable', configuration: table({ enabled: true, kms_key_arn: '${var.unset}' }) },
    {
      name: 'replicas with keys',
      configuration: table(encrypted, { replica: [{ region_name: 'eu-west-1', kms_key_arn: key }] }),
    },
    { name: 'a replica resource', configuration: replica({ kms_key_arn: key }) },
  ],
  fail: [
    { name: 'absent', configuration: table(null), path: 'server_side_encryption' },
    { name: 'no key', configuration: table({ enabled: true }), path: 'server_side_encryption[0].kms_key_arn' },
    { name: 'an empty key', configuration: table({ enabled: true, kms_key_arn: '' }) },
    {
      name: 'the key of AWS',
      configuration: table({ enabled: true, kms_key_arn: 'arn:aws:kms:eu-west-1:1:alias/aws/dynamodb' }),
      message: 'AWS manages',
    },
    {
      name: 'a key, and encryption switched off',
      configuration: table({ enabled: false, kms_key_arn: key }),
      path: 'server_side_encryption[0].enabled',
    },
    { name: 'a key without enabled', configuration: table({ kms_key_arn: key }) },
    { name: 'no key, and perhaps enabled', configuration: table({ enabled: '${var.unset}' }) },
    {
      name: 'one replica without a key',
      configuration: table(encrypted, {
        replica: [{ region_name: 'eu-west-1', kms_key_arn: key }, { region_name: 'us-east-1' }],
      }),
      path: 'replica[1].kms_key_arn',
      findings: 1,
    },
    { name: 'a replica resource without a key', configuration: replica({}), path: 'kms_key_arn' },
  ],
  unknown: [
    { name: 'perhaps enabled', configuration: table({ enabled: '${var.unset}', kms_key_arn: key }) },
    {
      name: 'perhaps a key',
      configuration: table({ enabled: true, kms_key_arn: '${var.unset ? aws_kms_key.k.arn : null}' }),
    },
    {
      name: 'a key outside, strictly',
      configuration: table({ enabled: true, kms_key_arn: '${var.unset}' }),
      options: { strict: true },
    },
    {
      name: 'replicas over an unknown',
      configuration: table(encrypted, {
        dynamic: { replica: { for_each: '${var.unset}', content: { region_name: '${replica.value}' } } },
      }),
    },
  ],
});
