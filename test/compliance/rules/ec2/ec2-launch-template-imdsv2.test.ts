import rule from '../../../../lib/compliance/rules/ec2/ec2-launch-template-imdsv2';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const template = (options: unknown, others = {}, type = 'aws_launch_template') =>
  blocks({ [`${type}.main`]: { metadata_options: options, ...others } });
const required = { http_tokens: 'required' };

testRule(rule, {
  pass: [
    { name: 'required', configuration: template(required) },
    { name: 'as an array', configuration: template([required]) },
    { name: 'no endpoint', configuration: template({ http_endpoint: 'disabled', http_tokens: 'optional' }) },
    { name: 'a launch configuration', configuration: template(required, {}, 'aws_launch_configuration') },
  ],
  fail: [
    { name: 'absent', configuration: template(null), path: 'metadata_options' },
    { name: 'optional', configuration: template({ http_tokens: 'optional' }), path: 'metadata_options[0].http_tokens' },
    { name: 'no tokens', configuration: template({ http_endpoint: 'enabled' }) },
    { name: 'one of two blocks', configuration: template([required, {}]) },
    { name: 'a launch configuration', configuration: template({}, {}, 'aws_launch_configuration') },
  ],
  unknown: [
    { name: 'a variable', configuration: template({ http_tokens: '${var.unset}' }) },
    {
      name: 'an endpoint of a variable',
      configuration: template({ http_endpoint: '${var.unset}', http_tokens: 'optional' }),
    },
    {
      name: 'a block that may be left out',
      configuration: template(null, { dynamic: { metadata_options: { for_each: '${var.unset}', content: required } } }),
    },
  ],
});
