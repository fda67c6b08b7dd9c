import { GuardrailsError } from '../core/guardrails-error';
import { isUnresolved } from '../core/tokens';
import type { EngineParameter } from './engine-family';
import { ProxyEngineFamily } from './proxy-engine-family';

interface ClusterEngineFamily {
  readonly name: string;
  readonly defaultPort: number;
  readonly port: number;
  readonly logs: readonly string[];
  /** Reject connections without TLS. */
  readonly tls: EngineParameter;
  /** Fill the logs that are exported. */
  readonly logging: readonly EngineParameter[];
  readonly backtrack: boolean;
  readonly synchronousActivityStream: boolean;
  /** Instance classes that Performance Insights does not run on. */
  readonly classesWithoutInsights: RegExp;
  readonly longestUsername: number;
  readonly proxyEngineFamily: ProxyEngineFamily;
}

const immediate = (name: string, value: string): EngineParameter => ({ name, value, applyMethod: 'immediate' });

const AURORA_POSTGRES: ClusterEngineFamily = {
  name: 'aurora-postgresql',
  defaultPort: 5432,
  port: 5433,
  logs: ['postgresql'],
  tls: immediate('rds.force_ssl', '1'),
  logging: [
    immediate('log_connections', '1'),
    immediate('log_disconnections', '1'),
    immediate('log_min_duration_statement', '1000'),
    immediate('log_statement', 'ddl'),
  ],
  backtrack: false,
  synchronousActivityStream: true,
  classesWithoutInsights: /(?!)/,
  longestUsername: 63,
  proxyEngineFamily: ProxyEngineFamily.POSTGRESQL,
};

const AURORA_MYSQL: ClusterEngineFamily = {
  name: 'aurora-mysql',
  defaultPort: 3306,
  port: 3307,
  logs: ['audit', 'error', 'general', 'slowquery'],
  tls: immediate('require_secure_transport', 'ON'),
  logging: [
    immediate('log_output', 'FILE'),
    immediate('long_query_time', '2'),
    immediate('server_audit_events', 'CONNECT,QUERY_DCL,QUERY_DDL'),
    immediate('server_audit_logging', '1'),
    immediate('slow_query_log', '1'),
  ],
  backtrack: true,
  synchronousActivityStream: false,
  classesWithoutInsights: /^db\.(?:t2|t3)\.|^db\.t4g\.(?:micro|small)$/,
  longestUsername: 16,
  proxyEngineFamily: ProxyEngineFamily.MYSQL,
};

const OLDEST_POSTGRES = 13;
const NEWEST_POSTGRES = 20;

/** First minor version of each PostgreSQL release that can pause at 0 ACUs; later releases always can. */
const POSTGRES_AUTO_PAUSE: ReadonlyMap<number, number> = new Map([
  [13, 15],
  [14, 12],
  [15, 7],
  [16, 3],
]);

const MYSQL_VERSION = /^(8\.0|8\.4)(?:\.mysql_aurora\.(\d+)\.(\d+)(?:\.(\d+))?)?$/;

function invalid(name: string, version: unknown, allowed: string): GuardrailsError {
  return new GuardrailsError(
    'DB_ENGINE_VERSION_INVALID',
    `${name} version is ${JSON.stringify(version)}, allowed are ${allowed}; pass a literal version that Aurora still supports`,
  );
}

/**
 * Engine and version of an Aurora cluster. Give the major version and let Aurora apply the minor ones: a full version
 * stands still in the program while Aurora moves on.
 */
export class DatabaseClusterEngine {
  static readonly AURORA_POSTGRES_15 = DatabaseClusterEngine.auroraPostgres('15');
  static readonly AURORA_POSTGRES_16 = DatabaseClusterEngine.auroraPostgres('16');
  static readonly AURORA_POSTGRES_17 = DatabaseClusterEngine.auroraPostgres('17');
  static readonly AURORA_MYSQL_8_0 = DatabaseClusterEngine.auroraMysql('8.0');

