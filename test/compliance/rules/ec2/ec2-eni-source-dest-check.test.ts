import rule from '../../../../lib/compliance/rules/ec2/ec2-eni-source-dest-check';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases } from '../rds/shared/configurations';

const instance = (attributes: Record<string, unknown>) => blocks({ 'aws_instance.main': attributes });
const cases = booleanCases(instance, 'source_dest_check', true, 'pass');

testRule(rule, {
  ...cases,
  pass: [
    ...cases.pass,
    {
      name: 'a network interface',
      configuration: blocks({ 'aws_network_interface.main': { source_dest_check: true } }),
    },
  ],
  fail: [
    ...cases.fail,
    {
      name: 'a network interface',
      configuration: blocks({ 'aws_network_interface.main': { source_dest_check: false } }),
      path: 'source_dest_check',
    },
  ],
});
