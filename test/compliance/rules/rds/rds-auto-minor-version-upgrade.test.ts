import rule from '../../../../lib/compliance/rules/rds/rds-auto-minor-version-upgrade';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases, cluster, instance } from './shared/configurations';

const path = 'auto_minor_version_upgrade';
const ofInstance = booleanCases(instance, path, true, 'pass');
const ofMember = booleanCases(
  (attributes) => blocks({ 'aws_rds_cluster_instance.main': attributes }),
  path,
  true,
  'pass',
);

testRule(rule, {
  pass: [...ofInstance.pass, ...ofMember.pass, { name: 'a cluster that says nothing', configuration: cluster({}) }],
  fail: [...ofInstance.fail, ...ofMember.fail],
  unknown: [...ofInstance.unknown, ...ofMember.unknown],
  notApplicable: ofInstance.notApplicable,
});
