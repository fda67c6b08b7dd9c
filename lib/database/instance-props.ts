import type { IKey } from '../encryption/key-ref';
import type { ISecurityGroup } from '../network/security-group-ref';
import type { ISecret } from '../secrets/secret-ref';
import type { DatabaseEngine } from './engine';
import type { PrimaryInstanceProps } from './instance-common-props';

export interface DatabaseInstanceProps extends PrimaryInstanceProps {
  /** Engine and version. */
  readonly engine: DatabaseEngine;

  /**
   * Name of the database to create. SQL Server takes none, Oracle at most 8 characters.
   *
   * @default - none is created
   */
  readonly databaseName?: string;

  /**
   * Name of the master user. Names that everybody tries first are refused.
   *
   * @default 'dbowner'
   */
  readonly masterUsername?: string;

  /**
   * Master password, where RDS cannot manage it: sources of replicas of engines other than SQL Server, and blue/green
   * updates. One expression that Terraform evaluates when it applies, such as
   * `${ephemeral.random_password.master.result}`. Written through a write-only argument: it is neither in the JSON nor
   * in the state. Needs Terraform 1.11.
   *
   * @default - RDS makes the password up, keeps it in Secrets Manager and rotates it
   */
  readonly masterPasswordWo?: string;

  /**
   * Raise it to write the master password again: Terraform cannot see that it has changed. 1 and more.
   *
   * @default 1
   */
  readonly masterPasswordWoVersion?: number;

  /**
   * Customer managed key of storage, insights and logs, in the region of the stack.
   *
   * @default - a new key of the database's own
   */
  readonly encryptionKey?: IKey;

  /**
   * Whether updates are made on a copy that then takes the place of the instance. PostgreSQL, MySQL and MariaDB, with
   * `masterPasswordWo` and without replicas.
   *
   * @default false
   */
  readonly blueGreenUpdate?: boolean;

  /**
   * Time zone of SQL Server, such as `Central European Standard Time`. It cannot be changed later.
   *
   * @default - UTC
   */
  readonly timezone?: string;

  /**
   * Character set of Oracle or collation of SQL Server. It cannot be changed later.
   *
   * @default - that of the engine
   */
  readonly characterSetName?: string;
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

  /**
   * Engine and version.
   *
   * @default - not known: replicas and restored instances must be told theirs
   */
  readonly engine?: DatabaseEngine;

  /**
   * Key of the storage.
   *
   * @default - not known: restored instances must be told it
   */
  readonly encryptionKey?: IKey;
}
