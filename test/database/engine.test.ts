import { TerraformVariable } from 'cdktf';
import { DatabaseEngine } from '../../lib/database/engine';
import { errorOf, newStack } from '../core/support';

describe('DatabaseEngine', () => {
  it.each<[DatabaseEngine, string, string, number, number]>([
    [DatabaseEngine.POSTGRES_17, 'postgres17', '17', 5433, 5432],
    [DatabaseEngine.postgres('16.9'), 'postgres16', '16', 5433, 5432],
    [DatabaseEngine.MYSQL_8_4, 'mysql8.4', '8.4', 3307, 3306],
    [DatabaseEngine.mysql('8.0.43'), 'mysql8.0', '8.0', 3307, 3306],
    [DatabaseEngine.MARIADB_10_11, 'mariadb10.11', '10.11', 3307, 3306],
    [DatabaseEngine.mariadb('11.4.8'), 'mariadb11.4', '11.4', 3307, 3306],
  ])('knows family, major version and ports', (engine, family, majorVersion, port, wellKnownPort) => {
    expect(engine).toMatchObject({ family, majorVersion, port, wellKnownPort });
  });

  it.each<[() => DatabaseEngine]>([
    [() => DatabaseEngine.postgres('12.4')],
    [() => DatabaseEngine.postgres('')],
    [() => DatabaseEngine.postgres('latest')],
    [() => DatabaseEngine.mysql('5.7')],
    [() => DatabaseEngine.mysql('8')],
    [() => DatabaseEngine.mariadb('10.5')],
    [() => DatabaseEngine.postgres(new TerraformVariable(newStack(), 'v', {}).stringValue)],
  ])('refuses versions that are too old or not known', (create) => {
    expect(errorOf(create).code).toBe('DB_ENGINE_VERSION_INVALID');
  });

  it.each<[DatabaseEngine, string, boolean]>([
    [DatabaseEngine.POSTGRES_17, 'db.t4g.micro', true],
    [DatabaseEngine.MYSQL_8_4, 'db.t4g.micro', false],
    [DatabaseEngine.MARIADB_11_4, 'db.t3.small', false],
    [DatabaseEngine.MYSQL_8_4, 'db.t4g.medium', true],
    [DatabaseEngine.MYSQL_8_4, 'db.m7g.large', true],
  ])('knows where Performance Insights runs', (engine, instanceClass, expected) => {
    expect(engine.supportsPerformanceInsights(instanceClass)).toBe(expected);
  });
});
