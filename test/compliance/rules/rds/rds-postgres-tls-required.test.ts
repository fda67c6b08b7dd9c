import rule from '../../../../lib/compliance/rules/rds/rds-postgres-tls-required';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, cluster, instance, type Attributes } from './shared/configurations';

const address = 'aws_db_instance.main';
const group = { parameter_group_name: '${aws_db_parameter_group.g.name}' };
const withGroup = (attributes: Attributes, parameters: Attributes, family = 'postgres14') =>
  instance(
    { engine: 'postgres', ...group, ...attributes },
    { 'aws_db_parameter_group.g': { name: 'orders', family, ...parameters } },
  );
const forceSsl = (value: unknown) => ({ parameter: [{ name: 'rds.force_ssl', value }] });
const aurora = (attributes: Attributes, parameters?: Attributes, family = 'aurora-postgresql16') =>
  cluster(
    {
      engine: 'aurora-postgresql',
      ...(parameters === undefined
        ? {}
        : { db_cluster_parameter_group_name: '${aws_rds_cluster_parameter_group.g.name}' }),
      ...attributes,
    },
    parameters === undefined ? {} : { 'aws_rds_cluster_parameter_group.g': { name: 'orders', family, ...parameters } },
  );

testRule(rule, {
  pass: [
    { name: 'set', configuration: withGroup({}, forceSsl('1')) },
    { name: 'set as number', configuration: withGroup({}, forceSsl(1)) },
    {
      name: 'set, block as object',
      configuration: withGroup({}, { parameter: { name: 'rds.force_ssl', value: '1' } }),
    },
    { name: 'set by a variable with a default', configuration: withGroup({}, forceSsl('${var.yes ? 1 : 0}')) },
    {
      name: 'set, with null beside',
      configuration: withGroup({}, { parameter: [{ name: 'rds.force_ssl', value: '1', apply_method: null }] }),
    },
    {
      name: 'set by a dynamic block',
      configuration: withGroup(
        {},
        {
          dynamic: {
            parameter: {
              for_each: { 'rds.force_ssl': '1' },
              content: { name: '${parameter.key}', value: '${parameter.value}' },
            },
          },
        },
      ),
    },
    {
      name: 'the group by its literal name',
      configuration: withGroup({ parameter_group_name: 'orders' }, forceSsl('1')),
    },
    { name: 'version 15', configuration: instance({ engine: 'postgres', engine_version: '15' }) },
    { name: 'version 17 in full', configuration: instance({ engine: 'postgres', engine_version: '17.2-R1' }) },
    { name: 'version as number', configuration: instance({ engine: 'postgres', engine_version: 16 }) },
    {
      name: 'a version whose minor part is unknown',
      configuration: instance({ engine: 'postgres', engine_version: '16.${var.unset}' }),
    },
    {
      name: 'an unknown version, and a family',
      configuration: withGroup({ engine_version: '${var.unset}' }, {}, 'postgres16'),
    },
    {
      name: 'a default group by name',
      configuration: instance({ engine: 'postgres', parameter_group_name: 'default.postgres16' }),
    },
    {
      name: 'a group that sets something else',
      configuration: withGroup({}, { parameter: [{ name: 'log_statement', value: 'ddl' }] }, 'postgres15'),
    },
    { name: 'an Aurora cluster', configuration: aurora({}, forceSsl('1')) },
    {
      name: 'a replica uses the group of its source',
      address: 'aws_db_instance.replica',
      configuration: blocks({
        'aws_db_instance.main': { engine: 'postgres', ...group },
        'aws_db_instance.replica': { replicate_source_db: '${aws_db_instance.main.identifier}' },
        'aws_db_parameter_group.g': { family: 'postgres14', ...forceSsl('1') },
      }),
    },
  ],
  fail: [
    {
      name: 'switched off',
      configuration: withGroup({}, forceSsl('0')),
      path: 'parameter_group_name',
      message: 'rds.force_ssl in aws_db_parameter_group.g is 0',
    },
    {
      name: 'switched off in version 16',
      configuration: withGroup({ engine_version: '16.4' }, forceSsl(0), 'postgres16'),
    },
    {
      name: 'switched off, version unknown',
      configuration: withGroup({ engine_version: '${var.unset}' }, forceSsl('false'), 'postgres16'),
    },
    {
      name: 'version 14 and no group',
      configuration: instance({ engine: 'postgres', engine_version: '14.12' }),
      message: 'default',
    },
    { name: 'version 9.6', configuration: instance({ engine: 'postgres', engine_version: '9.6' }) },
    { name: 'version 14 and a group that does not say it', configuration: withGroup({ engine_version: '14' }, {}) },
    { name: 'an old family, version absent', configuration: withGroup({}, { parameter: null }, 'postgres13') },
    {
      name: 'an old default group',
      configuration: instance({ engine: 'postgres', parameter_group_name: 'default.postgres13' }),
    },
    {
      name: 'Aurora 16 by default',
      configuration: aurora({ engine_version: '16.4' }),
      path: 'db_cluster_parameter_group_name',
    },
    { name: 'Aurora, switched off', configuration: aurora({}, forceSsl('0'), 'aurora-postgresql17') },
    {
      name: 'a Multi-AZ DB cluster of version 14',
      configuration: cluster({
        engine: 'postgres',
        engine_version: '14.9',
        db_cluster_instance_class: 'db.m6gd.large',
      }),
    },
    {
      name: 'twice, once off',
      configuration: withGroup(
        {},
        {
          parameter: [
            { name: 'rds.force_ssl', value: '1' },
            { name: 'rds.force_ssl', value: '0' },
          ],
        },
      ),
    },
    { name: 'the engine of the family alone', configuration: withGroup({ engine: null }, forceSsl('0')), address },
    {
      name: 'a replica in another region uses the default group',
      address: 'aws_db_instance.replica',
      configuration: blocks(
        {
          'aws_db_instance.main': { engine: 'postgres', engine_version: '14.1', ...group },
          'aws_db_instance.replica': { provider: 'aws.eu', replicate_source_db: '${aws_db_instance.main.arn}' },
          'aws_db_parameter_group.g': { family: 'postgres14', ...forceSsl('1') },
        },
        { provider: { aws: [{ region: 'us-east-1' }, { alias: 'eu', region: 'eu-west-1' }] } },
      ),
    },
  ],
  unknown: [
    { name: 'no version', configuration: instance({ engine: 'postgres' }), path: 'engine_version' },
    {
      name: 'an unknown version',
      configuration: instance({ engine: 'postgres', engine_version: '${var.unset}' }),
      path: 'engine_version',
    },
    {
      name: 'a group outside',
      configuration: instance({ engine: 'postgres', engine_version: '16', parameter_group_name: 'company' }),
      path: 'parameter_group_name',
    },
    {
      name: 'a group of a variable',
      configuration: instance({ engine: 'postgres', engine_version: '16', parameter_group_name: '${var.unset}' }),
      path: 'parameter_group_name',
    },
    { name: 'an unknown value', configuration: withGroup({}, forceSsl('${var.unset}')), path: 'parameter_group_name' },
    { name: 'unknown parameters', configuration: withGroup({}, { parameter: '${var.unset}' }, 'postgres16') },
    {
      name: 'parameters of an unknown for_each',
      configuration: withGroup(
        {},
        { dynamic: { parameter: { for_each: '${var.unset}', content: { name: '${parameter.key}', value: '1' } } } },
      ),
    },
    {
      name: 'Aurora 17, whose default is not settled',
      configuration: aurora({ engine_version: '17.4' }),
      path: 'engine_version',
    },
    { name: 'an unknown engine', configuration: instance({ engine: '${var.unset}' }), path: 'engine' },
    { name: 'no engine', configuration: instance({ snapshot_identifier: 'orders-final' }), path: 'engine' },
    {
      name: 'a replica of an instance outside',
      configuration: instance({ engine: 'postgres', engine_version: '16', replicate_source_db: 'orders' }),
      path: 'replicate_source_db',
    },
  ],
  notApplicable: [
    { name: 'MySQL', configuration: instance({ engine: 'mysql' }) },
    { name: 'Aurora MySQL', configuration: cluster({ engine: 'aurora-mysql' }) },
    { name: 'count = 0', configuration: instance({ engine: 'postgres', engine_version: '14', count: 0 }) },
  ],
});