  /**
   * Aurora PostgreSQL, from 13: `16` or `16.6`.
   *
   * @throws GuardrailsError DB_ENGINE_VERSION_INVALID
   */
  static auroraPostgres(version: string): DatabaseClusterEngine {
    const match = typeof version === 'string' && !isUnresolved(version) ? /^(\d+)(?:\.(\d+))?$/.exec(version) : null;
    const [, major = '', minor] = match ?? [];
    const release = Number(major);
    if (match === null || release < OLDEST_POSTGRES || release > NEWEST_POSTGRES) {
      throw invalid(AURORA_POSTGRES.name, version, `${OLDEST_POSTGRES} to ${NEWEST_POSTGRES}, such as 16 or 16.6`);
    }
    const firstPausing = POSTGRES_AUTO_PAUSE.get(release) ?? 0;
    return new DatabaseClusterEngine(
      AURORA_POSTGRES,
      version,
      String(release),
      minor === undefined || Number(minor) >= firstPausing,
    );
  }

  /**
   * Aurora MySQL, version 3 and later: `8.0` or `8.0.mysql_aurora.3.08.0`.
   *
   * @throws GuardrailsError DB_ENGINE_VERSION_INVALID
   */
  static auroraMysql(version: string): DatabaseClusterEngine {
    const match = typeof version === 'string' && !isUnresolved(version) ? MYSQL_VERSION.exec(version) : null;
    const [, compatible = '', major, minor] = match ?? [];
    if (match === null || (compatible === '8.0' && major !== undefined && major !== '3')) {
      throw invalid(AURORA_MYSQL.name, version, '8.0 and 8.4, such as 8.0 or 8.0.mysql_aurora.3.08.0');
    }
    const pauses = compatible !== '8.0' || minor === undefined || Number(minor) >= 8;
    return new DatabaseClusterEngine(AURORA_MYSQL, version, compatible, pauses);
  }

  /** `aurora-postgresql` or `aurora-mysql`. */
  readonly name: string;
  /** Family of its parameter groups, such as `aurora-postgresql16`. */
  readonly family: string;

  private constructor(
    private readonly properties: ClusterEngineFamily,
    /** Version as given. */
    readonly version: string,
    /** Version that the family names: `16`, `8.0`. */
    readonly majorVersion: string,
    /** False for versions that are too old to pause at 0 ACUs. */
    readonly supportsAutoPause: boolean,
  ) {
    this.name = properties.name;
    this.family = `${properties.name}${majorVersion}`;
  }

  /** The port that everybody tries first. */
  get wellKnownPort(): number {
    return this.properties.defaultPort;
  }

  /** The port that clusters of this package listen on unless told otherwise. */
  get port(): number {
    return this.properties.port;
  }

  /** Logs that Aurora exports to CloudWatch. */
  get logTypes(): string[] {
    return [...this.properties.logs];
  }

  /** Parameters that a cluster of this package cannot do without: TLS. */
  get requiredParameters(): EngineParameter[] {
    return [this.properties.tls];
  }

  /** Parameters that fill the exported logs; a cluster may set others. */
  get loggingParameters(): EngineParameter[] {
    return [...this.properties.logging];
  }

  /** True where a cluster can be rewound in place. */
  get supportsBacktrack(): boolean {
    return this.properties.backtrack;
  }

  /** True where an activity stream can hold a statement until it is recorded. */
  get supportsSynchronousActivityStream(): boolean {
    return this.properties.synchronousActivityStream;
  }

  /** Longest name of a master user. */
  get longestUsername(): number {
    return this.properties.longestUsername;
  }

  /** Protocol that a proxy before the cluster speaks. */
  get proxyEngineFamily(): ProxyEngineFamily {
    return this.properties.proxyEngineFamily;
  }

  /** False for the instance classes that Performance Insights does not run on. */
  supportsPerformanceInsights(instanceClass: string): boolean {
    return !this.properties.classesWithoutInsights.test(instanceClass);
  }
}
