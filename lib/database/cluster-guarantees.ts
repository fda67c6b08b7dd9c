import type { RdsClusterConfig } from '@cdktf/provider-aws/lib/rds-cluster';
import type { RdsClusterInstanceConfig } from '@cdktf/provider-aws/lib/rds-cluster-instance';
import { type Guarantee, integerBetween } from '../core/guarantee';
import { isUnresolved } from '../core/tokens';
import { atLeastBackups } from './backup-guarantee';
import { BACKTRACK_HOURS, CERTIFICATE_AUTHORITIES } from './cluster-inputs';
import type { ClusterOrigin } from './cluster-origin';
import { MONITORING_INTERVALS } from './monitoring';

const OF_ITS_OWN = 'the data that the props name, because a copy takes encryption and users from its source';

function storageGuarantees(config: RdsClusterConfig): readonly Guarantee[] {
  return [
    {
      code: 'DB_STORAGE_ENCRYPTED',
      attribute: 'storage_encrypted',
      value: true,
      rules: ['rds-cluster-storage-encrypted'],
    },
    {
      code: 'DB_STORAGE_ENCRYPTED',
      attribute: 'kms_key_id',
      value: config.kmsKeyId,
      instead: 'use the prop encryptionKey',
      rules: ['rds-storage-encrypted-with-cmk'],
    },
    {
      code: 'DB_STORAGE_ENCRYPTED',
      attribute: 'engine_mode',
      value: 'provisioned',
      promise: 'provisioned, which has every other guarantee',
    },
  ];
}

function networkGuarantees(config: RdsClusterConfig): readonly Guarantee[] {
  return [
    {
      code: 'DB_NOT_PUBLIC',
      attribute: 'db_subnet_group_name',
      value: config.dbSubnetGroupName,
      instead: 'use the prop subnetIds',
      rules: ['rds-not-in-public-subnet'],
    },
    {
      code: 'DB_NOT_PUBLIC',
      attribute: 'vpc_security_group_ids',
      value: config.vpcSecurityGroupIds,
      instead: 'use the prop securityGroups',
      rules: ['rds-explicit-security-groups'],
    },
    {
      code: 'DB_PORT',
      attribute: 'port',
      value: config.port,
      instead: 'use the prop port',
      rules: ['rds-no-default-port'],
    },
    {
      code: 'DB_DATA_API',
      attribute: 'enable_http_endpoint',
      value: config.enableHttpEndpoint,
      promise: 'the Data API as enableDataApi says',
      instead: 'use the prop enableDataApi',
    },
    {
      code: 'DB_TLS_REQUIRED',
      attribute: 'db_cluster_parameter_group_name',
      value: config.dbClusterParameterGroupName,
      instead: 'use the prop parameters',
      rules: [
        'rds-postgres-tls-required',
        'rds-mysql-tls-required',
        'rds-postgres-query-logging',
        'rds-aurora-mysql-audit-logging',
      ],
    },
    { code: 'DB_TLS_REQUIRED', attribute: 'engine', value: config.engine },
  ];
}

function backtrackGuarantees({ backtrackWindow }: RdsClusterConfig): readonly Guarantee[] {
  if (backtrackWindow === undefined) return [];
  const longest = BACKTRACK_HOURS.max * 3600;
  return [
    {
      code: 'DB_BACKTRACK',
      attribute: 'backtrack_window',
      value: backtrackWindow,
      accepts: isUnresolved(backtrackWindow) ? () => false : integerBetween(backtrackWindow, longest),
      promise: 'at least as many seconds as backtrackHours says',
      instead: 'use the prop backtrackHours',
      rules: ['rds-aurora-backtrack'],
    },
  ];
}

function recoveryGuarantees(config: RdsClusterConfig): readonly Guarantee[] {
  return [
    {
      code: 'DB_DELETION_PROTECTION',
      attribute: 'deletion_protection',
      value: true,
      rules: ['rds-deletion-protection'],
    },
    { code: 'DB_FINAL_SNAPSHOT', attribute: 'skip_final_snapshot', value: false, rules: ['rds-final-snapshot'] },
    {
      code: 'DB_FINAL_SNAPSHOT',
      attribute: 'final_snapshot_identifier',
      value: config.finalSnapshotIdentifier,
      instead: 'use the prop finalSnapshotIdentifier',
      rules: ['rds-final-snapshot'],
    },
    {
      code: 'DB_BACKUPS',
      attribute: 'backup_retention_period',
      value: config.backupRetentionPeriod,
      ...atLeastBackups(config.backupRetentionPeriod),
      rules: ['rds-backup-retention'],
    },
    { code: 'DB_BACKUPS', attribute: 'delete_automated_backups', value: false },
    {
      code: 'DB_SNAPSHOT_TAGS',
      attribute: 'copy_tags_to_snapshot',
      value: true,
      rules: ['rds-copy-tags-to-snapshots'],
    },
    ...backtrackGuarantees(config),
  ];
}

