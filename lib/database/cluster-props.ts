import type { IKey } from '../encryption/key-ref';
import type { ISecurityGroup } from '../network/security-group-ref';
import type { ISecret } from '../secrets/secret-ref';
import type { ActivityStreamMode } from './cluster-activity-stream-mode';
import type { DatabaseClusterEngine } from './cluster-engine';
import type { ClusterInstance } from './cluster-instance';
import type { ClusterStorageType } from './cluster-storage-type';
import type { IGlobalCluster } from './global-cluster-ref';

/** Props of `DatabaseCluster`. */
export interface DatabaseClusterProps {
  /** Engine and version. */
  readonly engine: DatabaseClusterEngine;

  /** The member that is created first, and writes. */
  readonly writer: ClusterInstance;

  /** Id of the VPC. */
  readonly vpcId: string;

  /** Ids of subnets without a route to the internet, in at least two availability zones. */
  readonly subnetIds: string[];

  /**
   * The members that read, and that take over when the writer fails. Up to 15. Fewer zones than the profile asks for
   * need `looseningReason`.
   *
   * @default - as the profile says: one like the writer in prod and staging, none in dev
   */
  readonly readers?: ClusterInstance[];

  /**
   * Name of the database to create. Refused where data comes from elsewhere, and for secondary clusters.
   *
   * @default - none is created
   */
  readonly databaseName?: string;

  /**
   * Identifier of the cluster: lower case letters, digits and single hyphens, at most 63 together with a hyphen and the
   * id of the member whose id is longest.
   *
   * @default - derived from the construct path
   */
  readonly identifier?: string;

  /**
   * Name of the master user. Names that everybody tries first are refused; so is the prop where users come from
   * elsewhere: restored and secondary clusters.
   *
   * @default 'dbowner'
   */
  readonly masterUsername?: string;

  /**
   * Master password of the primary cluster of a global database, where RDS cannot manage it: one expression that
   * Terraform evaluates when it applies, such as `${ephemeral.random_password.master.result}`. Written through a
   * write-only argument: it is neither in the JSON nor in the state. Needs Terraform 1.11. Refused everywhere else.
   *
   * @default - RDS makes the password up and keeps it in Secrets Manager
   */
  readonly masterPasswordWo?: string;

  /**
   * Raise it to write the master password again: Terraform cannot see that it has changed. 1 and more.
   *
   * @default 1
   */
  readonly masterPasswordWoVersion?: number;

  /**
   * Port to listen on: 1150 to 65535. The well-known one needs `looseningReason`.
   *
   * @default - 5433 for Aurora PostgreSQL, 3307 for Aurora MySQL
   */
  readonly port?: number;

  /**
   * Lowest capacity of serverless members in ACUs: 0 to 256 in steps of 0.5. At 0 the cluster pauses when idle.
   *
   * @default 0.5
   */
  readonly serverlessV2MinCapacity?: number;

  /**
   * Highest capacity of serverless members in ACUs: 1 to 256 in steps of 0.5.
   *
   * @default 2
   */
  readonly serverlessV2MaxCapacity?: number;

  /**
   * Seconds without connections before the cluster pauses: 300 to 86400. Only with a lowest capacity of 0.
   *
   * @default - 300, where the lowest capacity is 0
   */
  readonly serverlessV2AutoPauseSeconds?: number;

  /**
   * How the storage is billed.
   *
   * @default ClusterStorageType.AURORA
   */
  readonly storageType?: ClusterStorageType;

  /**
   * Customer managed key of storage, insights, logs and the activity stream, in the region of the stack.
   *
   * @default - a new key of the cluster's own
   */
  readonly encryptionKey?: IKey;

  /**
   * Customer managed key of the master password: whoever may decrypt storage need not be able to read it.
   *
   * @default - a new key of the password's own
   */
  readonly masterUserSecretKey?: IKey;

  /**
   * Security groups. They can no longer let the internet in.
   *
   * @default - a new group that lets nothing in
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Days that automated backups are kept: 7 to 35. Fewer than the profile's need `looseningReason`.
   *
   * @default - as the profile says: 35 in prod, 14 in staging, 7 in dev
   */
  readonly backupRetentionDays?: number;

