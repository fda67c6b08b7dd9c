import rule from '../../../../lib/compliance/rules/lambda/lambda-in-vpc';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const inVpc = (subnets: unknown, others = {}) =>
  blocks({ 'aws_lambda_function.main': { vpc_config: { subnet_ids: subnets, security_group_ids: [] } }, ...others });
const config = (value: unknown) => blocks({ 'aws_lambda_function.main': { vpc_config: value } });

testRule(rule, {
  pass: [
    { name: 'literal subnets', configuration: inVpc(['subnet-0abc']) },
    { name: 'a subnet of the configuration', configuration: inVpc(['${aws_subnet.a.id}'], { 'aws_subnet.a': {} }) },
    { name: 'all of them', configuration: inVpc('${aws_subnet.a[*].id}', { 'aws_subnet.a': { count: 2 } }) },
    { name: 'one of two is a variable', configuration: inVpc(['${var.unset}', 'subnet-0abc']) },
    { name: 'as an array', configuration: config([{ subnet_ids: ['subnet-0abc'] }]) },
  ],
  fail: [
    { name: 'absent', configuration: config(null), path: 'vpc_config' },
    { name: 'no subnets', configuration: inVpc([]), path: 'vpc_config[0].subnet_ids' },
    { name: 'empty texts', configuration: inVpc(['', null]) },
    { name: 'groups alone', configuration: config({ security_group_ids: ['sg-0abc'] }) },
  ],
  unknown: [
    { name: 'the subnets of a variable', configuration: inVpc('${var.unset}') },
    { name: 'the block of a variable', configuration: config('${var.unset}') },
    { name: 'one subnet of a variable', configuration: inVpc(['${var.unset}']) },
  ],
});
