import rule from '../../../../lib/compliance/rules/rds/rds-enhanced-monitoring';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, cluster, instance, type Attributes } from './shared/configurations';

const path = 'monitoring_interval';
const member = 'aws_rds_cluster_instance.m';
const inCluster = (own: Attributes, ofCluster: Attributes) =>
  blocks({ 'aws_rds_cluster.main': ofCluster, [member]: { cluster_identifier: '${aws_rds_cluster.main.id}', ...own } });

testRule(rule, {
  pass: [
    ...[1, 5, 10, 15, 30, 60, '60'].map((value) => ({
      name: JSON.stringify(value),
      configuration: instance({ [path]: value }),
    })),
    { name: 'a member', configuration: blocks({ [member]: { [path]: 30 } }) },
    { name: 'a member of a monitored cluster', configuration: inCluster({}, { [path]: 30 }) },
  ],
  fail: [
    ...[0, '0', 2, null].map((value) => ({
      name: JSON.stringify(value),
      configuration: instance({ [path]: value }),
      path,
    })),
    { name: 'a member of a cluster that says nothing', configuration: inCluster({}, {}), address: member },
    { name: 'a member that switches it off', configuration: inCluster({ [path]: 0 }, { [path]: 30 }), address: member },
    {
      name: 'a Multi-AZ DB cluster',
      configuration: cluster({ engine: 'mysql', db_cluster_instance_class: 'db.m6gd.large' }),
      path,
    },
  ],
  unknown: [
    { name: 'a variable', configuration: instance({ [path]: '${var.unset}' }), path },
    {
      name: 'a member of a cluster outside',
      configuration: blocks({ [member]: { cluster_identifier: '${var.unset}' } }),
      path: 'cluster_identifier',
    },
    {
      name: 'a member of a cluster that may be monitored',
      configuration: inCluster({}, { [path]: '${var.unset}' }),
      address: member,
    },
    {
      name: 'a member of this cluster or another',
      configuration: blocks({
        'aws_rds_cluster.main': { monitoring_interval: 60 },
        'aws_rds_cluster_instance.m': { cluster_identifier: '${var.unset ? aws_rds_cluster.main.id : var.unset}' },
      }),
      address: 'aws_rds_cluster_instance.m',
    },
  ],
  notApplicable: [
    { name: 'an Aurora cluster, whose members are judged', configuration: cluster({ engine: 'aurora-mysql' }) },
    { name: 'count = 0', configuration: instance({ count: 0 }) },
  ],
});
