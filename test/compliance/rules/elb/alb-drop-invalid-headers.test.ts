import rule from '../../../../lib/compliance/rules/elb/alb-drop-invalid-headers';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases, type Attributes } from '../rds/shared/configurations';

const balancer = (attributes: Attributes) => blocks({ 'aws_lb.web': attributes });
const cases = booleanCases(balancer, 'drop_invalid_header_fields', true, 'fail');

testRule(rule, {
  pass: [
    ...cases.pass,
    {
      name: 'type unknown, and true',
      configuration: balancer({ load_balancer_type: '${var.unset}', drop_invalid_header_fields: true }),
    },
  ],
  fail: [
    ...cases.fail,
    { name: 'the other type name', configuration: blocks({ 'aws_alb.web': { load_balancer_type: 'application' } }) },
  ],
  unknown: [
    ...cases.unknown,
    { name: 'type', configuration: balancer({ load_balancer_type: '${var.unset}' }), path: 'load_balancer_type' },
  ],
  notApplicable: [
    ...cases.notApplicable,
    { name: 'network', configuration: balancer({ load_balancer_type: 'network' }) },
    { name: 'gateway', configuration: balancer({ load_balancer_type: 'gateway' }) },
  ],
});