  /**
   * Hours that the cluster can be rewound in place: 0 to 72. Aurora MySQL with provisioned members, outside of global
   * databases. Fewer than 24 need `looseningReason`. AWS turns it on at creation only.
   *
   * @default - 24 where the cluster can be rewound
   */
  readonly backtrackHours?: number;

  /**
   * Name of the snapshot that is taken when the cluster is destroyed.
   *
   * @default - the identifier with `-final`
   */
  readonly finalSnapshotIdentifier?: string;

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
   * @default - as the profile says: 7
   */
  readonly performanceInsightsRetentionDays?: number;

  /**
   * Further parameters of the cluster by name. They take effect at the next reboot. The one that requires TLS is
   * refused; those that fill the logs need `looseningReason`.
   *
   * @default - TLS is required, statements are logged and audited
   */
  readonly parameters?: Record<string, string>;

  /**
   * Parameters of the members by name. They take effect at the next reboot. Parameters that the cluster sets are refused.
   *
   * @default - those of the engine
   */
  readonly instanceParameters?: Record<string, string>;

  /**
   * Certificate authority of the members: `rds-ca-rsa2048-g1`, `rds-ca-rsa4096-g1` or `rds-ca-ecc384-g1`.
   *
   * @default 'rds-ca-rsa2048-g1'
   */
  readonly certificateAuthority?: string;

  /**
   * Whether statements can be run over HTTPS with IAM permissions: the Data API. See `grantDataApiAccess`.
   *
   * @default false
   */
  readonly enableDataApi?: boolean;

  /**
   * Streams every statement, encrypted under `encryptionKey`, to where administrators of the database cannot reach.
   * Needs provisioned members of another class than `db.t`.
   *
   * @default - no stream
   */
  readonly activityStream?: ActivityStreamMode;

  /**
   * Global database that the cluster belongs to.
   *
   * @default - none
   */
  readonly globalCluster?: IGlobalCluster;

  /**
   * Whether the cluster is a secondary of the global database: it takes data, users and passwords from the primary.
   *
   * @default false
   */
  readonly isSecondary?: boolean;

  /**
   * Identifier or ARN of the cluster snapshot to create the cluster from.
   *
   * @default - the cluster starts empty
   */
  readonly snapshotIdentifier?: string;

  /**
   * Identifier or ARN of the cluster whose past state to create the cluster from.
   *
   * @default - the cluster starts empty
   */
  readonly sourceClusterIdentifier?: string;

  /**
   * State of the source cluster to restore, in UTC, such as `2026-11-01T12:00:00Z`.
   *
   * @default - the latest that can be restored
   */
  readonly restoreToTime?: string;

  /**
   * Whether the new cluster shares the pages of the source cluster until one of them changes them: a clone. Only of the
   * latest state.
   *
   * @default false
   */
  readonly copyOnWrite?: boolean;

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
   * Whether a new major version of the engine is taken when `engine` names one.
   *
   * @default false
   */
  readonly allowMajorVersionUpgrade?: boolean;

  /**
   * Whether changes are made at once rather than in the maintenance window: some restart members.
   *
   * @default false
   */
  readonly applyImmediately?: boolean;

  /**
   * Why defaults of this construct are made weaker; shown by `Guardrails.loosened` and in the report.
   *
   * @default - none: weakening a default throws
   */
  readonly looseningReason?: string;

  /**
   * Tags of the cluster, its members and groups.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}

/** What must be known of a cluster that was made elsewhere. */
export interface DatabaseClusterAttributes {
  /** Identifier of the cluster. */
  readonly clusterIdentifier: string;

  /** Name of the writer. */
  readonly clusterEndpoint: string;

  /**
   * Name behind which the readers take turns.
   *
   * @default - the name of the writer
   */
  readonly readerEndpoint?: string;

  /** Port to connect to. */
  readonly port: number;

  /** `DbClusterResourceId` of the cluster, such as `cluster-ABCDEFGHIJKL01234`. */
  readonly resourceId: string;

  /** Its security groups. */
  readonly securityGroups: ISecurityGroup[];

  /**
   * Engine, for proxies.
   *
   * @default - not known: proxies have to be told their engine family
   */
  readonly engine?: DatabaseClusterEngine;

  /**
   * Secret of the master password.
   *
   * @default - none: `grantReadSecret` throws
   */
  readonly masterUserSecret?: ISecret;
}
