import rule from '../../../../lib/compliance/rules/rds/rds-no-public-access';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases, cluster, instance, type Attributes } from './shared/configurations';

const member = (attributes: Attributes) => blocks({ 'aws_rds_cluster_instance.main': attributes });
const ofInstance = booleanCases(instance, 'publicly_accessible', false, 'pass');
const ofMember = booleanCases(member, 'publicly_accessible', false, 'pass');

testRule(rule, {
  pass: [
    ...ofInstance.pass,
    ...ofMember.pass,
    {
      name: 'every one of several instances',
      configuration: instance({ for_each: { a: false, b: null }, publicly_accessible: '${each.value}' }),
    },
  ],
  fail: [
    ...ofInstance.fail,
    ...ofMember.fail,
    {
      name: 'one of several instances',
      configuration: instance({ for_each: { a: false, b: true }, publicly_accessible: '${each.value}' }),
      message: 'instance "b"',
      findings: 1,
    },
    { name: 'an override on a cluster', configuration: cluster({ publicly_accessible: true }) },
  ],
  unknown: [...ofInstance.unknown, ...ofMember.unknown],
  notApplicable: [
    ...ofInstance.notApplicable,
    {
      name: 'a cluster, whose subnets decide',
      configuration: cluster({ engine: 'mysql', db_cluster_instance_class: 'db.m6gd.large' }),
    },
  ],
});
