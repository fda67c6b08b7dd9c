import { TerraformVariable } from 'cdktf';
import { DatabaseEngine } from '../../lib/database/engine';
import { errorOf, newStack } from '../core/support';

describe('DatabaseEngine', () => {
  it.each<[DatabaseEngine, string, string, string, number, number]>([
    [DatabaseEngine.POSTGRES_17, 'postgres', 'postgres17', '17', 5433, 5432],
    [DatabaseEngine.postgres('16.9'), 'postgres', 'postgres16', '16', 5433, 5432],
    [DatabaseEngine.postgres('19'), 'postgres', 'postgres19', '19', 5433, 5432],
    [DatabaseEngine.MYSQL_8_4, 'mysql', 'mysql8.4', '8.4', 3307, 3306],
    [DatabaseEngine.mysql('8.0.43'), 'mysql', 'mysql8.0', '8.0', 3307, 3306],
    [DatabaseEngine.mysql('9.7'), 'mysql', 'mysql9.7', '9.7', 3307, 3306],
    [DatabaseEngine.MARIADB_10_11, 'mariadb', 'mariadb10.11', '10.11', 3307, 3306],
    [DatabaseEngine.mariadb('11.4.8'), 'mariadb', 'mariadb11.4', '11.4', 3307, 3306],
    [DatabaseEngine.SQL_SERVER_EX_16, 'sqlserver-ex', 'sqlserver-ex-16.0', '16.00', 1435, 1433],
    [DatabaseEngine.SQL_SERVER_WEB_16, 'sqlserver-web', 'sqlserver-web-16.0', '16.00', 1435, 1433],
    [DatabaseEngine.sqlServerSe('15.00.4430.1.v1'), 'sqlserver-se', 'sqlserver-se-15.0', '15.00', 1435, 1433],
    [DatabaseEngine.SQL_SERVER_EE_16, 'sqlserver-ee', 'sqlserver-ee-16.0', '16.00', 1435, 1433],
    [DatabaseEngine.ORACLE_SE2_19, 'oracle-se2', 'oracle-se2-19', '19', 1522, 1521],
    [DatabaseEngine.oracleEe('19.0.0.0.ru-2025-07.rur-2025-07.r1'), 'oracle-ee', 'oracle-ee-19', '19', 1522, 1521],
    [DatabaseEngine.oracleEe('19.0.0.0.ru-2025-07.spb-1.r1'), 'oracle-ee', 'oracle-ee-19', '19', 1522, 1521],
    [DatabaseEngine.oracleSe2Cdb('21'), 'oracle-se2-cdb', 'oracle-se2-cdb-21', '21', 1522, 1521],
    [DatabaseEngine.ORACLE_EE_CDB_19, 'oracle-ee-cdb', 'oracle-ee-cdb-19', '19', 1522, 1521],
  ])('knows name, family, major version and ports: %#', (engine, name, family, majorVersion, port, wellKnownPort) => {
    expect(engine).toMatchObject({ name, family, majorVersion, port, wellKnownPort });
  });

  it.each<[string, () => DatabaseEngine]>([
    ['too old', () => DatabaseEngine.postgres('12.4')],
    ['empty', () => DatabaseEngine.postgres('')],
    ['no number', () => DatabaseEngine.postgres('latest')],
    ['a slip of the full stop', () => DatabaseEngine.postgres('175')],
    ['more than a version', () => DatabaseEngine.postgres('17.4; drop')],
    ['no text', () => DatabaseEngine.postgres(17 as never)],
    ['nothing', () => DatabaseEngine.postgres(undefined as never)],
    ['too old', () => DatabaseEngine.mysql('5.7')],
    ['without the second number', () => DatabaseEngine.mysql('8')],
    ['never offered', () => DatabaseEngine.mysql('8.2')],
    ['too old', () => DatabaseEngine.mariadb('10.5')],
    ['never offered', () => DatabaseEngine.mariadb('10.9')],
    ['a year', () => DatabaseEngine.sqlServerSe('2022')],
    ['of the parameter group', () => DatabaseEngine.sqlServerSe('16.0')],
    ['too old', () => DatabaseEngine.oracleSe2('12.2')],
    ['too old', () => DatabaseEngine.oracleEe('18')],
    ['a token', () => DatabaseEngine.postgres(new TerraformVariable(newStack(), 'v', {}).stringValue)],
  ])('refuses a version that is %s: %#', (_, create) => {
    const error = errorOf(create);
    expect(error.code).toBe('DB_ENGINE_VERSION_INVALID');
    expect(error.message).toMatch(/allowed are literal versions \d.* and newer ones/);
  });

  it.each<[DatabaseEngine, string, boolean]>([
    [DatabaseEngine.POSTGRES_17, 'db.t4g.micro', true],
    [DatabaseEngine.MYSQL_8_4, 'db.t4g.micro', false],
    [DatabaseEngine.MARIADB_11_4, 'db.t3.small', false],
    [DatabaseEngine.MYSQL_8_4, 'db.t4g.medium', true],
    [DatabaseEngine.MYSQL_8_4, 'db.m7g.large', true],
  ])('knows where Performance Insights runs: %#', (engine, instanceClass, expected) => {
    expect(engine.supportsPerformanceInsights(instanceClass)).toBe(expected);
  });

  it.each<[DatabaseEngine, boolean, boolean, boolean, readonly string[], readonly string[]]>([
    [DatabaseEngine.POSTGRES_17, true, true, false, ['rds.force_ssl'], ['postgresql', 'upgrade']],
    [
      DatabaseEngine.MYSQL_8_4,
      true,
      true,
      true,
      ['require_secure_transport'],
      ['audit', 'error', 'general', 'slowquery'],
    ],
    [
      DatabaseEngine.MARIADB_11_4,
      true,
      true,
      true,
      ['require_secure_transport'],
      ['audit', 'error', 'general', 'slowquery'],
    ],
    [DatabaseEngine.SQL_SERVER_EX_16, false, false, false, ['rds.force_ssl', 'rds.tls10', 'rds.tls11'], ['error']],
    [
      DatabaseEngine.SQL_SERVER_WEB_16,
      false,
      false,
      false,
      ['rds.force_ssl', 'rds.tls10', 'rds.tls11'],
      ['agent', 'error'],
    ],
    [
      DatabaseEngine.SQL_SERVER_SE_16,
      false,
      true,
      false,
      ['rds.force_ssl', 'rds.tls10', 'rds.tls11'],
      ['agent', 'error'],
    ],
    [DatabaseEngine.ORACLE_EE_19, false, true, false, [], ['alert', 'audit', 'listener', 'trace']],
  ])('knows what the engine can do: %#', (engine, iam, multiAz, plugin, tls, logs) => {
    expect(engine.supportsIamAuthentication).toBe(iam);
    expect(engine.supportsMultiAz).toBe(multiAz);
    expect(engine.usesAuditPlugin).toBe(plugin);
    expect(engine.requiredParameters.map(({ name }) => name)).toEqual(tls);
    expect(engine.logTypes).toEqual(logs);
  });

  it('hands out copies of its lists', () => {
    DatabaseEngine.POSTGRES_17.logTypes.pop();
    DatabaseEngine.POSTGRES_17.requiredParameters.pop();
    DatabaseEngine.POSTGRES_17.loggingParameters.pop();
    expect(DatabaseEngine.POSTGRES_17.logTypes).toHaveLength(2);
    expect(DatabaseEngine.POSTGRES_17.requiredParameters).toHaveLength(1);
    expect(DatabaseEngine.POSTGRES_17.loggingParameters).toHaveLength(4);
  });
});
