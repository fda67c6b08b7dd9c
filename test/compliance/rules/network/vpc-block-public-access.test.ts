import rule from '../../../../lib/compliance/rules/network/vpc-block-public-access';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const OPTIONS = 'aws_vpc_block_public_access_options.main';
const TWO = { provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] } };
const BASELINE = { accountBaseline: true, address: 'terraform' };
const options = (mode: unknown, rest: Record<string, unknown> = {}) =>
  resources({ [OPTIONS]: { internet_gateway_block_mode: mode, ...rest } });

testRule(rule, {
  pass: [
    { name: 'both ways', configuration: options('block-bidirectional') },
    { name: 'one way', configuration: options('block-ingress'), ...BASELINE },
    {
      name: 'two regions',
      configuration: {
        ...options('block-ingress', { for_each: ['eu-west-1', 'us-east-1'], region: '${each.value}' }),
        ...TWO,
      },
      ...BASELINE,
    },
  ],
  fail: [
    { name: 'off', configuration: options('off'), path: 'internet_gateway_block_mode' },
    { name: 'absent', configuration: options(null) },
    { name: 'one region of two', configuration: { ...options('block-ingress'), ...TWO }, findings: 1, ...BASELINE },
    { name: 'none', configuration: resources({}), ...BASELINE },
    {
      name: 'off in one region of for_each',
      configuration: options('${each.value}', { for_each: { 'eu-west-1': 'block-ingress', 'us-east-1': 'off' } }),
      findings: 1,
    },
  ],
  unknown: [
    { name: 'a mode', configuration: options('${var.m}') },
    { name: 'a count', configuration: options('block-ingress', { count: '${var.n}' }), ...BASELINE },
  ],
  notApplicable: [{ name: 'no baseline', configuration: resources({}) }],
});
