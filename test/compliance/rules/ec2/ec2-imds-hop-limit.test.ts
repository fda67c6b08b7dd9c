import rule from '../../../../lib/compliance/rules/ec2/ec2-imds-hop-limit';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const options = { maxHops: 2 };
const template = (metadata: unknown, type = 'aws_launch_template', others = {}) =>
  blocks({ [`${type}.main`]: { metadata_options: metadata, ...others } });
const hops = (limit: unknown) => ({ http_put_response_hop_limit: limit });

testRule(rule, {
  pass: [
    { name: 'absent', configuration: template(null) },
    { name: 'no limit', configuration: template({ http_tokens: 'required' }) },
    { name: 'one', configuration: template(hops(1)) },
    { name: 'one, as text', configuration: template([hops('1')]) },
    { name: 'two, where containers need it', configuration: template(hops(2)), options },
    { name: 'no endpoint', configuration: template({ ...hops(5), http_endpoint: 'disabled' }) },
  ],
  fail: [
    { name: 'two', configuration: template(hops(2)), path: 'metadata_options[0].http_put_response_hop_limit' },
    { name: 'two, as text', configuration: template([hops('2')], 'aws_instance') },
    { name: 'a launch configuration', configuration: template(hops(64), 'aws_launch_configuration') },
    { name: 'three, where two are accepted', configuration: template(hops(3)), options },
    { name: 'no number', configuration: template(hops('many')) },
  ],
  unknown: [
    { name: 'a variable', configuration: template(hops('${var.unset}')) },
    {
      name: 'a block that may be left out',
      configuration: template(null, 'aws_instance', {
        dynamic: { metadata_options: { for_each: '${var.unset}', content: hops(3) } },
      }),
    },
  ],
});
