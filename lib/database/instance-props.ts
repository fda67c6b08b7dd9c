import type { IKey } from '../encryption/key-ref';
import type { ISecurityGroup } from '../network/security-group-ref';
import type { ISecret } from '../secrets/secret-ref';
import type { DatabaseEngine } from './engine';

export interface DatabaseInstanceProps {
  /** Engine and version. */
  readonly engine: DatabaseEngine;

  /** Instance class, such as `db.m7g.large`. */
  readonly instanceClass: string;

  /** Id of the VPC. */
  readonly vpcId: string;

  /** Ids of subnets without a route to the internet, in at least two availability zones. */
  readonly subnetIds: string[];

  /**
   * Name of the database to create.
   *
   * @default - none is created
   */
  readonly databaseName?: string;

  /**
   * Identifier of the instance: lower case letters, digits and single hyphens, at most 63.
   *
   * @default - derived from the construct path
   */
  readonly identifier?: string;

  /**
   * Name of the master user. Names that everybody tries first are refused.
   *
   * @default 'dbowner'
   */
  readonly masterUsername?: string;

  /**
   * Port to listen on: 1150 to 65535.
   *
   * @default - 5433 for PostgreSQL, 3307 for MySQL and MariaDB
   */
  readonly port?: number;

  /**
   * Storage in GiB: 20 to 65536.
   *
   * @default 20
   */
  readonly allocatedStorageGib?: number;

  /**
   * Storage in GiB up to which RDS may grow it.
   *
   * @default - the storage does not grow
   */
  readonly maxAllocatedStorageGib?: number;

  /**
   * Customer managed key of storage, master password, insights and logs.
   *
   * @default - a new key of the database's own
   */
  readonly encryptionKey?: IKey;

  /**
   * Security groups. They can no longer let the internet in.
   *
   * @default - a new group that lets nothing in
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Whether to keep a standby in a second availability zone.
   *
   * @default - as the profile says: true in prod and staging, false in dev
   */
  readonly multiAz?: boolean;

  /**
   * Days that automated backups are kept: 7 to 35.
   *
   * @default - as the profile says: 35 in prod, 14 in staging, 7 in dev
   */
  readonly backupRetentionDays?: number;

  /**
   * Name of the snapshot that is taken when the instance is destroyed.
   *
   * @default - the identifier with `-final`
   */
  readonly finalSnapshotIdentifier?: string;

  /**
   * Days that exported logs are kept: 365 or a longer time that CloudWatch Logs knows.
   *
   * @default 365
   */
  readonly logRetentionDays?: number;

  /**
   * Seconds between measurements of the operating system: 1, 5, 10, 15, 30 or 60.
   *
   * @default 60
   */
  readonly monitoringIntervalSeconds?: number;

  /**
   * Further engine parameters by name. They take effect at the next reboot. The one that requires TLS is refused.
   *
   * @default - TLS is required and statements are logged
   */
  readonly parameters?: Record<string, string>;

  /**
   * Daily window of backups in UTC, such as `03:00-04:00`.
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
   * Tags of the database and its groups.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}

/** What must be known of an instance that was made elsewhere. */
export interface DatabaseInstanceAttributes {
  /** Identifier of the instance. */
  readonly instanceIdentifier: string;

  /** Name to connect to. */
  readonly endpointAddress: string;

  /** Port to connect to. */
  readonly port: number;

  /** `DbiResourceId` of the instance, such as `db-ABCDEFGHIJKL01234`. */
  readonly resourceId: string;

  /** Its security groups. */
  readonly securityGroups: ISecurityGroup[];

  /**
   * Secret of the master password.
   *
   * @default - none: `grantReadSecret` throws
   */
  readonly masterUserSecret?: ISecret;
}
