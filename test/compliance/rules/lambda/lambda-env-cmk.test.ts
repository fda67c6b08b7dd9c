import rule from '../../../../lib/compliance/rules/lambda/lambda-env-cmk';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const environment = { variables: { TABLE: 'orders' } };
const lambda = (attributes: Record<string, unknown>) =>
  blocks({ 'aws_kms_key.k': {}, 'aws_lambda_function.main': { function_name: 'orders', ...attributes } });
const key = '${aws_kms_key.k.arn}';

testRule(rule, {
  pass: [
    { name: 'a key', configuration: lambda({ environment, kms_key_arn: key }) },
    { name: 'as an array', configuration: lambda({ environment: [environment], kms_key_arn: key }) },
    { name: 'no environment', configuration: lambda({}) },
    { name: 'null', configuration: lambda({ environment: null }) },
    { name: 'no variables', configuration: lambda({ environment: { variables: {} } }) },
    { name: 'an empty block', configuration: lambda({ environment: {} }) },
    { name: 'null variables', configuration: lambda({ environment: [{ variables: null }] }) },
    {
      name: 'variables that are not known, and a key',
      configuration: lambda({ environment: '${var.unset}', kms_key_arn: key }),
    },
  ],
  fail: [
    { name: 'no key', configuration: lambda({ environment }), path: 'kms_key_arn' },
    { name: 'an empty key', configuration: lambda({ environment, kms_key_arn: '' }) },
    { name: 'the key of AWS', configuration: lambda({ environment, kms_key_arn: 'alias/aws/lambda' }) },
    {
      name: 'variables of which one is not known',
      configuration: lambda({ environment: { variables: { A: '${var.unset}' } } }),
    },
  ],
  unknown: [
    {
      name: 'a key that may be null',
      configuration: lambda({ environment, kms_key_arn: '${var.unset ? aws_kms_key.k.arn : null}' }),
    },
    { name: 'variables that may be empty', configuration: lambda({ environment: { variables: '${var.unset}' } }) },
    {
      name: 'a block that may be left out',
      configuration: lambda({ dynamic: { environment: { for_each: '${var.unset}', content: environment } } }),
    },
    {
      name: 'a key outside, strictly',
      configuration: lambda({ environment, kms_key_arn: '${var.unset}' }),
      options: { strict: true },
    },
  ],
});
