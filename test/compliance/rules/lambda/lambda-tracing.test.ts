import rule from '../../../../lib/compliance/rules/lambda/lambda-tracing';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const tracing = (config: unknown, others = {}) =>
  blocks({ 'aws_lambda_function.main': { function_name: 'orders', tracing_config: config, ...others } });

testRule(rule, {
  pass: [
    { name: 'active', configuration: tracing({ mode: 'Active' }) },
    { name: 'as an array', configuration: tracing([{ mode: 'Active' }]) },
  ],
  fail: [
    { name: 'absent', configuration: tracing(null), path: 'tracing_config' },
    { name: 'passed through', configuration: tracing({ mode: 'PassThrough' }), path: 'tracing_config[0].mode' },
    { name: 'another spelling', configuration: tracing({ mode: 'active' }) },
    { name: 'an empty block', configuration: tracing([{}]) },
  ],
  unknown: [
    { name: 'a variable', configuration: tracing({ mode: '${var.unset}' }) },
    {
      name: 'a block that may be left out',
      configuration: tracing(null, {
        dynamic: { tracing_config: { for_each: '${var.unset}', content: { mode: 'Active' } } },
      }),
    },
  ],
});
