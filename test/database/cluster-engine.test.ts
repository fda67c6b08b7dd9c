import { TerraformVariable } from 'cdktf';
import { DatabaseClusterEngine } from '../../lib/database/cluster-engine';
import { errorOf, newStack } from '../core/support';

const { auroraPostgres, auroraMysql } = DatabaseClusterEngine;

describe('DatabaseClusterEngine', () => {
  it.each<[DatabaseClusterEngine, string, string, number, number]>([
    [DatabaseClusterEngine.AURORA_POSTGRES_17, 'aurora-postgresql17', '17', 5433, 5432],
    [auroraPostgres('16.6'), 'aurora-postgresql16', '16', 5433, 5432],
    [DatabaseClusterEngine.AURORA_MYSQL_8_0, 'aurora-mysql8.0', '8.0', 3307, 3306],
    [auroraMysql('8.0.mysql_aurora.3.08.0'), 'aurora-mysql8.0', '8.0', 3307, 3306],
    [auroraMysql('8.4'), 'aurora-mysql8.4', '8.4', 3307, 3306],
  ])('knows family, major version and ports', (engine, family, majorVersion, port, wellKnownPort) => {
    expect(engine).toMatchObject({ family, majorVersion, port, wellKnownPort });
  });

  it.each<[() => DatabaseClusterEngine]>([
    [() => auroraPostgres('12.9')],
    [() => auroraPostgres('99')],
    [() => auroraPostgres('')],
    [() => auroraPostgres('latest')],
    [() => auroraPostgres('16.6.1')],
    [() => auroraPostgres(16 as never)],
    [() => auroraPostgres(undefined as never)],
    [() => auroraPostgres(new TerraformVariable(newStack(), 'v', {}).stringValue)],
    [() => auroraMysql('5.7.mysql_aurora.2.11.3')],
    [() => auroraMysql('8.0.mysql_aurora.2.11.3')],
    [() => auroraMysql('8.0.36')],
    [() => auroraMysql('8')],
    [() => auroraMysql('')],
    [() => auroraMysql(null as never)],
  ])('refuses versions that are too old or not known', (create) => {
    const error = errorOf(create);
    expect(error.code).toBe('DB_ENGINE_VERSION_INVALID');
    expect(error.message).toMatch(/version is .+, allowed are .+; pass/);
  });

  it.each<[DatabaseClusterEngine, boolean]>([
    [auroraPostgres('16.2'), false],
    [auroraPostgres('16.3'), true],
    [auroraPostgres('15.6'), false],
    [auroraPostgres('13.15'), true],
    [auroraPostgres('17.4'), true],
    [auroraPostgres('16'), true],
    [auroraMysql('8.0.mysql_aurora.3.07.1'), false],
    [auroraMysql('8.0.mysql_aurora.3.08.0'), true],
    [auroraMysql('8.0.mysql_aurora.3.10.0'), true],
    [auroraMysql('8.0'), true],
  ])('knows which versions can pause: %#', (engine, expected) => {
    expect(engine.supportsAutoPause).toBe(expected);
  });

  it.each<[DatabaseClusterEngine, string, boolean]>([
    [DatabaseClusterEngine.AURORA_POSTGRES_17, 'db.t4g.medium', true],
    [DatabaseClusterEngine.AURORA_MYSQL_8_0, 'db.t3.medium', false],
    [DatabaseClusterEngine.AURORA_MYSQL_8_0, 'db.t4g.medium', true],
    [DatabaseClusterEngine.AURORA_MYSQL_8_0, 'db.r7g.large', true],
    [DatabaseClusterEngine.AURORA_MYSQL_8_0, 'db.serverless', true],
  ])('knows where Performance Insights runs', (engine, instanceClass, expected) => {
    expect(engine.supportsPerformanceInsights(instanceClass)).toBe(expected);
  });

  it('gives out copies of its lists', () => {
    const engine = DatabaseClusterEngine.AURORA_MYSQL_8_0;
    engine.logTypes.push('x');
    engine.requiredParameters.length = 0;
    expect(engine.logTypes).toEqual(['audit', 'error', 'general', 'slowquery']);
    expect(engine.requiredParameters).toEqual([
      { name: 'require_secure_transport', value: 'ON', applyMethod: 'immediate' },
    ]);
  });
});
