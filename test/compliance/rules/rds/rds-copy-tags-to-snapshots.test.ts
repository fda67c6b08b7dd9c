import rule from '../../../../lib/compliance/rules/rds/rds-copy-tags-to-snapshots';
import { testRule } from '../../../../lib/testing/rule-tester';
import { booleanCases, cluster, instance } from './shared/configurations';

const ofInstance = booleanCases(instance, 'copy_tags_to_snapshot', true, 'fail');
const ofCluster = booleanCases(cluster, 'copy_tags_to_snapshot', true, 'fail');

testRule(rule, {
  pass: [...ofInstance.pass, ...ofCluster.pass],
  fail: [...ofInstance.fail, ...ofCluster.fail],
  unknown: [...ofInstance.unknown, ...ofCluster.unknown],
  notApplicable: [
    ...ofInstance.notApplicable,
    { name: 'a member of a cluster', configuration: instance({ engine: 'aurora-mysql' }) },
  ],
});
