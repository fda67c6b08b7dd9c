import rule from '../../../../lib/compliance/rules/rds/rds-iam-authentication';
import { testRule } from '../../../../lib/testing/rule-tester';
import { booleanCases, cluster, instance } from './shared/configurations';

const path = 'iam_database_authentication_enabled';
const ofInstance = booleanCases((attributes) => instance({ engine: 'mysql', ...attributes }), path, true, 'fail');
const ofCluster = booleanCases(
  (attributes) => cluster({ engine: 'aurora-postgresql', ...attributes }),
  path,
  true,
  'fail',
);

testRule(rule, {
  pass: [
    ...ofInstance.pass,
    ...ofCluster.pass,
    { name: 'on, whatever the engine', configuration: instance({ engine: '${var.unset}', [path]: true }) },
  ],
  fail: [
    ...ofInstance.fail,
    ...ofCluster.fail,
    { name: 'an engine in capital letters', configuration: instance({ engine: 'Postgres' }), path },
    {
      name: 'the engine of its source',
      address: 'aws_db_instance.replica',
      configuration: instance(
        { engine: 'mariadb', [path]: true },
        { 'aws_db_instance.replica': { replicate_source_db: '${aws_db_instance.main.identifier}' } },
      ),
      path,
    },
    {
      name: 'the engine of its parameter group',
      configuration: instance(
        { parameter_group_name: '${aws_db_parameter_group.g.name}' },
        { 'aws_db_parameter_group.g': { family: 'mysql8.0' } },
      ),
      path,
    },
  ],
  unknown: [
    ...ofInstance.unknown,
    { name: 'the engine of a variable', configuration: instance({ engine: '${var.unset}' }), path: 'engine' },
    { name: 'no engine', configuration: instance({ snapshot_identifier: 'orders-final' }), path: 'engine' },
  ],
  notApplicable: [
    ...ofInstance.notApplicable,
    { name: 'Oracle', configuration: instance({ engine: 'oracle-ee' }) },
    { name: 'SQL Server', configuration: instance({ engine: 'sqlserver-web' }) },
    {
      name: 'an engine that another block names',
      configuration: instance(
        { engine: '${aws_db_instance.other.engine}' },
        { 'aws_db_instance.other': { engine: 'db2-se' } },
      ),
    },
    { name: 'a member of a cluster', configuration: instance({ engine: 'aurora-mysql' }) },
  ],
});
