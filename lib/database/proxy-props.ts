import type { IKey } from '../encryption/key-ref';
import type { ISecurityGroup } from '../network/security-group-ref';
import type { ISecret } from '../secrets/secret-ref';
import type { ProxyEngineFamily } from './proxy-engine-family';
import type { ProxyTarget } from './proxy-target';

/** Props of a proxy whose database is given: `database.addProxy`. */
export interface DatabaseProxyOptions {
  /**
   * Secrets of the database users that clients connect as: JSON with `username` and `password`. At most 200.
   *
   * @default - the secret of the master user; an error where that is not known
   */
  readonly secrets?: ISecret[];

  /**
   * Protocol. Needed where the engine of the database is not known.
   *
   * @default - that of the database
   */
  readonly engineFamily?: ProxyEngineFamily;

  /**
   * Name of the proxy: lower case letters, digits and single hyphens, at most 63.
   *
   * @default - derived from the construct path
   */
  readonly proxyName?: string;

  /**
   * Whether clients have to show an IAM token. Without it they show passwords, which needs `looseningReason`.
   *
   * @default true
   */
  readonly iamAuthentication?: boolean;

  /**
   * How clients prove that they know a password, where IAM authentication is off: `POSTGRES_SCRAM_SHA_256`,
   * `POSTGRES_MD5`, `MYSQL_CACHING_SHA2_PASSWORD`, `MYSQL_NATIVE_PASSWORD` or `SQL_SERVER_AUTHENTICATION`. The weaker
   * ones need `looseningReason`.
   *
   * @default - the strongest of the engine
   */
  readonly clientPasswordAuthType?: string;

  /**
   * Seconds after which an idle client is disconnected: 1 to 28800. More than 1800 need `looseningReason`.
   *
   * @default 1800
   */
  readonly idleClientTimeoutSeconds?: number;

  /**
   * Percent of the connections of the database that the proxy may take: 1 to 100.
   *
   * @default 100
   */
  readonly maxConnectionsPercent?: number;

  /**
   * Percent of the connections of the database that the proxy keeps while nobody needs them: 0 to
   * `maxConnectionsPercent`.
   *
   * @default - half of `maxConnectionsPercent`
   */
  readonly maxIdleConnectionsPercent?: number;

  /**
   * Seconds that a client waits for a free connection: 0 to 300.
   *
   * @default 120
   */
  readonly connectionBorrowTimeoutSeconds?: number;

  /**
   * Statements that the proxy runs on each new connection, separated by semicolons. They stand in the state in clear.
   *
   * @default - none
   */
  readonly initQuery?: string;

  /**
   * What does not tie a client to one connection: `EXCLUDE_VARIABLE_SETS`.
   *
   * @default - none
   */
  readonly sessionPinningFilters?: string[];

  /**
   * Security groups. They can no longer let the internet in.
   *
   * @default - a new group that lets nothing in, and out to the database alone
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Customer managed key of the logs, in the region of the stack.
   *
   * @default - the key of the cluster where the proxy is added to one, else a new key of the proxy's own
   */
  readonly encryptionKey?: IKey;

  /**
   * Days that logs are kept: 365 or a longer time that CloudWatch Logs knows.
   *
   * @default - as the profile says: 365
   */
  readonly logRetentionDays?: number;

  /**
   * Why defaults of this construct are made weaker; shown by `Guardrails.loosened` and in the report.
   *
   * @default - none: weakening a default throws
   */
  readonly looseningReason?: string;

  /**
   * Tags of the proxy and what belongs to it.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}

/** Props of `DatabaseProxy`. */
export interface DatabaseProxyProps extends DatabaseProxyOptions {
  /** The database behind the proxy. */
  readonly target: ProxyTarget;

  /** Id of the VPC. */
  readonly vpcId: string;

  /** Ids of subnets without a route to the internet, in at least two availability zones. */
  readonly subnetIds: string[];
}

/** What must be known of a proxy that was made elsewhere. */
export interface DatabaseProxyAttributes {
  /** Name of the proxy. */
  readonly proxyName: string;

  /** ARN of the proxy: `arn:aws:rds:<region>:<account>:db-proxy:prx-…`. */
  readonly proxyArn: string;

  /** Name to connect to. */
  readonly endpoint: string;

  /** Protocol. */
  readonly engineFamily: ProxyEngineFamily;

  /** Its security groups. */
  readonly securityGroups: ISecurityGroup[];
}
