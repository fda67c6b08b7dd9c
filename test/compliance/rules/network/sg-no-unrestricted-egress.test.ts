import rule from '../../../../lib/compliance/rules/network/sg-no-unrestricted-egress';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { ANY_IPV4, ANY_IPV6, asCdktf, oldRule, tcp } from './shared/security-group-cases';

const group = (egress: unknown) => resources({ 'aws_security_group.main': { egress } });
const all = { protocol: '-1', from_port: 0, to_port: 0 };
const egressRule = (attributes: Record<string, unknown>) =>
  resources({ 'aws_vpc_security_group_egress_rule.main': attributes });

testRule(rule, {
  pass: [
    { name: 'no egress', configuration: group(undefined) },
    { name: 'null egress', configuration: group(null) },
    { name: 'HTTPS to everywhere', configuration: group([tcp(443, ANY_IPV4)]) },
    { name: 'everything to a private network', configuration: group([{ ...all, cidr_blocks: ['10.0.0.0/8'] }]) },
    {
      name: 'everything to a prefix list of AWS',
      configuration: group([{ ...all, prefix_list_ids: ['${aws_vpc_endpoint.s3.prefix_list_id}'] }]),
    },
    {
      name: 'everything in, which is another rule',
      configuration: resources({ 'aws_security_group.main': { ingress: [{ ...all, ...ANY_IPV4 }] } }),
    },
    {
      name: 'a rule for a group',
      configuration: egressRule({ ip_protocol: '-1', referenced_security_group_id: 'sg-1' }),
    },
  ],
  fail: [
    {
      name: 'as CDKTF writes it',
      configuration: group([asCdktf({ ...all, ...ANY_IPV4 })]),
      path: 'egress[0].cidr_blocks',
    },
    { name: 'both families', configuration: group({ ...all, ...ANY_IPV4, ...ANY_IPV6 }), findings: 2 },
    { name: 'every tcp port', configuration: group([{ ...tcp(0, ANY_IPV4), to_port: 65535 }]) },
    {
      name: 'a rule resource',
      configuration: egressRule({ ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0' }),
      path: 'cidr_ipv4',
    },
    { name: 'an old rule resource', configuration: oldRule({ ...all, type: 'egress', ...ANY_IPV4 }) },
    {
      name: 'the default group',
      configuration: resources({ 'aws_default_security_group.main': { egress: [{ ...all, ...ANY_IPV4 }] } }),
    },
  ],
  unknown: [
    { name: 'a destination that is not known', configuration: group([{ ...all, cidr_blocks: ['${var.c}'] }]) },
    { name: 'egress that is not known', configuration: group('${var.e}'), path: 'egress' },
    {
      name: 'a direction that is not known',
      configuration: oldRule({ ...all, type: '${var.t}', ...ANY_IPV4 }),
      path: 'type',
    },
  ],
  notApplicable: [{ name: 'an ingress rule', configuration: oldRule({ ...all, ...ANY_IPV4 }) }],
});
