import rule from '../../../../lib/compliance/rules/elb/elb-deletion-protection';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases } from '../rds/shared/configurations';

const cases = booleanCases(
  (attributes) => blocks({ 'aws_lb.web': attributes }),
  'enable_deletion_protection',
  true,
  'fail',
);

testRule(rule, {
  pass: cases.pass,
  fail: [
    ...cases.fail,
    { name: 'network', configuration: blocks({ 'aws_alb.web': { load_balancer_type: 'network' } }) },
  ],
  unknown: cases.unknown,
  notApplicable: cases.notApplicable,
});
