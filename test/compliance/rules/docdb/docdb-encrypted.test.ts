import rule from '../../../../lib/compliance/rules/docdb/docdb-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const good = {
  storage_encrypted: true,
  enabled_cloudwatch_logs_exports: ['audit', 'profiler'],
  deletion_protection: true,
  backup_retention_period: 7,
};
const cluster = (attributes: Record<string, unknown>) => resource('aws_docdb_cluster', { ...good, ...attributes });
const source = (encrypted: unknown) => ({
  'aws_docdb_cluster.source': { ...good, cluster_identifier: 'source', storage_encrypted: encrypted },
  'aws_docdb_cluster_snapshot.s': {
    db_cluster_identifier: '${aws_docdb_cluster.source.id}',
    db_cluster_snapshot_identifier: 's1',
  },
});
const restored = { ...good, storage_encrypted: null, snapshot_identifier: '${aws_docdb_cluster_snapshot.s.id}' };

testRule(rule, {
  pass: [
    { name: 'all four', configuration: cluster({}) },
    {
      name: 'text',
      configuration: cluster({ storage_encrypted: 'true', deletion_protection: 'true', backup_retention_period: '35' }),
    },
    {
      name: 'audit among what is hidden',
      configuration: cluster({ enabled_cloudwatch_logs_exports: ['${var.log}', 'audit'] }),
    },
    {
      name: 'restored from an encrypted cluster',
      configuration: resources({ ...source(true), 'aws_docdb_cluster.main': restored }),
      address: 'aws_docdb_cluster.main',
    },
    {
      name: 'restored with a key',
      configuration: cluster({ storage_encrypted: null, snapshot_identifier: 's', kms_key_id: '${aws_kms_key.k.arn}' }),
    },
    { name: 'fewer days by option', configuration: cluster({ backup_retention_period: 1 }), options: { minDays: 1 } },
  ],
  fail: [
    { name: 'the defaults', configuration: resource('aws_docdb_cluster', {}), findings: 4 },
    {
      name: 'nulls',
      configuration: resource('aws_docdb_cluster', { storage_encrypted: null, deletion_protection: null }),
      findings: 4,
    },
    {
      name: 'no encryption',
      configuration: cluster({ storage_encrypted: 'false' }),
      path: 'storage_encrypted',
      findings: 1,
    },
    { name: 'a key alone', configuration: cluster({ storage_encrypted: null, kms_key_id: '${aws_kms_key.k.arn}' }) },
    {
      name: 'no audit log',
      configuration: cluster({ enabled_cloudwatch_logs_exports: ['profiler'] }),
      path: 'enabled_cloudwatch_logs_exports',
    },
    { name: 'no logs', configuration: cluster({ enabled_cloudwatch_logs_exports: [] }) },
    { name: 'no protection', configuration: cluster({ deletion_protection: false }), path: 'deletion_protection' },
    {
      name: 'six days',
      configuration: cluster({ backup_retention_period: 6 }),
      path: 'backup_retention_period',
      message: '6 days',
    },
    { name: 'no period', configuration: cluster({ backup_retention_period: null }), message: '1 day ' },
    {
      name: 'restored from a clear cluster',
      configuration: resources({ ...source(false), 'aws_docdb_cluster.main': restored }),
      address: 'aws_docdb_cluster.main',
      path: 'storage_encrypted',
    },
  ],
  unknown: [
    { name: 'a flag', configuration: cluster({ storage_encrypted: '${var.e}' }), path: 'storage_encrypted' },
    { name: 'logs', configuration: cluster({ enabled_cloudwatch_logs_exports: '${var.logs}' }) },
    { name: 'a log', configuration: cluster({ enabled_cloudwatch_logs_exports: ['${var.log}'] }) },
    { name: 'protection', configuration: cluster({ deletion_protection: '${var.p}' }) },
    { name: 'days', configuration: cluster({ backup_retention_period: '${var.d}' }) },
    {
      name: 'restored from outside',
      configuration: cluster({ storage_encrypted: false, snapshot_identifier: 's' }),
      path: 'snapshot_identifier',
    },
    {
      name: 'a snapshot or none',
      configuration: cluster({ storage_encrypted: null, snapshot_identifier: '${var.s}' }),
    },
    {
      name: 'a point in time of another cluster',
      configuration: cluster({
        storage_encrypted: null,
        restore_to_point_in_time: [{ source_cluster_identifier: 'other' }],
      }),
    },
  ],
});
