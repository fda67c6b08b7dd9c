import rule from '../../../../lib/compliance/rules/rds/rds-mysql-tls-required';
import { testRule } from '../../../../lib/testing/rule-tester';
import { cluster, instance, type Attributes } from './shared/configurations';

const withGroup = (value: unknown, family = 'mysql8.0', attributes: Attributes = {}) =>
  instance(
    { engine: 'mysql', parameter_group_name: '${aws_db_parameter_group.g.id}', ...attributes },
    { 'aws_db_parameter_group.g': { family, parameter: [{ name: 'require_secure_transport', value }] } },
  );
const aurora = (value: unknown) =>
  cluster(
    {
      engine: 'aurora-mysql',
      engine_version: '8.0.mysql_aurora.3.05.2',
      db_cluster_parameter_group_name: '${aws_rds_cluster_parameter_group.g.name}',
    },
    {
      'aws_rds_cluster_parameter_group.g': {
        family: 'aurora-mysql8.0',
        parameter: [{ name: 'require_secure_transport', value }],
      },
    },
  );

testRule(rule, {
  pass: [
    { name: '1', configuration: withGroup('1') },
    { name: 'ON', configuration: aurora('ON') },
    { name: 'on in MySQL 8.4', configuration: withGroup('on', 'mysql8.4') },
  ],
  fail: [
    { name: '0', configuration: withGroup('0'), path: 'parameter_group_name' },
    { name: 'OFF', configuration: aurora('OFF'), path: 'db_cluster_parameter_group_name' },
    { name: 'off in MySQL 8.4', configuration: withGroup('0', 'mysql8.4') },
    { name: 'MySQL 5.7 by default', configuration: instance({ engine: 'mysql', engine_version: '5.7.44' }) },
    { name: 'no version', configuration: instance({ engine: 'mysql' }) },
    {
      name: 'Aurora by default',
      configuration: cluster({ engine: 'aurora-mysql', engine_version: '8.0.mysql_aurora.3.05.2' }),
    },
    {
      name: 'the default group of 8.0',
      configuration: instance({ engine: 'mysql', parameter_group_name: 'default.mysql8.0' }),
    },
  ],
  unknown: [
    {
      name: 'MySQL 8.4 by default',
      configuration: instance({ engine: 'mysql', engine_version: '8.4.3' }),
      path: 'engine_version',
    },
    {
      name: 'an unknown version',
      configuration: instance({ engine: 'mysql', engine_version: '${var.unset}' }),
      path: 'engine_version',
    },
    { name: 'an unknown value', configuration: withGroup('${var.unset}') },
    {
      name: 'a group outside',
      configuration: instance({ engine: 'mysql', parameter_group_name: 'company' }),
      path: 'parameter_group_name',
    },
  ],
  notApplicable: [
    { name: 'Aurora MySQL 1', configuration: cluster({ engine: 'aurora' }) },
    { name: 'PostgreSQL', configuration: instance({ engine: 'postgres' }) },
    { name: 'MariaDB', configuration: instance({ engine: 'mariadb' }) },
  ],
});
