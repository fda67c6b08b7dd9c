import { Guardrails } from '../../lib/enforcement/guardrails';
import { Profile } from '../../lib/core/profile';
import { ActivityStreamMode } from '../../lib/database/cluster-activity-stream-mode';
import { DatabaseClusterEngine } from '../../lib/database/cluster-engine';
import { ClusterInstance } from '../../lib/database/cluster-instance';
import { ClusterStorageType } from '../../lib/database/cluster-storage-type';
import { Key } from '../../lib/encryption/key';
import { SecurityGroup } from '../../lib/network/security-group';
import { errorOf, newStack, onlyResource, resourcesOf, synth, type Synthesised } from '../core/support';
import { newCluster, synthesised, tokens } from './cluster-support';

const MYSQL = DatabaseClusterEngine.AURORA_MYSQL_8_0;

function parametersOf(json: Synthesised, type = 'aws_rds_cluster_parameter_group'): Readonly<Record<string, string>> {
  const parameters = (onlyResource(json, type).parameter ?? []) as { name: string; value: string }[];
  return Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
}

describe('DatabaseCluster', () => {
  it('is secure with nothing but what it must be told', () => {
    const json = synthesised();
    const key = expect.stringMatching(/^\$\{aws_kms_key\.db_Key_\w+\.arn\}$/) as unknown;
    const cluster = onlyResource(json, 'aws_rds_cluster');
    expect(cluster).toMatchObject({
      backup_retention_period: 35,
      copy_tags_to_snapshot: true,
      db_cluster_parameter_group_name: expect.stringContaining('aws_rds_cluster_parameter_group.') as unknown,
      db_subnet_group_name: expect.stringMatching(/^\$\{aws_db_subnet_group\.db_SubnetGroup_\w+\.name\}$/) as unknown,
      delete_automated_backups: false,
      deletion_protection: true,
      enable_http_endpoint: false,
      enabled_cloudwatch_logs_exports: ['postgresql'],
      engine: 'aurora-postgresql',
      engine_mode: 'provisioned',
      engine_version: '16',
      iam_database_authentication_enabled: true,
      kms_key_id: key,
      manage_master_user_password: true,
      master_user_secret_kms_key_id: expect.stringContaining('aws_kms_key.db_MasterUserSecretKey') as unknown,
      master_username: 'dbowner',
      port: 5433,
      skip_final_snapshot: false,
      storage_encrypted: true,
      vpc_security_group_ids: [expect.stringMatching(/^\$\{aws_security_group\.db_SecurityGroup_\w+\.id\}$/)],
    });
    expect(cluster.cluster_identifier).toMatch(/^shop-db-[0-9a-f]{8}$/);
    expect(cluster.final_snapshot_identifier).toBe(`${String(cluster.cluster_identifier)}-final`);
    const absent = [
      'master_password',
      'backtrack_window',
      'serverlessv2_scaling_configuration',
      'region',
      'storage_type',
    ];
    for (const attribute of absent) expect(cluster).not.toHaveProperty(attribute);
    expect(resourcesOf(json, 'aws_vpc_security_group_ingress_rule')).toHaveLength(0);
    expect(resourcesOf(json, 'aws_vpc_security_group_egress_rule')).toHaveLength(0);

    const members = resourcesOf(json, 'aws_rds_cluster_instance');
    expect(members).toHaveLength(2);
    for (const member of members)
      expect(member).toMatchObject({
        auto_minor_version_upgrade: true,
        ca_cert_identifier: 'rds-ca-rsa2048-g1',
        copy_tags_to_snapshot: true,
        instance_class: 'db.r7g.large',
        monitoring_interval: 60,
        performance_insights_enabled: true,
        performance_insights_kms_key_id: key,
        performance_insights_retention_period: 7,
        publicly_accessible: false,
      });
    expect(members.map(({ identifier, promotion_tier: tier }) => [identifier, tier])).toEqual([
      [`${String(cluster.cluster_identifier)}-reader`, 1],
      [`${String(cluster.cluster_identifier)}-writer`, 0],
    ]);
    expect(members[0]?.depends_on).toEqual(
      expect.arrayContaining([expect.stringMatching(/^aws_rds_cluster_instance\.db_Instance-writer_/)]),
    );
    expect(onlyResource(json, 'aws_cloudwatch_log_group')).toMatchObject({
      name: `/aws/rds/cluster/${String(cluster.cluster_identifier)}/postgresql`,
      retention_in_days: 365,
      kms_key_id: key,
    });
    const trust = String(onlyResource(json, 'aws_iam_role').assume_role_policy);
    expect(trust).toMatch(new RegExp(`:db:${String(cluster.cluster_identifier)}-\\*"`));
  });

  it('rejects clear text and writes the logs it exports', () => {
    expect(parametersOf(synthesised())).toMatchObject({
      'rds.force_ssl': '1',
      log_statement: 'ddl',
      log_min_duration_statement: '1000',
    });
    const json = synthesised({ engine: MYSQL, instanceParameters: { sort_buffer_size: '8192' } });
    expect(parametersOf(json)).toMatchObject({
      require_secure_transport: 'ON',
      server_audit_logging: '1',
      server_audit_events: 'CONNECT,QUERY_DCL,QUERY_DDL',
      slow_query_log: '1',
    });
    expect(parametersOf(json, 'aws_db_parameter_group')).toEqual({ sort_buffer_size: '8192' });
    expect(onlyResource(json, 'aws_rds_cluster').enabled_cloudwatch_logs_exports).toEqual(MYSQL.logTypes);
    expect(onlyResource(json, 'aws_rds_cluster')).toMatchObject({ backtrack_window: 86_400, port: 3307 });
  });

  it.each<[Profile, number, number]>([
    [Profile.PROD, 2, 35],
    [Profile.STAGING, 2, 14],
    [Profile.DEV, 1, 7],
  ])('spends what the profile %s allows and guards as always', (profile, members, days) => {
    const stack = newStack();
    Profile.set(stack, profile);
    const json = synthesised({}, stack);
    expect(resourcesOf(json, 'aws_rds_cluster_instance')).toHaveLength(members);
    expect(onlyResource(json, 'aws_rds_cluster')).toMatchObject({
      backup_retention_period: days,
      storage_encrypted: true,
      deletion_protection: true,
      skip_final_snapshot: false,
    });
    expect(Guardrails.loosened(stack)).toEqual([]);
  });

  it('passes on what it is told', () => {
    const stack = newStack();
    const group = new SecurityGroup(stack, 'group', { vpcId: 'vpc-1' });
    const props = {
      databaseName: 'shop',
      identifier: 'shop-orders',
      masterUsername: 'shopowner',
      port: 6000,
      storageType: ClusterStorageType.AURORA_IOPT1,
      encryptionKey: new Key(stack, 'key'),
      masterUserSecretKey: new Key(stack, 'secret-key'),
      securityGroups: [group],
      backupRetentionDays: 35,
      finalSnapshotIdentifier: 'last',
      logRetentionDays: 400,
      monitoringIntervalSeconds: 5,
      performanceInsightsRetentionDays: 31,
      certificateAuthority: 'rds-ca-ecc384-g1',
      enableDataApi: true,
      backupWindow: '03:00-04:00',
      maintenanceWindow: 'sun:04:30-sun:05:30',
      allowMajorVersionUpgrade: true,
      applyImmediately: true,
      readers: [
        ClusterInstance.provisioned('reader-a', {
          instanceClass: 'db.r7g.xlarge',
          availabilityZone: 'eu-west-1b',
          promotionTier: 5,
        }),
        ClusterInstance.serverlessV2('reader-b', { scaleWithWriter: false }),
      ],
      serverlessV2MinCapacity: 0,
      serverlessV2MaxCapacity: 16.5,
      serverlessV2AutoPauseSeconds: 900,
      tags: { a: 'b' },
    };
    const json = synthesised(props, stack);
    expect(onlyResource(json, 'aws_rds_cluster')).toMatchObject({
      allow_major_version_upgrade: true,
      apply_immediately: true,
      cluster_identifier: 'shop-orders',
      database_name: 'shop',
      enable_http_endpoint: true,
      final_snapshot_identifier: 'last',
      kms_key_id: expect.stringContaining('aws_kms_key.key_') as unknown,
      master_user_secret_kms_key_id: expect.stringContaining('aws_kms_key.secret-key_') as unknown,
      master_username: 'shopowner',
      port: 6000,
      preferred_backup_window: '03:00-04:00',
      preferred_maintenance_window: 'sun:04:30-sun:05:30',
      serverlessv2_scaling_configuration: { min_capacity: 0, max_capacity: 16.5, seconds_until_auto_pause: 900 },
      storage_type: 'aurora-iopt1',
      tags: { a: 'b' },
      vpc_security_group_ids: [expect.stringContaining('aws_security_group.group_')],
    });
    expect(resourcesOf(json, 'aws_kms_key')).toHaveLength(2);
    expect(resourcesOf(json, 'aws_rds_cluster_instance')).toEqual([
      expect.objectContaining({
        identifier: 'shop-orders-reader-a',
        availability_zone: 'eu-west-1b',
        ca_cert_identifier: 'rds-ca-ecc384-g1',
        promotion_tier: 5,
        performance_insights_retention_period: 31,
      }),
      expect.objectContaining({ instance_class: 'db.serverless', promotion_tier: 2, tags: { a: 'b' } }),
      expect.objectContaining({ identifier: 'shop-orders-writer', promotion_tier: 0, monitoring_interval: 5 }),
    ]);
  });

  it('takes tokens for every number, text, list and flag', () => {
    const stack = newStack();
    const { text, number, list, flag } = tokens(stack);
    newCluster(
      {
        engine: MYSQL,
        writer: ClusterInstance.provisioned('writer', {
          instanceClass: text,
          promotionTier: number,
          availabilityZone: text,
        }),
        vpcId: text,
        subnetIds: list,
        identifier: text,
        databaseName: text,
        masterUsername: text,
        port: number,
        backupRetentionDays: number,
        backtrackHours: number,
        finalSnapshotIdentifier: text,
        logRetentionDays: number,
        monitoringIntervalSeconds: number,
        performanceInsightsRetentionDays: number,
        parameters: { max_connections: text },
        certificateAuthority: text,
        enableDataApi: flag,
        backupWindow: text,
        maintenanceWindow: text,
        allowMajorVersionUpgrade: flag,
        applyImmediately: flag,
        tags: { a: text },
      },
      stack,
    );
    newCluster(
      {
        writer: ClusterInstance.serverlessV2('writer', { scaleWithWriter: flag }),
        serverlessV2MinCapacity: number,
        serverlessV2MaxCapacity: number,
        serverlessV2AutoPauseSeconds: number,
        sourceClusterIdentifier: text,
        restoreToTime: text,
        copyOnWrite: flag,
      },
      stack,
      'restored',
    );
    const json = synth(stack);
    const text_ = JSON.stringify(json);
    expect(text_).not.toContain('NaN');
    expect(text_).not.toMatch(/-1\.888\d*e\+?289/);
    const [first, restored] = resourcesOf(json, 'aws_rds_cluster');
    expect(first).toMatchObject({ backtrack_window: '${(var.number * 3600)}', port: '${var.number}' });
    expect(restored?.restore_to_point_in_time).toMatchObject({
      restore_type: '${var.flag ? "copy-on-write" : "full-copy"}',
      restore_to_time: '${var.text}',
    });
  });

  it('takes storage types of Aurora, those to come included', () => {
    expect(ClusterStorageType.of('aurora')).toBe(ClusterStorageType.AURORA);
    expect(ClusterStorageType.of('aurora-next').name).toBe('aurora-next');
    for (const name of ['gp3', '', 7 as never])
      expect(errorOf(() => ClusterStorageType.of(name)).code).toBe('DB_STORAGE_INVALID');
  });

  it('restores snapshots and past states with the users they hold', () => {
    const [snapshot] = resourcesOf(synthesised({ snapshotIdentifier: 'shop-final' }), 'aws_rds_cluster');
    expect(snapshot).toMatchObject({
      snapshot_identifier: 'shop-final',
      manage_master_user_password: true,
      storage_encrypted: true,
    });
    expect(snapshot).not.toHaveProperty('master_username');
    const [past] = resourcesOf(
      synthesised({ sourceClusterIdentifier: 'shop', restoreToTime: '2026-11-01T12:00:00Z' }),
      'aws_rds_cluster',
    );
    expect(past?.restore_to_point_in_time).toEqual({
      source_cluster_identifier: 'shop',
      restore_to_time: '2026-11-01T12:00:00Z',
    });
    expect(past).not.toHaveProperty('master_username');
  });

  it('streams activities under its own key, after its members', () => {
    const json = synthesised({ activityStream: ActivityStreamMode.SYNC });
    expect(onlyResource(json, 'aws_rds_cluster_activity_stream')).toMatchObject({
      mode: 'sync',
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.db_Key_\w+\.arn\}$/) as unknown,
      resource_arn: expect.stringMatching(/^\$\{aws_rds_cluster\.db_\w+\.arn\}$/) as unknown,
      depends_on: [
        expect.stringContaining('aws_rds_cluster_instance.db_Instance-writer_'),
        expect.stringContaining('aws_rds_cluster_instance.db_Instance-reader_'),
      ],
    });
  });
});