function loginGuarantees(config: RdsClusterConfig, origin: ClusterOrigin): readonly Guarantee[] {
  const isGlobal = origin === 'global primary' || origin === 'global secondary';
  const promise = isGlobal ? 'a password that never reaches the state' : 'a password that RDS manages';
  const rules = ['rds-managed-master-password'];
  const sensitive = true;
  return [
    {
      code: 'DB_MANAGED_PASSWORD',
      attribute: 'manage_master_user_password',
      value: config.manageMasterUserPassword,
      rules,
    },
    {
      code: 'DB_MANAGED_PASSWORD',
      attribute: 'master_user_secret_kms_key_id',
      value: config.masterUserSecretKmsKeyId,
      instead: 'use the prop masterUserSecretKey',
    },
    { code: 'DB_MANAGED_PASSWORD', attribute: 'master_password', value: undefined, promise, sensitive, rules },
    {
      code: 'DB_MANAGED_PASSWORD',
      attribute: 'master_password_wo',
      value: config.masterPasswordWo,
      promise,
      sensitive,
    },
    {
      code: 'DB_USERNAME',
      attribute: 'master_username',
      value: config.masterUsername,
      instead: 'use the prop masterUsername',
      rules: ['rds-no-default-admin-username'],
    },
    {
      code: 'DB_IAM_AUTHENTICATION',
      attribute: 'iam_database_authentication_enabled',
      value: true,
      rules: ['rds-iam-authentication'],
    },
    {
      code: 'DB_LOGS_EXPORTED',
      attribute: 'enabled_cloudwatch_logs_exports',
      value: config.enabledCloudwatchLogsExports,
      rules: ['rds-cluster-logs-exported'],
    },
  ];
}

function originGuarantees(config: RdsClusterConfig, origin: ClusterOrigin): readonly Guarantee[] {
  const { restoreToPointInTime: restore } = config;
  const sources: readonly (readonly [string, unknown])[] = [
    ['snapshot_identifier', config.snapshotIdentifier],
    [
      'restore_to_point_in_time',
      restore && {
        source_cluster_identifier: restore.sourceClusterIdentifier,
        restore_to_time: restore.restoreToTime,
        use_latest_restorable_time: restore.useLatestRestorableTime,
        restore_type: restore.restoreType,
      },
    ],
    ['s3_import', undefined],
    ['global_cluster_identifier', config.globalClusterIdentifier],
    // Aurora fills it in for members of a global database.
    ...(origin === 'global primary' || origin === 'global secondary'
      ? []
      : [['replication_source_identifier', undefined] as const]),
  ];
  return sources.map(([attribute, value]) => ({ code: 'DB_NO_COPY', attribute, value, promise: OF_ITS_OWN }));
}

/** What a `DatabaseCluster` promises about its `aws_rds_cluster`. */
export function clusterGuarantees(config: RdsClusterConfig, origin: ClusterOrigin): readonly Guarantee[] {
  return [
    ...storageGuarantees(config),
    ...networkGuarantees(config),
    ...recoveryGuarantees(config),
    ...loginGuarantees(config, origin),
    ...originGuarantees(config, origin),
  ];
}

function insightsGuarantees(config: RdsClusterInstanceConfig): readonly Guarantee[] {
  const rules = ['rds-performance-insights-cmk'];
  return [
    {
      code: 'DB_INSIGHTS_ENCRYPTED',
      attribute: 'performance_insights_enabled',
      value: config.performanceInsightsEnabled,
    },
    {
      code: 'DB_INSIGHTS_ENCRYPTED',
      attribute: 'performance_insights_kms_key_id',
      value: config.performanceInsightsKmsKeyId,
      instead: 'use the prop encryptionKey',
      rules,
    },
  ];
}

/** What a `DatabaseCluster` promises about each `aws_rds_cluster_instance`. */
export function memberGuarantees(config: RdsClusterInstanceConfig): readonly Guarantee[] {
  return [
    { code: 'DB_NOT_PUBLIC', attribute: 'publicly_accessible', value: false, rules: ['rds-no-public-access'] },
    { code: 'DB_NOT_PUBLIC', attribute: 'db_subnet_group_name', value: config.dbSubnetGroupName },
    {
      code: 'DB_MEMBER',
      attribute: 'cluster_identifier',
      value: config.clusterIdentifier,
      rules: ['rds-cluster-multi-az'],
    },
    { code: 'DB_MEMBER', attribute: 'engine', value: config.engine },
    {
      code: 'DB_TLS_REQUIRED',
      attribute: 'db_parameter_group_name',
      value: config.dbParameterGroupName,
      instead: 'use the prop instanceParameters',
    },
    {
      code: 'DB_CERTIFICATE_AUTHORITY',
      attribute: 'ca_cert_identifier',
      value: config.caCertIdentifier,
      accepts: (value) => CERTIFICATE_AUTHORITIES.includes(value as string),
      promise: `one of ${CERTIFICATE_AUTHORITIES.join(', ')}`,
      instead: 'use the prop certificateAuthority',
      rules: ['rds-ca-certificate-current'],
    },
    {
      code: 'DB_MONITORING',
      attribute: 'monitoring_interval',
      value: config.monitoringInterval,
      accepts: (value) => MONITORING_INTERVALS.includes(Number(value)),
      promise: `one of ${MONITORING_INTERVALS.join(', ')} seconds`,
      instead: 'use the prop monitoringIntervalSeconds',
      rules: ['rds-enhanced-monitoring'],
    },
    { code: 'DB_MONITORING', attribute: 'monitoring_role_arn', value: config.monitoringRoleArn },
    {
      code: 'DB_MINOR_UPGRADES',
      attribute: 'auto_minor_version_upgrade',
      value: true,
      rules: ['rds-auto-minor-version-upgrade'],
    },
    { code: 'DB_SNAPSHOT_TAGS', attribute: 'copy_tags_to_snapshot', value: true },
    ...insightsGuarantees(config),
  ];
}
