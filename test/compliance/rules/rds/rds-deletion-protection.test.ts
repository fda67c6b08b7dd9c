import rule from '../../../../lib/compliance/rules/rds/rds-deletion-protection';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases, cluster, instance } from './shared/configurations';

const each = [
  booleanCases(instance, 'deletion_protection', true, 'fail'),
  booleanCases(cluster, 'deletion_protection', true, 'fail'),
  booleanCases(
    (attributes) => blocks({ 'aws_rds_global_cluster.main': attributes }),
    'deletion_protection',
    true,
    'fail',
  ),
];

testRule(rule, {
  pass: each.flatMap((cases) => cases.pass),
  fail: each.flatMap((cases) => cases.fail),
  unknown: each.flatMap((cases) => cases.unknown),
  notApplicable: [
    ...each.flatMap((cases) => cases.notApplicable),
    { name: 'a member of a cluster', configuration: instance({ engine: 'aurora-postgresql' }) },
  ],
});
