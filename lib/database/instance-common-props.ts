import type { IKey } from '../encryption/key-ref';
import type { ISecurityGroup } from '../network/security-group-ref';
import type { DatabaseOption } from './instance-options';

/** What every form of a database instance takes. */
export interface DatabaseInstanceCommonProps {
  /** Instance class, such as `db.m7g.large`. See `ApprovedInstanceFamilies`. */
  readonly instanceClass: string;

  /**
   * Identifier of the instance: lower case letters, digits and single hyphens, at most 63.
   *
   * @default - derived from the construct path
   */
  readonly identifier?: string;

  /**
   * Port to listen on: 1150 to 65535. The well-known one needs `looseningReason`.
   *
   * @default - 5433 for PostgreSQL, 3307 for MySQL and MariaDB, 1435 for SQL Server, 1522 for Oracle; a replica listens
   * on the port of its source
   */
  readonly port?: number;

  /**
   * Type of the storage: `gp3`, `io1` or `io2`.
   *
   * @default 'gp3'
   */
  readonly storageType?: string;

  /**
   * Input and output operations a second. Required for `io1` and `io2`; for `gp3` of engines other than SQL Server only
   * from 400 GiB (Oracle: 200 GiB) on.
   *
   * @default - what the storage type has without: 3000 for small `gp3` volumes
   */
  readonly iops?: number;

  /**
   * Throughput of `gp3` storage in MiB a second.
   *
   * @default - what the storage has without: 125 for small volumes
   */
  readonly storageThroughput?: number;

  /**
   * Storage in GiB up to which RDS may grow it: at least a tenth more than `allocatedStorageGib`.
   *
   * @default - the storage does not grow
   */
  readonly maxAllocatedStorageGib?: number;

  /**
   * Security groups. They can no longer let the internet in.
   *
   * @default - a new group that lets nothing in; a replica takes the groups of its source
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Whether to keep a standby in a second availability zone. False in a profile that keeps one needs `looseningReason`.
   * SQL Server Express and Web have none.
   *
   * @default - as the profile says: true in prod and staging, false in dev; false for replicas
   */
  readonly multiAz?: boolean;

  /**
   * Days that exported logs are kept: 365 or a longer time that CloudWatch Logs knows.
   *
   * @default - as the profile says: 365
   */
  readonly logRetentionDays?: number;

  /**
   * Seconds between measurements of the operating system: 1, 5, 10, 15, 30 or 60.
   *
   * @default 60
   */
  readonly monitoringIntervalSeconds?: number;

  /**
   * Days that Performance Insights keeps its history: 7, 31, a multiple of 31 up to 713, or 731. More than 7 cost extra.
   *
   * @default - as the profile says: 7; 465 with `databaseInsightsMode` advanced
   */
  readonly performanceInsightsRetentionDays?: number;

  /**
   * Mode of CloudWatch Database Insights: `standard` or `advanced`. The advanced one costs extra and keeps 465 days.
   *
   * @default - chosen by RDS: standard
   */
  readonly databaseInsightsMode?: string;

  /**
   * Further engine parameters by name. They take effect at the next reboot. Those that decide about TLS are refused;
   * those that make the logs say less need `looseningReason`.
   *
   * @default - TLS is required and statements are logged
   */
  readonly parameters?: Record<string, string>;

  /**
   * Further options of the option group, such as `S3_INTEGRATION` for Oracle. Those that this package sets are refused.
   *
   * @default - the audit log for MySQL and MariaDB, network encryption for Oracle
   */
  readonly options?: DatabaseOption[];

  /**
   * Certificate authority: `rds-ca-rsa2048-g1`, `rds-ca-rsa4096-g1` or `rds-ca-ecc384-g1`.
   *
   * @default 'rds-ca-rsa2048-g1'
   */
  readonly certificateAuthority?: string;

  /**
   * Daily window of backups in UTC, such as `03:00-04:00`. It must not overlap the window of maintenance.
   *
   * @default - chosen by RDS
   */
  readonly backupWindow?: string;

  /**
   * Weekly window of maintenance in UTC, such as `sun:04:30-sun:05:30`.
   *
   * @default - chosen by RDS
   */
  readonly maintenanceWindow?: string;

  /**
   * Whether changes are made at once instead of in the next window of maintenance. Some of them restart the database.
   *
   * @default false
   */
  readonly applyImmediately?: boolean;

  /**
   * Whether the version of `engine` may be raised to another major version.
   *
   * @default false
   */
  readonly allowMajorVersionUpgrade?: boolean;

  /**
   * Why defaults of this construct are made weaker; shown by `Guardrails.loosened` and in the report.
   *
   * @default - none: weakening a default throws
   */
  readonly looseningReason?: string;

  /**
   * Tags of the database and of what is made for it.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}

/** What every form but the replica takes. */
export interface PrimaryInstanceProps extends DatabaseInstanceCommonProps {
  /** Id of the VPC. */
  readonly vpcId: string;

  /** Ids of subnets without a route to the internet, in at least two availability zones. */
  readonly subnetIds: string[];

  /**
   * Storage in GiB: 20 to 65536; SQL Server to 16384; `io1` and `io2` from 100.
   *
   * @default - 20, or 100 for `io1` and `io2`; that of the source for restored instances
   */
  readonly allocatedStorageGib?: number;

  /**
   * Customer managed key of the master password that RDS manages: whoever may decrypt storage need not be able to read
   * it.
   *
   * @default - a new key of the password's own
   */
  readonly masterUserSecretKey?: IKey;

  /**
   * Days that automated backups are kept: 7 to 35. Fewer than the profile's need `looseningReason`.
   *
   * @default - as the profile says: 35 in prod, 14 in staging, 7 in dev
   */
  readonly backupRetentionDays?: number;

  /**
   * Name of the snapshot that is taken when the instance is destroyed: letters, digits and single hyphens.
   *
   * @default - the identifier with `-final`
   */
  readonly finalSnapshotIdentifier?: string;

  /**
   * Licence: `license-included` or `bring-your-own-license`. SQL Server and Oracle only.
   *
   * @default - `license-included` for SQL Server and Oracle Standard Edition 2, `bring-your-own-license` for Oracle
   * Enterprise Edition
   */
  readonly licenseModel?: string;
}
