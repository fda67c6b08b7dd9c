import rule from '../../../../lib/compliance/rules/rds/rds-cluster-storage-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { booleanCases, cluster } from './shared/configurations';

const cases = booleanCases(cluster, 'storage_encrypted', true, 'fail');
const main = 'aws_rds_cluster.main';

testRule(rule, {
  pass: [
    ...cases.pass,
    { name: 'Serverless v1', configuration: cluster({ engine_mode: 'serverless' }) },
    {
      name: 'replica of an encrypted cluster',
      configuration: cluster(
        { replication_source_identifier: '${aws_rds_cluster.source.arn}' },
        { 'aws_rds_cluster.source': { storage_encrypted: true } },
      ),
    },
    {
      name: 'member of an encrypted global cluster',
      configuration: cluster(
        { global_cluster_identifier: '${aws_rds_global_cluster.g.id}' },
        { 'aws_rds_global_cluster.g': { storage_encrypted: true } },
      ),
    },
    {
      name: 'restored to a point in time',
      configuration: cluster(
        { restore_to_point_in_time: { source_cluster_identifier: '${aws_rds_cluster.source.cluster_identifier}' } },
        { 'aws_rds_cluster.source': { storage_encrypted: true } },
      ),
    },
    {
      name: 'true and a key, from the snapshot of an unencrypted cluster',
      address: 'aws_rds_cluster.main',
      configuration: cluster(
        {
          storage_encrypted: true,
          kms_key_id: '${aws_kms_key.k.arn}',
          snapshot_identifier: '${aws_db_cluster_snapshot.s.id}',
        },
        { 'aws_rds_cluster.a': {}, 'aws_db_cluster_snapshot.s': { db_cluster_identifier: '${aws_rds_cluster.a.id}' } },
      ),
    },
  ],
  fail: [
    {
      name: 'true without a key, from the snapshot of an unencrypted cluster',
      address: 'aws_rds_cluster.main',
      configuration: cluster(
        { storage_encrypted: true, snapshot_identifier: '${aws_db_cluster_snapshot.s.id}' },
        { 'aws_rds_cluster.a': {}, 'aws_db_cluster_snapshot.s': { db_cluster_identifier: '${aws_rds_cluster.a.id}' } },
      ),
    },

    ...cases.fail,
    { name: 'provisioned', configuration: cluster({ engine_mode: 'provisioned' }), path: 'storage_encrypted' },
    {
      name: 'Serverless v1 that says false',
      configuration: cluster({ engine_mode: 'serverless', storage_encrypted: false }),
      path: 'storage_encrypted',
    },
    {
      name: 'Serverless v2',
      configuration: cluster({ serverlessv2_scaling_configuration: { min_capacity: 1, max_capacity: 2 } }),
    },
    {
      name: 'restored from the snapshot of an unencrypted cluster',
      address: main,
      configuration: cluster(
        { snapshot_identifier: '${aws_db_cluster_snapshot.s.id}' },
        {
          'aws_rds_cluster.source': {},
          'aws_db_cluster_snapshot.s': {
            db_cluster_identifier: '${aws_rds_cluster.source.id}',
            db_cluster_snapshot_identifier: 's',
          },
        },
      ),
      path: 'snapshot_identifier',
    },
    {
      name: 'member of an unencrypted global cluster',
      configuration: cluster(
        { global_cluster_identifier: 'orders' },
        { 'aws_rds_global_cluster.g': { global_cluster_identifier: 'orders' } },
      ),
      path: 'global_cluster_identifier',
    },
  ],
  unknown: [
    {
      name: 'true and a key that may be null, from the snapshot of an unencrypted cluster',
      address: 'aws_rds_cluster.main',
      configuration: cluster(
        { storage_encrypted: true, kms_key_id: '${var.unset}', snapshot_identifier: '${aws_db_cluster_snapshot.s.id}' },
        { 'aws_rds_cluster.a': {}, 'aws_db_cluster_snapshot.s': { db_cluster_identifier: '${aws_rds_cluster.a.id}' } },
      ),
    },

    ...cases.unknown,
    { name: 'engine_mode of a variable', configuration: cluster({ engine_mode: '${var.unset}' }), path: 'engine_mode' },
    {
      name: 'snapshot outside',
      configuration: cluster({ snapshot_identifier: 'orders-final' }),
      path: 'snapshot_identifier',
    },
    {
      name: 'source in another stack',
      configuration: cluster({ replication_source_identifier: '${data.terraform_remote_state.a.outputs.arn}' }),
    },
  ],
  notApplicable: cases.notApplicable,
});
