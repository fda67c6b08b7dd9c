import { loadJson } from '../../../../../lib/compliance';
import { isUnknown } from '../../../../../lib/compliance/model/value';
import { engineOf, engineVersionOf } from '../../../../../lib/compliance/rules/rds/shared/engine';
import { isAtLeast, parseFamily } from '../../../../../lib/compliance/rules/rds/shared/engine-family';
import { blocks, type Attributes } from './configurations';

function database(
  attributes: Attributes,
  others: Readonly<Record<string, Attributes>> = {},
  address = 'aws_db_instance.main',
) {
  const block = loadJson(blocks({ [address]: attributes, ...others })).configuration.block(address);
  if (block === undefined) throw new Error('the configuration lost its database');
  return block;
}

describe('parseFamily', () => {
  it.each([
    ['postgres16', 'postgres', 16, undefined],
    ['postgres9.6', 'postgres', 9, 6],
    ['aurora-postgresql15', 'aurora-postgresql', 15, undefined],
    ['aurora-mysql8.0', 'aurora-mysql', 8, 0],
    ['aurora5.6', 'aurora', 5, 6],
    ['mariadb10.11', 'mariadb', 10, 11],
    ['sqlserver-ex-15.0', 'sqlserver-ex', 15, 0],
    ['oracle-se2-19', 'oracle-se2', 19, undefined],
    ['db2-ae-11.5', 'db2-ae', 11, 5],
  ])('reads %s', (family, engine, major, minor) => {
    expect(parseFamily(family)).toEqual({ engine, version: { major, minor } });
  });

  it.each([undefined, '', 'other-fam', '16', '__proto__', `${'a'.repeat(50_000)}!`])(
    'does not read %.20s',
    (family) => {
      expect(parseFamily(family)).toBeUndefined();
    },
  );
});

describe('isAtLeast', () => {
  it('compares major, then minor numbers', () => {
    expect(isAtLeast({ major: 16, minor: undefined }, 15)).toBe(true);
    expect(isAtLeast({ major: 10, minor: 11 }, 10, 5)).toBe(true);
    expect(isAtLeast({ major: 10, minor: 4 }, 10, 5)).toBe(false);
    expect(isAtLeast({ major: 9, minor: 6 }, 15)).toBe(false);
  });

  it('does not guess a minor number', () => {
    expect(isAtLeast({ major: 11, minor: undefined }, 11, 8)).toBeUndefined();
    expect(isAtLeast({ major: 15, minor: undefined }, 15)).toBe(true);
  });
});

describe('engineOf', () => {
  it('reads the argument, through references too', () => {
    expect(engineOf(database({ engine: 'MySQL' }))).toBe('mysql');
    const other = { 'aws_rds_cluster.other': { engine: 'aurora-mysql' } };
    expect(engineOf(database({ engine: '${aws_rds_cluster.other.engine}' }, other))).toBe('aurora-mysql');
  });

  it('does not take the input of a module for its output', () => {
    const block = loadJson(
      blocks(
        { 'aws_db_instance.main': { engine: '${module.m.engine}' } },
        { module: { m: { source: './m', engine: 'mysql' } } },
      ),
    ).configuration.block('aws_db_instance.main');
    expect(block !== undefined && isUnknown(engineOf(block))).toBe(true);
  });

  it('goes to the source, over snapshots', () => {
    const others = {
      'aws_db_instance.source': { engine: 'postgres', engine_version: '14.3' },
      'aws_db_snapshot.s': { db_instance_identifier: '${aws_db_instance.source.identifier}' },
    };
    const restored = database({ snapshot_identifier: '${aws_db_snapshot.s.id}' }, others);
    expect(engineOf(restored)).toBe('postgres');
    expect(engineVersionOf(restored)).toEqual({ major: 14, minor: 3 });
  });

  it('goes to the family of the parameter group last', () => {
    const block = database({ engine: '${var.unset}', parameter_group_name: 'default.postgres16' });
    expect(engineOf(block)).toBe('postgres');
    expect(engineVersionOf(block)).toEqual({ major: 16, minor: undefined });
  });

  it('tells unknown from not named, and ends in a circle', () => {
    expect(isUnknown(engineOf(database({ engine: '${var.unset}' })))).toBe(true);
    expect(engineOf(database({}))).toBeUndefined();
    expect(engineOf(database({ replicate_source_db: '${aws_db_instance.main.identifier}' }))).toBeUndefined();
    expect(isUnknown(engineOf(database({ engine: '${aws_db_instance.main.engine}' })))).toBe(true);
  });
});

it('takes no longer the more sources an expression chooses between', () => {
  const sources = (n: number) =>
    Array.from({ length: Math.min(n, 6) }, (_, k) => `aws_db_instance.r${String(n - 1 - k)}.identifier`);
  const last = 60;
  const chain = Array.from({ length: last + 1 }, (_, n): [string, Attributes] => [
    `aws_db_instance.r${String(n)}`,
    n === 0 ? { engine: 'mysql' } : { replicate_source_db: `\${coalesce(${sources(n).join(', ')})}` },
  ]);
  const started = performance.now();
  expect(engineOf(database({}, Object.fromEntries(chain), `aws_db_instance.r${String(last)}`))).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(2_000);
});
