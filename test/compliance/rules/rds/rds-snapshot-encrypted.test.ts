import rule from '../../../../lib/compliance/rules/rds/rds-snapshot-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from './shared/configurations';

const of = (
  address: string,
  attributes: Attributes,
  instance: Attributes,
  others: Record<string, Attributes> = {},
) => ({
  address,
  configuration: blocks({
    'aws_db_instance.main': { identifier: 'orders', ...instance },
    [address]: attributes,
    ...others,
  }),
});
const encrypted = { storage_encrypted: true };
const snapshot = 'aws_db_snapshot.s';
const fromMain = { db_instance_identifier: '${aws_db_instance.main.identifier}' };
const copy = 'aws_db_snapshot_copy.c';
const fromSnapshot = { source_db_snapshot_identifier: '${aws_db_snapshot.s.db_snapshot_arn}' };
const replication = 'aws_db_instance_automated_backups_replication.r';
const fromArn = { source_db_instance_arn: '${aws_db_instance.main.arn}' };
const clusterSnapshot = (storage_encrypted: unknown) => ({
  address: 'aws_db_cluster_snapshot.s',
  configuration: blocks({
    'aws_rds_cluster.main': { storage_encrypted },
    'aws_db_cluster_snapshot.s': { db_cluster_identifier: '${aws_rds_cluster.main.id}' },
  }),
});

testRule(rule, {
  pass: [
    { name: 'of an encrypted instance', ...of(snapshot, fromMain, encrypted) },
    { name: 'by literal name', ...of(snapshot, { db_instance_identifier: 'orders' }, encrypted) },
    { name: 'of an encrypted cluster', ...clusterSnapshot(true) },
    {
      name: 'a copy with a key',
      ...of(copy, { source_db_snapshot_identifier: 'x', kms_key_id: '${aws_kms_key.k.arn}' }, {}),
    },
    { name: 'a copy of an encrypted snapshot', ...of(copy, fromSnapshot, encrypted, { [snapshot]: fromMain }) },
    {
      name: 'a copy of an encrypted snapshot, perhaps with a key',
      ...of(copy, { ...fromSnapshot, kms_key_id: '${var.unset}' }, encrypted, { [snapshot]: fromMain }),
    },
    {
      name: 'replicated backups with a key',
      ...of(replication, { ...fromArn, kms_key_id: '${aws_kms_key.k.arn}' }, {}),
    },
  ],
  fail: [
    { name: 'of an unencrypted instance', ...of(snapshot, fromMain, {}), path: 'db_instance_identifier' },
    { name: 'of an unencrypted cluster', ...clusterSnapshot(null), path: 'db_cluster_identifier' },
    {
      name: 'a copy of an unencrypted snapshot',
      ...of(copy, fromSnapshot, {}, { [snapshot]: fromMain }),
      path: 'source_db_snapshot_identifier',
    },
    {
      name: 'replicated backups of an unencrypted instance',
      ...of(replication, fromArn, {}),
      path: 'source_db_instance_arn',
    },
  ],
  unknown: [
    {
      name: 'a copy with the key of an instance that names none',
      ...of(copy, { ...fromSnapshot, kms_key_id: '${aws_db_instance.main.kms_key_id}' }, {}, { [snapshot]: fromMain }),
      path: 'kms_key_id',
    },
    {
      name: 'of an instance outside',
      ...of(snapshot, { db_instance_identifier: 'other' }, {}),
      path: 'db_instance_identifier',
    },
    { name: 'of an instance that may be encrypted', ...of(snapshot, fromMain, { storage_encrypted: '${var.unset}' }) },
    {
      name: 'a copy that may have a key',
      ...of(copy, { ...fromSnapshot, kms_key_id: '${var.unset}' }, {}, { [snapshot]: fromMain }),
      path: 'kms_key_id',
    },
    { name: 'a copy of a snapshot outside', ...of(copy, { source_db_snapshot_identifier: 'rds:orders' }, {}) },
  ],
  notApplicable: [{ name: 'count = 0', ...of(snapshot, { ...fromMain, count: 0 }, {}) }],
});
