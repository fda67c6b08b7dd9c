import type { DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import { type Guarantee } from '../core/guarantee';
import type { DatabaseEngine } from './engine';
import { atLeastBackups } from './backup-guarantee';
import { CERTIFICATE_AUTHORITIES } from './instance-inputs';
import { tlsRulesOf } from './instance-parameters';
import { MONITORING_INTERVALS } from './monitoring';

const ENCRYPTED = ['rds-instance-storage-encrypted', 'rds-storage-encrypted-with-cmk'];

function encryption(config: DbInstanceConfig): readonly Guarantee[] {
  const code = 'DB_STORAGE_ENCRYPTED';
  const isReplica = config.replicateSourceDb !== undefined;
  const kmsPromise =
    config.kmsKeyId === undefined ? 'the key of its source, which a replica in the same region has' : undefined;
  const { postcondition } = config.lifecycle ?? {};
  const checks = postcondition?.map(({ condition, errorMessage }) => ({
    condition: condition as unknown,
    error_message: errorMessage,
  }));
  return [
    { code, attribute: 'storage_encrypted', value: true, rules: ENCRYPTED },
    {
      code,
      attribute: 'kms_key_id',
      value: config.kmsKeyId,
      promise: kmsPromise,
      instead: isReplica ? undefined : 'use the prop encryptionKey',
      rules: ENCRYPTED,
    },
    ...(checks === undefined
      ? []
      : [{ code, attribute: 'lifecycle.postcondition', value: checks, promise: 'a check of what its source is' }]),
  ];
}

/** Where the data comes from: a source decides about encryption and users. */
function origin(config: DbInstanceConfig): readonly Guarantee[] {
  const { restoreToPointInTime: restore } = config as { restoreToPointInTime?: Readonly<Record<string, unknown>> };
  const block = restore && {
    restore_time: restore.restoreTime,
    source_db_instance_automated_backups_arn: restore.sourceDbInstanceAutomatedBackupsArn,
    source_db_instance_identifier: restore.sourceDbInstanceIdentifier,
    use_latest_restorable_time: restore.useLatestRestorableTime,
  };
  const values: readonly (readonly [string, unknown])[] = [
    ['snapshot_identifier', config.snapshotIdentifier],
    ['replicate_source_db', config.replicateSourceDb],
    ['restore_to_point_in_time', block],
    ['s3_import', undefined],
  ];
  return values.map(([attribute, value]) => ({
    code: value === undefined ? 'DB_NO_COPY' : 'DB_ORIGIN',
    attribute,
    value,
    promise:
      value === undefined
        ? 'data from nowhere else, because a copy takes encryption and users from its source'
        : 'the source that was checked',
    accepts: (final: unknown) => value !== undefined && isSameBlock(final, value),
  }));
}

/** Blocks of at most one element are written as the block or as a list of it; absent arguments do not count. */
function isSameBlock(final: unknown, value: unknown): boolean {
  const [a, b] = [final, value].map((each) =>
    JSON.stringify(Array.isArray(each) && each.length === 1 ? each[0] : each),
  );
  return a === b;
}

function network(config: DbInstanceConfig): readonly Guarantee[] {
  const code = 'DB_NOT_PUBLIC';
  return [
    { code, attribute: 'publicly_accessible', value: false, rules: ['rds-no-public-access'] },
    {
      code,
      attribute: 'db_subnet_group_name',
      value: config.dbSubnetGroupName,
      promise: config.dbSubnetGroupName === undefined ? 'the subnets of its source' : undefined,
      instead: 'use the prop subnetIds',
      rules: ['rds-not-in-public-subnet'],
    },
    {
      code,
      attribute: 'vpc_security_group_ids',
      value: config.vpcSecurityGroupIds,
      instead: 'use the prop securityGroups',
      rules: ['rds-explicit-security-groups'],
    },
    {
      code: 'DB_CERTIFICATE_AUTHORITY',
      attribute: 'ca_cert_identifier',
      value: config.caCertIdentifier,
      accepts: (value) => CERTIFICATE_AUTHORITIES.includes(String(value)),
      promise: `one of ${CERTIFICATE_AUTHORITIES.join(', ')}`,
      instead: 'use the prop certificateAuthority',
      rules: ['rds-ca-certificate-current'],
    },
  ];
}

function recovery(config: DbInstanceConfig): readonly Guarantee[] {
  const isReplica = config.replicateSourceDb !== undefined;
  const backups: Guarantee = {
    code: 'DB_BACKUPS',
    attribute: 'backup_retention_period',
    value: config.backupRetentionPeriod,
    ...atLeastBackups(config.backupRetentionPeriod),
    rules: ['rds-backup-retention'],
  };
  const standby: Guarantee = {
    code: 'DB_MULTI_AZ',
    attribute: 'multi_az',
    value: true,
    promise: 'a standby in a second availability zone',
    instead: 'use the props multiAz and looseningReason',
    rules: ['rds-instance-multi-az'],
  };
  const finalSnapshot: readonly Guarantee[] = [
    {
      code: 'DB_FINAL_SNAPSHOT',
      attribute: 'skip_final_snapshot',
      value: false,
      rules: ['rds-final-snapshot'],
    },
    {
      code: 'DB_FINAL_SNAPSHOT',
      attribute: 'final_snapshot_identifier',
      value: config.finalSnapshotIdentifier,
      instead: 'use the prop finalSnapshotIdentifier',
      rules: ['rds-final-snapshot'],
    },
  ];
  return [
    ...(config.multiAz === true ? [standby] : []),
    {
      code: 'DB_DELETION_PROTECTION',
      attribute: 'deletion_protection',
      value: true,
      rules: ['rds-deletion-protection'],
    },
    { code: 'DB_BACKUPS', attribute: 'delete_automated_backups', value: false },
    {
      code: 'DB_SNAPSHOT_TAGS',
      attribute: 'copy_tags_to_snapshot',
      value: true,
      rules: ['rds-copy-tags-to-snapshots'],
    },
    ...(isReplica && config.backupRetentionPeriod === undefined ? [] : [backups]),
    ...(isReplica ? [] : finalSnapshot),
  ];
}

function credentials(config: DbInstanceConfig, engine: DatabaseEngine): readonly Guarantee[] {
  const code = 'DB_MANAGED_PASSWORD';
  const rules = ['rds-managed-master-password'];
  const how = config.manageMasterUserPassword === true ? 'a password that RDS manages' : undefined;
  const iam: readonly Guarantee[] = engine.supportsIamAuthentication
    ? [
        {
          code: 'DB_IAM_AUTHENTICATION',
          attribute: 'iam_database_authentication_enabled',
          value: true,
          rules: ['rds-iam-authentication'],
        },
      ]
    : [];
  return [
    { code, attribute: 'manage_master_user_password', value: config.manageMasterUserPassword, promise: how, rules },
    { code, attribute: 'master_user_secret_kms_key_id', value: config.masterUserSecretKmsKeyId },
    { code, attribute: 'password', value: undefined, promise: 'no password in the state', sensitive: true, rules },
    { code, attribute: 'password_wo', value: config.passwordWo, promise: 'the password it was given', sensitive: true },
    {
      code: 'DB_USERNAME',
      attribute: 'username',
      value: config.username,
      promise: config.username === undefined ? 'the user of its source' : undefined,
      instead: config.username === undefined ? undefined : 'use the prop masterUsername',
      rules: ['rds-no-default-admin-username'],
    },
    ...iam,
  ];
}

function observation(config: DbInstanceConfig): readonly Guarantee[] {
  return [
    {
      code: 'DB_LOGS_EXPORTED',
      attribute: 'enabled_cloudwatch_logs_exports',
      value: config.enabledCloudwatchLogsExports,
      rules: ['rds-instance-logs-exported'],
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
      code: 'DB_INSIGHTS',
      attribute: 'performance_insights_enabled',
      value: config.performanceInsightsEnabled,
      promise: config.performanceInsightsEnabled === false ? 'false, for a class that is too small' : undefined,
    },
    {
      code: 'DB_INSIGHTS_ENCRYPTED',
      attribute: 'performance_insights_kms_key_id',
      value: config.performanceInsightsKmsKeyId,
      rules: ['rds-performance-insights-cmk'],
    },
  ];
}

function engineSettings(config: DbInstanceConfig, engine: DatabaseEngine): readonly Guarantee[] {
  const code = 'DB_TLS_REQUIRED';
  const isOracle = engine.name.startsWith('oracle');
  return [
    {
      code,
      attribute: 'parameter_group_name',
      value: config.parameterGroupName,
      instead: 'use the prop parameters',
      rules: tlsRulesOf(engine),
    },
    {
      code,
      attribute: 'engine',
      value: config.engine,
      promise: config.engine === undefined ? 'the engine of its source' : undefined,
    },
    {
      code: isOracle ? code : 'DB_AUDIT_LOG',
      attribute: 'option_group_name',
      value: config.optionGroupName,
      instead: 'use the prop options',
      rules: isOracle ? ['rds-oracle-network-encryption'] : [],
    },
    {
      code: 'DB_IDENTIFIER',
      attribute: 'identifier',
      value: config.identifier,
      promise: 'the identifier that its log groups and its role are made for',
      instead: 'use the prop identifier',
    },
    {
      code: 'DB_MINOR_UPGRADES',
      attribute: 'auto_minor_version_upgrade',
      value: true,
      rules: ['rds-auto-minor-version-upgrade'],
    },
  ];
}

/** What an instance promises about its `aws_db_instance`. */
export function instanceGuarantees(config: DbInstanceConfig, engine: DatabaseEngine): readonly Guarantee[] {
  return [
    ...encryption(config),
    ...network(config),
    ...recovery(config),
    ...credentials(config, engine),
    ...engineSettings(config, engine),
    ...observation(config),
    ...origin(config),
  ];
}
