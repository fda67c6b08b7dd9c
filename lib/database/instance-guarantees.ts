import type { DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import { type Guarantee, integerBetween } from '../core/guarantee';
import { BACKUP_DAYS, MONITORING_INTERVALS } from './instance-inputs';

const CURRENT_AUTHORITIES: readonly unknown[] = ['rds-ca-rsa2048-g1', 'rds-ca-rsa4096-g1', 'rds-ca-ecc384-g1'];

/** What a `DatabaseInstance` promises about its `aws_db_instance`. */
export function instanceGuarantees(config: DbInstanceConfig): readonly Guarantee[] {
  const ofItsOwn = ['snapshot_identifier', 'replicate_source_db', 'restore_to_point_in_time', 's3_import'].map(
    (attribute) => ({
      code: 'DB_NO_COPY',
      attribute,
      value: undefined,
      promise: 'storage of its own, because a copy takes encryption and users from its source',
    }),
  );
  const unmanagedPasswords = ['password', 'password_wo'].map((attribute) => ({
    code: 'DB_MANAGED_PASSWORD',
    attribute,
    value: undefined,
    promise: 'a password that RDS manages',
    sensitive: true,
  }));
  return [
    { code: 'DB_STORAGE_ENCRYPTED', attribute: 'storage_encrypted', value: true },
    {
      code: 'DB_STORAGE_ENCRYPTED',
      attribute: 'kms_key_id',
      value: config.kmsKeyId,
      instead: 'use the prop encryptionKey',
    },
    { code: 'DB_NOT_PUBLIC', attribute: 'publicly_accessible', value: false },
    {
      code: 'DB_NOT_PUBLIC',
      attribute: 'db_subnet_group_name',
      value: config.dbSubnetGroupName,
      instead: 'use the prop subnetIds',
    },
    {
      code: 'DB_NOT_PUBLIC',
      attribute: 'vpc_security_group_ids',
      value: config.vpcSecurityGroupIds,
      instead: 'use the prop securityGroups',
    },
    { code: 'DB_DELETION_PROTECTION', attribute: 'deletion_protection', value: true },
    { code: 'DB_FINAL_SNAPSHOT', attribute: 'skip_final_snapshot', value: false },
    {
      code: 'DB_FINAL_SNAPSHOT',
      attribute: 'final_snapshot_identifier',
      value: config.finalSnapshotIdentifier,
      instead: 'use the prop finalSnapshotIdentifier',
    },
    {
      code: 'DB_BACKUPS',
      attribute: 'backup_retention_period',
      value: config.backupRetentionPeriod,
      accepts: integerBetween(BACKUP_DAYS.min, BACKUP_DAYS.max),
      promise: `${BACKUP_DAYS.min} to ${BACKUP_DAYS.max} days`,
      instead: 'use the prop backupRetentionDays',
    },
    { code: 'DB_BACKUPS', attribute: 'delete_automated_backups', value: false },
    { code: 'DB_MANAGED_PASSWORD', attribute: 'manage_master_user_password', value: true },
    { code: 'DB_MANAGED_PASSWORD', attribute: 'master_user_secret_kms_key_id', value: config.masterUserSecretKmsKeyId },
    ...unmanagedPasswords,
    { code: 'DB_USERNAME', attribute: 'username', value: config.username, instead: 'use the prop masterUsername' },
    { code: 'DB_IAM_AUTHENTICATION', attribute: 'iam_database_authentication_enabled', value: true },
    {
      code: 'DB_TLS_REQUIRED',
      attribute: 'parameter_group_name',
      value: config.parameterGroupName,
      instead: 'use the prop parameters',
    },
    { code: 'DB_TLS_REQUIRED', attribute: 'engine', value: config.engine },
    {
      code: 'DB_CERTIFICATE_AUTHORITY',
      attribute: 'ca_cert_identifier',
      value: config.caCertIdentifier,
      accepts: (value) => CURRENT_AUTHORITIES.includes(value),
      promise: `one of ${CURRENT_AUTHORITIES.join(', ')}`,
    },
    {
      code: 'DB_LOGS_EXPORTED',
      attribute: 'enabled_cloudwatch_logs_exports',
      value: config.enabledCloudwatchLogsExports,
    },
    { code: 'DB_AUDIT_LOG', attribute: 'option_group_name', value: config.optionGroupName },
    {
      code: 'DB_MONITORING',
      attribute: 'monitoring_interval',
      value: config.monitoringInterval,
      accepts: (value) => MONITORING_INTERVALS.includes(Number(value)),
      promise: `one of ${MONITORING_INTERVALS.join(', ')} seconds`,
      instead: 'use the prop monitoringIntervalSeconds',
    },
    {
      code: 'DB_INSIGHTS_ENCRYPTED',
      attribute: 'performance_insights_kms_key_id',
      value: config.performanceInsightsKmsKeyId,
    },
    { code: 'DB_MINOR_UPGRADES', attribute: 'auto_minor_version_upgrade', value: true },
    { code: 'DB_SNAPSHOT_TAGS', attribute: 'copy_tags_to_snapshot', value: true },
    ...ofItsOwn,
  ];
}
