import { GuardrailsError } from '../core/guardrails-error';
import { isUnresolved } from '../core/tokens';
import * as families from './engine-families';
import type { EngineFamily, EngineParameter } from './engine-family';
import { shown } from './prop-checks';

export type { EngineParameter } from './engine-family';

/** Majors beyond the newest known one that are still taken for a version rather than for a slip. */
const FUTURE_MAJORS = 10;

function numbersOf(version: string): readonly [number, number] {
  const [major = '', minor = '0'] = version.split('.');
  return [Number(major), Number(minor)];
}

/** True for versions that RDS offers, or may offer one day. */
function isOffered(major: string, { knownVersions }: EngineFamily): boolean {
  if (knownVersions.includes(major)) return true;
  const [newestMajor, newestMinor] = numbersOf(knownVersions[knownVersions.length - 1] ?? '0');
  const [number, minor] = numbersOf(major);
  if (number === newestMajor) return minor > newestMinor;
  return number > newestMajor && number <= newestMajor + FUTURE_MAJORS;
}

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
  static readonly SQL_SERVER_EX_16 = DatabaseEngine.sqlServerEx('16.00');
  static readonly SQL_SERVER_WEB_16 = DatabaseEngine.sqlServerWeb('16.00');
  static readonly SQL_SERVER_SE_16 = DatabaseEngine.sqlServerSe('16.00');
  static readonly SQL_SERVER_EE_16 = DatabaseEngine.sqlServerEe('16.00');
  static readonly ORACLE_SE2_19 = DatabaseEngine.oracleSe2('19');
  static readonly ORACLE_EE_19 = DatabaseEngine.oracleEe('19');
  static readonly ORACLE_SE2_CDB_19 = DatabaseEngine.oracleSe2Cdb('19');
  static readonly ORACLE_EE_CDB_19 = DatabaseEngine.oracleEeCdb('19');

  /** PostgreSQL, from 13: `17` or `17.6`. */
  static postgres(version: string): DatabaseEngine {
    return new DatabaseEngine(families.POSTGRES, version);
  }

  /** MySQL, from 8.0: `8.4` or `8.4.6`. */
  static mysql(version: string): DatabaseEngine {
    return new DatabaseEngine(families.MYSQL, version);
  }

  /** MariaDB, from 10.6: `11.4` or `11.4.8`. */
  static mariadb(version: string): DatabaseEngine {
    return new DatabaseEngine(families.MARIADB, version);
  }

  /** SQL Server Express: `16.00` or `16.00.4215.2.v1`. It has no standby. */
  static sqlServerEx(version: string): DatabaseEngine {
    return new DatabaseEngine(families.SQL_SERVER_EXPRESS, version);
  }

  /** SQL Server Web: `16.00` or `16.00.4215.2.v1`. It has no standby. */
  static sqlServerWeb(version: string): DatabaseEngine {
    return new DatabaseEngine(families.SQL_SERVER_WEB, version);
  }

  /** SQL Server Standard: `16.00` or `16.00.4215.2.v1`. */
  static sqlServerSe(version: string): DatabaseEngine {
    return new DatabaseEngine(families.SQL_SERVER_STANDARD, version);
  }

  /** SQL Server Enterprise: `16.00` or `16.00.4215.2.v1`. */
  static sqlServerEe(version: string): DatabaseEngine {
    return new DatabaseEngine(families.SQL_SERVER_ENTERPRISE, version);
  }

  /** Oracle Standard Edition 2: `19` or `19.0.0.0.ru-2025-07.rur-2025-07.r1`. */
  static oracleSe2(version: string): DatabaseEngine {
    return new DatabaseEngine(families.ORACLE_SE2, version);
  }

  /** Oracle Enterprise Edition: `19` or `19.0.0.0.ru-2025-07.rur-2025-07.r1`. */
  static oracleEe(version: string): DatabaseEngine {
    return new DatabaseEngine(families.ORACLE_EE, version);
  }

  /** Oracle Standard Edition 2 as a container database: `19`, `21`, or a full version. */
  static oracleSe2Cdb(version: string): DatabaseEngine {
    return new DatabaseEngine(families.ORACLE_SE2_CDB, version);
  }

  /** Oracle Enterprise Edition as a container database: `19`, `21`, or a full version. */
  static oracleEeCdb(version: string): DatabaseEngine {
    return new DatabaseEngine(families.ORACLE_EE_CDB, version);
  }

  /** Name as RDS knows it: `postgres`, `sqlserver-se`, `oracle-ee-cdb`. */
  readonly name: string;
  /** Version as given. */
  readonly version: string;
  /** Family of its parameter groups, such as `postgres17`. */
  readonly family: string;
  /** Version as option groups name it: `8.4`, `17`, `16.00`. */
  readonly majorVersion: string;

  /** @internal */
  readonly _properties: EngineFamily;

  private constructor(properties: EngineFamily, version: string) {
    const { name, knownVersions, versionPattern } = properties;
    const given: unknown = version;
    const isLiteral = typeof given === 'string' && !isUnresolved(given);
    const major = isLiteral ? versionPattern.exec(version)?.[1] : undefined;
    if (major === undefined || !isOffered(major, properties)) {
      throw new GuardrailsError(
        'DB_ENGINE_VERSION_INVALID',
        `${name} version is ${shown(version)}, allowed are literal versions ${knownVersions.join(', ')} and newer ones, with or without the minor version; pass one that RDS still supports`,
      );
    }
    this._properties = properties;
    this.name = name;
    this.version = version;
    this.majorVersion = major;
    this.family = properties.familyOf(major);
  }

  /** The port that everybody tries first. */
  get wellKnownPort(): number {
    return this._properties.defaultPort;
  }

  /** The port that databases of this package listen on unless told otherwise. */
  get port(): number {
    return this._properties.port;
  }

  /** Logs that RDS exports to CloudWatch. */
  get logTypes(): string[] {
    return [...this._properties.logs];
  }

  /** Parameters that a database of this package cannot do without: TLS. Oracle asks for it in an option group. */
  get requiredParameters(): EngineParameter[] {
    return [...this._properties.tls];
  }

  /** Parameters that fill the exported logs; a database may set others. */
  get loggingParameters(): EngineParameter[] {
    return [...this._properties.logging];
  }

  /** True where database users can log in with IAM. */
  get supportsIamAuthentication(): boolean {
    return this._properties.iamAuthentication;
  }

  /** True where there can be a standby in a second availability zone. */
  get supportsMultiAz(): boolean {
    return this._properties.noMultiAz === undefined;
  }

  /** True where the audit log is written by a plugin of an option group. */
  get usesAuditPlugin(): boolean {
    return this._properties.option === 'MARIADB_AUDIT_PLUGIN';
  }

  /** False for the instance classes that are too small for Performance Insights. */
  supportsPerformanceInsights(instanceClass: string): boolean {
    return this._properties.withoutInsights?.test(instanceClass) !== true;
  }
}
