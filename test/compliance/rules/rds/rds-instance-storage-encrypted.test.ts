import rule from '../../../../lib/compliance/rules/rds/rds-instance-storage-encrypted';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases, instance } from './shared/configurations';

const cases = booleanCases(instance, 'storage_encrypted', true, 'fail');
const replica = (source: unknown, main: Record<string, unknown>) =>
  blocks({ 'aws_db_instance.main': main, 'aws_db_instance.replica': { replicate_source_db: source } });
const judged = 'aws_db_instance.replica';
const snapshot = { db_instance_identifier: '${aws_db_instance.source.identifier}', db_snapshot_identifier: 'orders-1' };
const restored = (source: Record<string, unknown>, restore: Record<string, unknown>, others = {}) =>
  blocks({ 'aws_db_instance.source': source, 'aws_db_instance.main': restore, ...others });

testRule(rule, {
  pass: [
    ...cases.pass,
    {
      name: 'replica of an encrypted instance',
      address: judged,
      configuration: replica('${aws_db_instance.main.identifier}', { storage_encrypted: true }),
    },
    {
      name: 'replica by ARN',
      address: judged,
      configuration: replica('${aws_db_instance.main.arn}', { storage_encrypted: 'true' }),
    },
    {
      name: 'replica of an instance of many',
      address: judged,
      configuration: replica('${aws_db_instance.main[0].identifier}', { count: 2, storage_encrypted: true }),
    },
    {
      name: 'replica by literal name',
      address: judged,
      configuration: replica('orders', { identifier: 'orders', storage_encrypted: true }),
    },
    {
      name: 'replica that says false of an encrypted instance',
      configuration: blocks({
        'aws_db_instance.main': { storage_encrypted: true },
        'aws_db_instance.replica': {
          replicate_source_db: '${aws_db_instance.main.identifier}',
          storage_encrypted: false,
        },
      }),
    },
    {
      name: 'replica of a replica',
      configuration: blocks({
        'aws_db_instance.a': { storage_encrypted: true },
        'aws_db_instance.b': { replicate_source_db: '${aws_db_instance.a.identifier}' },
        'aws_db_instance.c': { replicate_source_db: '${aws_db_instance.b.identifier}' },
      }),
    },
    {
      name: 'replica outside that says true',
      configuration: instance({ replicate_source_db: '${var.unset}', storage_encrypted: true }),
    },
    {
      name: 'restored from the snapshot of an encrypted instance',
      configuration: restored(
        { storage_encrypted: true },
        { snapshot_identifier: '${aws_db_snapshot.s.id}' },
        { 'aws_db_snapshot.s': snapshot },
      ),
    },
    {
      name: 'restored from an encrypted copy of a snapshot',
      address: 'aws_db_instance.main',
      configuration: restored(
        {},
        { snapshot_identifier: '${aws_db_snapshot_copy.c.id}' },
        {
          'aws_db_snapshot.s': snapshot,
          'aws_db_snapshot_copy.c': {
            source_db_snapshot_identifier: '${aws_db_snapshot.s.db_snapshot_arn}',
            kms_key_id: '${aws_kms_key.k.arn}',
          },
        },
      ),
    },
    {
      name: 'restored to a point in time of an encrypted instance',
      configuration: restored(
        { storage_encrypted: true },
        {
          restore_to_point_in_time: {
            source_db_instance_identifier: '${aws_db_instance.source.identifier}',
            use_latest_restorable_time: true,
          },
        },
      ),
    },
    {
      name: 'the snapshot that a data source finds',
      configuration: restored(
        { storage_encrypted: true },
        { snapshot_identifier: '${data.aws_db_snapshot.s.id}' },
        {
          'data.aws_db_snapshot.s': {
            db_instance_identifier: '${aws_db_instance.source.identifier}',
            most_recent: true,
          },
        },
      ),
    },
  ],
  fail: [
    ...cases.fail,
    {
      name: 'a key alone',
      configuration: instance({ kms_key_id: '${aws_kms_key.k.arn}' }, { 'aws_kms_key.k': {} }),
      path: 'storage_encrypted',
    },
    {
      name: 'an empty source is none',
      configuration: instance({ replicate_source_db: '', snapshot_identifier: null }),
      path: 'storage_encrypted',
    },
    {
      name: 'replica of an unencrypted instance',
      address: judged,
      configuration: replica('${aws_db_instance.main.identifier}', {}),
      path: 'replicate_source_db',
      message: 'unencrypted source',
    },
    {
      name: 'restored from the snapshot of an unencrypted instance',
      address: 'aws_db_instance.main',
      configuration: restored({}, { snapshot_identifier: 'orders-1' }, { 'aws_db_snapshot.s': snapshot }),
      path: 'snapshot_identifier',
    },
    {
      name: 'restored to a point in time, block as array',
      address: 'aws_db_instance.main',
      configuration: restored(
        {},
        { restore_to_point_in_time: [{ source_dbi_resource_id: '${aws_db_instance.source.resource_id}' }] },
      ),
      path: 'restore_to_point_in_time[0].source_dbi_resource_id',
    },
    {
      name: 'imported from S3, where the instance decides',
      configuration: instance({ s3_import: { bucket_name: 'b', source_engine: 'mysql' } }),
    },
    {
      name: 'replica that says true of an unencrypted instance',
      address: judged,
      configuration: blocks({
        'aws_db_instance.main': {},
        'aws_db_instance.replica': {
          replicate_source_db: '${aws_db_instance.main.identifier}',
          storage_encrypted: true,
        },
      }),
      path: 'replicate_source_db',
    },
    {
      name: 'restored from the snapshot of an unencrypted instance, and true',
      address: 'aws_db_instance.main',
      configuration: restored(
        {},
        { snapshot_identifier: '${aws_db_snapshot.s.id}', storage_encrypted: true },
        { 'aws_db_snapshot.s': snapshot },
      ),
    },
  ],
  unknown: [
    ...cases.unknown,
    {
      name: 'replica of a variable',
      configuration: instance({ replicate_source_db: '${var.unset}' }),
      path: 'replicate_source_db',
    },
    {
      name: 'snapshot outside',
      configuration: instance({ snapshot_identifier: 'rds:orders' }),
      path: 'snapshot_identifier',
      message: 'takes its encryption',
    },
    {
      name: 'snapshot outside, and false',
      configuration: instance({ snapshot_identifier: 'rds:orders', storage_encrypted: false }),
    },
    {
      name: 'snapshot of a data source',
      configuration: instance(
        { snapshot_identifier: '${data.aws_db_snapshot.s.id}' },
        { 'data.aws_db_snapshot.s': {} },
      ),
    },
    {
      name: 'a replica only in some environments',
      address: judged,
      configuration: replica('${var.unset ? aws_db_instance.main.identifier : null}', { storage_encrypted: true }),
    },
    {
      name: 'replicas of one another',
      configuration: blocks({
        'aws_db_instance.a': { replicate_source_db: '${aws_db_instance.b.identifier}' },
        'aws_db_instance.b': { replicate_source_db: '${aws_db_instance.a.identifier}' },
      }),
      findings: 2,
    },
    {
      name: 'a dynamic restore block over an unknown',
      configuration: instance({
        dynamic: {
          restore_to_point_in_time: { for_each: '${var.unset}', content: { source_db_instance_identifier: 'x' } },
        },
      }),
    },
  ],
  notApplicable: cases.notApplicable,
});

it('follows a long chain of replicas, in whatever order they stand', () => {
  const last = 5_000;
  const chain = Array.from({ length: last + 1 }, (_, n): [string, object] => [
    `r${String(n)}`,
    n === 0 ? { storage_encrypted: true } : { replicate_source_db: `\${aws_db_instance.r${String(n - 1)}.identifier}` },
  ]);
  for (const instances of [chain, [...chain].reverse()]) {
    const configuration = { resource: { aws_db_instance: Object.fromEntries(instances) } };
    expect(runRule(rule, { configuration, address: `aws_db_instance.r${String(last)}` }).verdict).toBe('pass');
  }
});
