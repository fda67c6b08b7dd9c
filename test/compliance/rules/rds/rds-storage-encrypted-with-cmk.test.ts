import rule from '../../../../lib/compliance/rules/rds/rds-storage-encrypted-with-cmk';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, cluster, instance } from './shared/configurations';

const encrypted = { storage_encrypted: true };
const key = { 'aws_kms_key.k': {}, 'aws_kms_alias.k': { name: 'alias/orders', target_key_id: '${aws_kms_key.k.id}' } };
const withKey = (kms_key_id: unknown, others = {}) => instance({ ...encrypted, kms_key_id }, { ...key, ...others });

testRule(rule, {
  pass: [
    { name: 'a key of the configuration', configuration: withKey('${aws_kms_key.k.arn}') },
    { name: 'an alias of the configuration', configuration: withKey('${aws_kms_alias.k.target_key_arn}') },
    { name: 'a replica key', configuration: withKey('${aws_kms_replica_key.k.arn}', { 'aws_kms_replica_key.k': {} }) },
    { name: 'a literal ARN', configuration: withKey('arn:aws:kms:eu-west-1:111122223333:key/6f5b') },
    { name: 'a cluster', configuration: cluster({ ...encrypted, kms_key_id: '${aws_kms_key.k.arn}' }, key) },
    { name: 'a variable', configuration: withKey('${var.unset}') },
    {
      name: 'a data source',
      configuration: withKey('${data.aws_kms_alias.a.target_key_arn}', {
        'data.aws_kms_alias.a': { name: 'alias/orders' },
      }),
    },
    {
      name: 'restored from an instance with a key',
      configuration: instance(
        { restore_to_point_in_time: { source_db_instance_identifier: '${aws_db_instance.source.identifier}' } },
        { ...key, 'aws_db_instance.source': { ...encrypted, kms_key_id: '${aws_kms_key.k.arn}' } },
      ),
    },
  ],
  fail: [
    { name: 'no key', configuration: instance(encrypted), path: 'kms_key_id' },
    { name: 'null', configuration: withKey(null), path: 'kms_key_id' },
    { name: 'empty', configuration: withKey(''), path: 'kms_key_id' },
    { name: 'the alias of AWS', configuration: withKey('alias/aws/rds'), message: 'AWS manages' },
    { name: 'the ARN of the alias of AWS', configuration: withKey('arn:aws:kms:eu-west-1:111122223333:alias/aws/rds') },
    {
      name: 'the alias of AWS in a template',
      configuration: withKey('arn:aws:kms:eu-west-1:${data.aws_caller_identity.c.account_id}:alias/aws/rds'),
    },
    {
      name: 'the alias of AWS by data source',
      configuration: withKey('${data.aws_kms_alias.a.target_key_arn}', {
        'data.aws_kms_alias.a': { name: 'alias/aws/rds' },
      }),
    },
    {
      name: 'the key of AWS by data source',
      configuration: withKey('${data.aws_kms_key.a.arn}', { 'data.aws_kms_key.a': { key_id: 'alias/aws/rds' } }),
    },
    {
      name: 'a key without encryption',
      configuration: instance({ kms_key_id: '${aws_kms_key.k.arn}' }, key),
      path: 'storage_encrypted',
    },
    {
      name: 'a cluster of a global cluster without key',
      configuration: cluster({ ...encrypted, global_cluster_identifier: '${var.unset}' }),
      path: 'kms_key_id',
    },
    {
      name: 'a replica in another region',
      address: 'aws_db_instance.replica',
      configuration: blocks(
        {
          'aws_db_instance.main': { ...encrypted, kms_key_id: '${aws_kms_key.k.arn}' },
          'aws_db_instance.replica': {
            ...encrypted,
            provider: 'aws.eu',
            replicate_source_db: '${aws_db_instance.main.arn}',
            kms_key_id: 'alias/aws/rds',
          },
          ...key,
        },
        { provider: { aws: [{ region: 'us-east-1' }, { alias: 'eu', region: 'eu-west-1' }] } },
      ),
    },
    {
      name: 'restored from a snapshot under the key of AWS',
      configuration: blocks({
        'aws_db_instance.source': { storage_encrypted: true },
        'aws_db_snapshot.s': { db_instance_identifier: '${aws_db_instance.source.identifier}' },
        'aws_db_instance.main': { snapshot_identifier: '${aws_db_snapshot.s.id}' },
      }),
      address: 'aws_db_instance.main',
      path: 'snapshot_identifier',
    },
  ],
  unknown: [
    {
      name: 'a variable in strict mode',
      configuration: withKey('${var.unset}'),
      options: { strict: true },
      path: 'kms_key_id',
    },
    { name: 'a key or nothing', configuration: withKey('${var.unset ? aws_kms_key.k.arn : null}'), path: 'kms_key_id' },
    {
      name: 'encryption of a variable',
      configuration: instance({ storage_encrypted: '${var.unset}', kms_key_id: '${aws_kms_key.k.arn}' }, key),
      path: 'storage_encrypted',
    },
    {
      name: 'restored from a snapshot outside',
      configuration: instance({ ...encrypted, snapshot_identifier: 'orders-final' }),
      path: 'snapshot_identifier',
    },
  ],
  notApplicable: [
    {
      name: 'a replica in the region of its source',
      address: 'aws_db_instance.replica',
      configuration: instance(encrypted, {
        'aws_db_instance.replica': { replicate_source_db: '${aws_db_instance.main.identifier}' },
      }),
    },
    { name: 'a member of a cluster', configuration: instance({ engine: 'aurora-mysql' }) },
    { name: 'count = 0', configuration: instance({ ...encrypted, count: 0 }) },
  ],
});
