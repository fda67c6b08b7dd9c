import rule from '../../../../lib/compliance/rules/rds/rds-no-default-port';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, cluster, instance } from './shared/configurations';

const defaults = [
  ['mysql', 3306],
  ['mariadb', 3306],
  ['postgres', 5432],
  ['oracle-ee', 1521],
  ['sqlserver-se', 1433],
  ['db2-se', 50000],
] as const;
const replica = (port: unknown) =>
  blocks({
    'aws_db_instance.main': { engine: 'mysql', port },
    'aws_db_instance.replica': { replicate_source_db: '${aws_db_instance.main.identifier}' },
  });

testRule(rule, {
  pass: [
    ...defaults.map(([engine, port]) => ({
      name: `${engine} elsewhere`,
      configuration: instance({ engine, port: port + 1 }),
    })),
    { name: 'as text', configuration: cluster({ engine: 'aurora-mysql', port: '3307' }) },
    { name: 'no default of any engine', configuration: instance({ engine: '${var.unset}', port: 6000 }) },
    { name: 'the default of another engine', configuration: instance({ engine: 'postgres', port: 3306 }) },
    { name: 'a replica has the port of its source', configuration: replica(3307) },
  ],
  fail: [
    ...defaults.map(([engine, port]) => ({
      name: engine,
      configuration: instance({ engine, port: String(port) }),
      path: 'port',
    })),
    { name: 'absent', configuration: cluster({ engine: 'aurora-postgresql' }), path: 'port' },
    { name: 'null', configuration: instance({ engine: 'mysql', port: null }), path: 'port' },
    { name: 'absent, whatever the engine', configuration: instance({ engine: '${var.unset}' }) },
    {
      name: 'a replica of a database on the default port',
      address: 'aws_db_instance.replica',
      configuration: replica(null),
    },
    {
      name: 'a cluster of a global cluster outside',
      configuration: cluster({ engine: 'aurora-mysql', global_cluster_identifier: '${var.unset}' }),
    },
  ],
  unknown: [
    { name: 'a variable', configuration: instance({ engine: 'mysql', port: '${var.unset}' }), path: 'port' },
    { name: 'an unknown engine', configuration: instance({ engine: '${var.unset}', port: 5432 }), path: 'engine' },
    {
      name: 'restored from a snapshot outside',
      configuration: instance({ engine: 'mysql', snapshot_identifier: 'orders' }),
      path: 'snapshot_identifier',
    },
  ],
  notApplicable: [{ name: 'another engine', configuration: cluster({ engine: 'neptune' }) }],
});
