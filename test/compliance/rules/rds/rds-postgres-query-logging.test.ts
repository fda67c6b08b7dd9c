import rule from '../../../../lib/compliance/rules/rds/rds-postgres-query-logging';
import { testRule } from '../../../../lib/testing/rule-tester';
import { cluster, instance } from './shared/configurations';

const list = (parameters: Readonly<Record<string, unknown>>) =>
  Object.entries(parameters).map(([name, value]) => ({ name, value }));
const ofInstance = (parameters: Readonly<Record<string, unknown>>) =>
  instance(
    { engine: 'postgres', parameter_group_name: 'orders' },
    { 'aws_db_parameter_group.g': { name: 'orders', family: 'postgres16', parameter: list(parameters) } },
  );
const ofCluster = (parameters: Readonly<Record<string, unknown>>) =>
  cluster(
    { engine: 'aurora-postgresql', db_cluster_parameter_group_name: '${aws_rds_cluster_parameter_group.g.name}' },
    { 'aws_rds_cluster_parameter_group.g': { family: 'aurora-postgresql16', parameter: list(parameters) } },
  );

testRule(rule, {
  pass: [
    { name: 'an instance', configuration: ofInstance({ log_statement: 'ddl', log_min_duration_statement: '0' }) },
    { name: 'a cluster', configuration: ofCluster({ log_statement: 'all', log_min_duration_statement: 1000 }) },
    {
      name: 'a duration with a unit',
      configuration: ofCluster({ log_statement: 'mod', log_min_duration_statement: '250ms' }),
    },
  ],
  fail: [
    { name: 'no group', configuration: instance({ engine: 'postgres' }), findings: 2 },
    {
      name: 'none',
      configuration: ofInstance({ log_statement: 'none', log_min_duration_statement: '0' }),
      findings: 1,
      message: 'log_statement',
    },
    {
      name: 'a negative duration',
      configuration: ofInstance({ log_statement: 'ddl', log_min_duration_statement: '-1' }),
      findings: 1,
      path: 'parameter_group_name',
    },
    {
      name: 'no duration',
      configuration: ofCluster({ log_statement: 'ddl' }),
      findings: 1,
      path: 'db_cluster_parameter_group_name',
    },
  ],
  unknown: [
    {
      name: 'a group outside',
      configuration: instance({ engine: 'postgres', parameter_group_name: '${var.unset}' }),
      path: 'parameter_group_name',
    },
    {
      name: 'an unknown value',
      configuration: ofInstance({ log_statement: '${var.unset}', log_min_duration_statement: '0' }),
    },
    { name: 'an unknown engine', configuration: instance({ engine: '${var.unset}' }), path: 'engine' },
  ],
  notApplicable: [{ name: 'MySQL', configuration: cluster({ engine: 'aurora-mysql' }) }],
});
