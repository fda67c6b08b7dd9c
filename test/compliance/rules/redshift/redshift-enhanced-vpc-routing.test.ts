import rule from '../../../../lib/compliance/rules/redshift/redshift-enhanced-vpc-routing';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases } from '../rds/shared/configurations';

const cases = ['aws_redshift_cluster.main', 'aws_redshiftserverless_workgroup.main'].map((address) =>
  booleanCases((attributes) => blocks({ [address]: attributes }), 'enhanced_vpc_routing', true, 'fail'),
);

testRule(rule, {
  pass: cases.flatMap(({ pass }) => pass),
  fail: cases.flatMap(({ fail }) => fail),
  unknown: cases.flatMap(({ unknown }) => unknown),
});
