import rule from '../../../../lib/compliance/rules/rds/rds-no-public-access';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases, cluster, instance, type Attributes } from './shared/configurations';

const member = (attributes: Attributes) => blocks({ 'aws_rds_cluster_instance.main': attributes });
const ofInstance = booleanCases(instance, 'publicly_accessible', false, 'pass');
const ofMember = booleanCases(member, 'publicly_accessible', false, 'pass');

testRule(rule, {
  pass: [...ofInstance.pass, ...ofMember.pass],
  fail: [
    ...ofInstance.fail,
    ...ofMember.fail,
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
