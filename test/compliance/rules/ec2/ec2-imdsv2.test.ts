import rule from '../../../../lib/compliance/rules/ec2/ec2-imdsv2';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const address = 'aws_instance.main';
const instance = (options: unknown, others: Attributes = {}) =>
  blocks({ [address]: { metadata_options: options, ...others } });
const fromTemplate = (template: Attributes, main: Attributes = {}, link: Attributes = {}) =>
  blocks({
    'aws_launch_template.t': template,
    [address]: { launch_template: { id: '${aws_launch_template.t.id}', ...link }, ...main },
  });
const withDefaults = (defaults: Attributes, main: Attributes = {}, rest = {}) =>
  blocks({ 'aws_ec2_instance_metadata_defaults.d': defaults, [address]: main }, rest);
const required = { http_tokens: 'required' };
const regions = { provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] } };

testRule(rule, {
  pass: [
    { name: 'required', configuration: instance(required) },
    { name: 'as an array', configuration: instance([{ http_endpoint: 'enabled', ...required }]) },
    { name: 'no endpoint', configuration: instance({ http_endpoint: 'disabled' }) },
    {
      name: 'required, whatever the endpoint',
      configuration: instance({ http_endpoint: '${var.unset}', ...required }),
    },
    { name: 'by the template', configuration: fromTemplate({ metadata_options: required }), address },
    {
      name: 'by the template, by name',
      address,
      configuration: blocks({
        'aws_launch_template.t': { name: 'hardened', metadata_options: required },
        [address]: { launch_template: { name: 'hardened', version: '$Latest' } },
      }),
    },
    {
      name: 'by the newest version of the template',
      address,
      configuration: fromTemplate(
        { metadata_options: required },
        {},
        { version: '${aws_launch_template.t.latest_version}' },
      ),
    },
    {
      name: 'required, and a template outside',
      configuration: instance(required, { launch_template: { name: 'hardened' } }),
    },
    { name: 'by the defaults', configuration: withDefaults(required) },
    {
      name: 'by the defaults, beside a hop limit',
      configuration: withDefaults(required, { metadata_options: { http_put_response_hop_limit: 1 } }),
    },
    {
      name: 'by the defaults of the region',
      address,
      configuration: withDefaults({ ...required, provider: 'aws.us' }, { provider: 'aws.us' }, regions),
    },
    {
      name: 'a spot request',
      configuration: blocks({ 'aws_spot_instance_request.s': { metadata_options: required } }),
    },
    {
      name: 'a dynamic block over a literal',
      configuration: instance(null, { dynamic: { metadata_options: { for_each: [1], content: required } } }),
    },
  ],
  fail: [
    { name: 'absent', configuration: instance(null), path: 'metadata_options' },
    { name: 'optional', configuration: instance({ http_tokens: 'optional' }), path: 'metadata_options[0].http_tokens' },
    { name: 'an endpoint alone', configuration: instance({ http_endpoint: 'enabled' }) },
    { name: 'an empty block', configuration: instance([{}]) },
    { name: 'another spelling', configuration: instance({ http_tokens: 'Required' }) },
    { name: 'a list', configuration: instance({ http_tokens: ['required'] }) },
    { name: 'one of two blocks', configuration: instance([required, { http_tokens: 'optional' }]) },
    { name: 'the template says nothing', configuration: fromTemplate({}), address },
    {
      name: 'the instance undoes its template',
      address,
      configuration: fromTemplate({ metadata_options: required }, { metadata_options: { http_tokens: 'optional' } }),
    },
    {
      name: 'the instance opens the endpoint that its template closes',
      address,
      configuration: fromTemplate(
        { metadata_options: { http_endpoint: 'disabled' } },
        { metadata_options: { http_endpoint: 'enabled' } },
      ),
    },
    {
      name: 'optional, whatever a template outside says',
      configuration: instance(
        { http_tokens: 'optional', http_endpoint: 'enabled' },
        { launch_template: { name: 'hardened' } },
      ),
    },
    {
      name: 'the template undoes the defaults',
      address,
      configuration: blocks({
        'aws_ec2_instance_metadata_defaults.d': required,
        'aws_launch_template.t': { metadata_options: { http_tokens: 'optional' } },
        [address]: { launch_template: { id: '${aws_launch_template.t.id}' } },
      }),
    },
    {
      name: 'the defaults of another region',
      address,
      configuration: withDefaults({ ...required, provider: 'aws.us' }, {}, regions),
    },
    { name: 'defaults that say nothing', address, configuration: withDefaults({ http_tokens: 'no-preference' }) },
    {
      name: 'the defaults themselves',
      address: 'aws_ec2_instance_metadata_defaults.d',
      configuration: withDefaults({ http_tokens: 'optional' }),
      path: 'http_tokens',
    },
    { name: 'the defaults, absent', address: 'aws_ec2_instance_metadata_defaults.d', configuration: withDefaults({}) },
  ],
  unknown: [
    { name: 'a variable', configuration: instance({ http_tokens: '${var.unset}' }) },
    { name: 'an endpoint of a variable', configuration: instance({ http_endpoint: '${var.unset}' }) },
    { name: 'the block of a variable', configuration: instance('${var.unset}') },
    {
      name: 'a block that may be left out',
      configuration: instance(null, { dynamic: { metadata_options: { for_each: '${var.unset}', content: required } } }),
    },
    { name: 'a template outside', configuration: instance(null, { launch_template: { name: 'hardened' } }) },
    { name: 'a template of a variable', configuration: instance(null, { launch_template: [{ id: '${var.unset}' }] }) },
    {
      name: 'a version by number',
      address,
      configuration: fromTemplate({ metadata_options: required }, {}, { version: '1' }),
    },
    {
      name: 'defaults that may not be there',
      address,
      configuration: withDefaults({ ...required, count: '${var.unset}' }),
    },
    { name: 'defaults of a variable', address, configuration: withDefaults({ http_tokens: '${var.unset}' }) },
    {
      name: 'defaults in a region of a variable',
      address,
      configuration: withDefaults({ ...required, region: '${var.unset}' }, {}, regions),
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: instance(null, { count: 0 }) }],
});
