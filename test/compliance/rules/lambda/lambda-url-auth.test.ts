import rule from '../../../../lib/compliance/rules/lambda/lambda-url-auth';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const url = (type: unknown, others = {}) =>
  blocks({ 'aws_lambda_function_url.main': { function_name: 'orders', authorization_type: type, ...others } });
const path = 'authorization_type';

testRule(rule, {
  pass: [
    { name: 'signed requests', configuration: url('AWS_IAM') },
    { name: 'by a condition that is known', configuration: url('${var.yes ? "AWS_IAM" : "NONE"}') },
  ],
  fail: [
    {
      name: 'one of several',
      configuration: url('${each.value}', { for_each: { a: 'AWS_IAM', b: 'NONE' } }),
      findings: 1,
    },
    { name: 'NONE', configuration: url('NONE'), path },
    { name: 'absent', configuration: url(undefined), path },
    { name: 'null', configuration: url(null), path },
    { name: 'another spelling', configuration: url('aws_iam'), path },
    { name: 'a list', configuration: url(['AWS_IAM']), path },
    { name: 'NONE for each instance', configuration: url('NONE', { for_each: ['a', 'b'] }), path },
  ],
  unknown: [
    { name: 'a variable', configuration: url('${var.unset}'), path },
    { name: 'each', configuration: url('${each.value}', { for_each: '${var.unset}' }), path },
  ],
  notApplicable: [{ name: 'count = 0', configuration: url('NONE', { count: 0 }) }],
});
