import rule from '../../../../lib/compliance/rules/docdb/docdb-tls-required';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const group = (parameter: unknown) =>
  resource('aws_docdb_cluster_parameter_group', { family: 'docdb5.0', name: 'g', parameter });
const tls = (value: unknown) => ({ name: 'tls', value });
const cluster = (name: unknown) => resource('aws_docdb_cluster', { db_cluster_parameter_group_name: name });
const linked = (name: unknown, parameter: unknown) =>
  resources({
    'aws_docdb_cluster.main': { db_cluster_parameter_group_name: name },
    'aws_docdb_cluster_parameter_group.g': { family: 'docdb5.0', name: 'orders', parameter },
  });
const REFERENCE = '${aws_docdb_cluster_parameter_group.g.name}';
const address = 'aws_docdb_cluster.main';
const options = { refuseOldVersions: true };

testRule(rule, {
  pass: [
    { name: 'no group', configuration: cluster(undefined) },
    { name: 'null', configuration: cluster(null) },
    { name: 'the default group', configuration: cluster('default.docdb5.0') },
    { name: 'a group that says nothing', configuration: group(null) },
    { name: 'other parameters', configuration: group([{ name: 'audit_logs', value: 'enabled' }]) },
    { name: 'enabled', configuration: group(tls('enabled')) },
    { name: 'TLS 1.3', configuration: group([tls('tls1.3+')]), options },
    { name: 'FIPS', configuration: group([tls('fips-140-3')]), options },
    { name: 'a cluster and its group', configuration: linked(REFERENCE, [tls('tls1.2+')]), address },
  ],
  fail: [
    { name: 'disabled', configuration: group([tls('disabled')]), path: 'parameter[0].value' },
    { name: 'an object', configuration: group(tls('Disabled')) },
    {
      name: 'behind others',
      configuration: group([
        { name: 'ttl_monitor', value: 'enabled' },
        { name: 'TLS', value: 'disabled' },
      ]),
      path: 'parameter[1].value',
    },
    { name: 'written twice', configuration: group([tls('enabled'), tls('disabled')]) },
    { name: 'behind what is hidden', configuration: group([tls('${var.tls}'), tls('disabled')]) },
    { name: 'no value', configuration: group([tls(null)]) },
    { name: 'a word that does not exist', configuration: group([tls('off')]) },
    {
      name: 'a cluster and its group',
      configuration: linked(REFERENCE, [tls('disabled')]),
      address,
      path: 'db_cluster_parameter_group_name',
    },
    { name: 'a cluster that names its group', configuration: linked('orders', [tls('disabled')]), address },
    {
      name: 'a dynamic parameter',
      configuration: resource('aws_docdb_cluster_parameter_group', {
        dynamic: {
          parameter: {
            for_each: { tls: 'disabled' },
            content: { name: '${parameter.key}', value: '${parameter.value}' },
          },
        },
      }),
    },
    { name: 'old versions, by option', configuration: group([tls('enabled')]), options },
    { name: 'the default group, by option', configuration: cluster(undefined), options },
  ],
  unknown: [
    { name: 'a variable', configuration: group([tls('${var.tls}')]), path: 'parameter[0].value' },
    { name: 'hidden parameters', configuration: group('${var.parameters}') },
    { name: 'a hidden name', configuration: group([{ name: '${var.name}', value: 'disabled' }]) },
    { name: 'a group outside', configuration: cluster('company'), path: 'db_cluster_parameter_group_name' },
    {
      name: 'a name that is made of that of a group',
      configuration: linked('company-${aws_docdb_cluster_parameter_group.g.name}', [tls('enabled')]),
      address,
    },
    { name: 'a variable names the group', configuration: cluster('${var.group}') },
    { name: 'a cluster whose group is not known', configuration: linked(REFERENCE, [tls('${var.tls}')]), address },
    {
      name: 'dynamic parameters',
      configuration: resource('aws_docdb_cluster_parameter_group', {
        dynamic: {
          parameter: { for_each: '${var.p}', content: { name: '${parameter.key}', value: '${parameter.value}' } },
        },
      }),
    },
  ],
});
