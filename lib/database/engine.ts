import { GuardrailsError } from '../core/guardrails-error';
import { isUnresolved } from '../core/tokens';

/** A parameter of a DB parameter group. */
export interface EngineParameter {
  readonly name: string;
  readonly value: string;
  /** `immediate` for parameters that RDS changes while running, else `pending-reboot`. */
  readonly applyMethod: string;
}

interface EngineFamily {
  readonly name: string;
  readonly defaultPort: number;
  readonly port: number;
  readonly minimumVersion: readonly [number, number];
  /** How many numbers of the version name a parameter group family: 1 for postgres16, 2 for mysql8.0. */
  readonly familyNumbers: 1 | 2;
  readonly logs: readonly string[];
  /** Reject connections without TLS. */
  readonly tls: EngineParameter;
  /** Fill the logs that are exported. */
  readonly logging: readonly EngineParameter[];
  readonly auditPlugin: boolean;
  readonly smallClassesLackInsights: boolean;
}

const immediate = (name: string, value: string): EngineParameter => ({ name, value, applyMethod: 'immediate' });

const POSTGRES: EngineFamily = {
  name: 'postgres',
  defaultPort: 5432,
  port: 5433,
  minimumVersion: [13, 0],
  familyNumbers: 1,
  logs: ['postgresql', 'upgrade'],
  tls: immediate('rds.force_ssl', '1'),
  logging: [
    immediate('log_connections', '1'),
    immediate('log_disconnections', '1'),
    immediate('log_min_duration_statement', '1000'),
    immediate('log_statement', 'ddl'),
  ],
  auditPlugin: false,
  smallClassesLackInsights: false,
};

const MYSQL: EngineFamily = {
  name: 'mysql',
  defaultPort: 3306,
  port: 3307,
  minimumVersion: [8, 0],
  familyNumbers: 2,
  logs: ['audit', 'error', 'general', 'slowquery'],
  tls: immediate('require_secure_transport', '1'),
  logging: [immediate('log_output', 'FILE'), immediate('long_query_time', '2'), immediate('slow_query_log', '1')],
  auditPlugin: true,
  smallClassesLackInsights: true,
};

const MARIADB: EngineFamily = { ...MYSQL, name: 'mariadb', minimumVersion: [10, 6] };

/** Engine and version of a database. Give the major version and let RDS apply the minor ones. */
export class DatabaseEngine {
  static readonly POSTGRES_14 = DatabaseEngine.postgres('14');
  static readonly POSTGRES_15 = DatabaseEngine.postgres('15');
  static readonly POSTGRES_16 = DatabaseEngine.postgres('16');
  static readonly POSTGRES_17 = DatabaseEngine.postgres('17');
  static readonly MYSQL_8_0 = DatabaseEngine.mysql('8.0');
  static readonly MYSQL_8_4 = DatabaseEngine.mysql('8.4');
  static readonly MARIADB_10_11 = DatabaseEngine.mariadb('10.11');
  static readonly MARIADB_11_4 = DatabaseEngine.mariadb('11.4');

  /** PostgreSQL, from 13: `17` or `17.6`. */
  static postgres(version: string): DatabaseEngine {
    return new DatabaseEngine(POSTGRES, version);
  }

  /** MySQL, from 8.0: `8.4` or `8.4.6`. */
  static mysql(version: string): DatabaseEngine {
    return new DatabaseEngine(MYSQL, version);
  }

  /** MariaDB, from 10.6: `11.4` or `11.4.8`. */
  static mariadb(version: string): DatabaseEngine {
    return new DatabaseEngine(MARIADB, version);
  }

  /** `postgres`, `mysql` or `mariadb`. */
  readonly name: string;
  /** Family of its parameter groups, such as `postgres17`. */
  readonly family: string;
  /** Version as option groups name it: `8.4`, `17`. */
  readonly majorVersion: string;

  private constructor(
    private readonly properties: EngineFamily,
    /** Version as given. */
    readonly version: string,
  ) {
    const { name, minimumVersion, familyNumbers } = properties;
    const match = isUnresolved(version) ? null : /^(\d+)(?:\.(\d+))?(?:\.\d+)?$/.exec(version);
    const [, major = '', minor] = match ?? [];
    const [atLeastMajor, atLeastMinor] = minimumVersion;
    const oldEnough =
      Number(major) > atLeastMajor || (Number(major) === atLeastMajor && Number(minor ?? atLeastMinor) >= atLeastMinor);
    if (match === null || !oldEnough || (familyNumbers === 2 && minor === undefined)) {
      throw new GuardrailsError(
        'DB_ENGINE_VERSION_INVALID',
        `${name} version is ${JSON.stringify(version)}, allowed are literal versions from ${minimumVersion.slice(0, familyNumbers).join('.')}; pass one that RDS still supports`,
      );
    }
    this.name = name;
    this.majorVersion = familyNumbers === 2 && minor !== undefined ? `${major}.${minor}` : major;
    this.family = `${name}${this.majorVersion}`;
  }

  /** The port that everybody tries first. */
  get wellKnownPort(): number {
    return this.properties.defaultPort;
  }

  /** The port that databases of this package listen on unless told otherwise. */
  get port(): number {
    return this.properties.port;
  }

  /** Logs that RDS exports to CloudWatch. */
  get logTypes(): string[] {
    return [...this.properties.logs];
  }

  /** Parameters that a database of this package cannot do without: TLS. */
  get requiredParameters(): EngineParameter[] {
    return [this.properties.tls];
  }

  /** Parameters that fill the exported logs; a database may set others. */
  get loggingParameters(): EngineParameter[] {
    return [...this.properties.logging];
  }

  /** True where the audit log is written by a plugin of an option group. */
  get usesAuditPlugin(): boolean {
    return this.properties.auditPlugin;
  }

  /** False for the instance classes that are too small for Performance Insights. */
  supportsPerformanceInsights(instanceClass: string): boolean {
    return !(this.properties.smallClassesLackInsights && /^db\.t(?:2|3|4g)\.(?:micro|small)$/.test(instanceClass));
  }
}
