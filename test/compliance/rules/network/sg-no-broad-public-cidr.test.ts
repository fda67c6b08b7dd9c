import rule from '../../../../lib/compliance/rules/network/sg-no-broad-public-cidr';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { ANY_IPV4, ANY_IPV6, group, ingressRule, OFFICE, oldRule, tcp } from './shared/security-group-cases';

const eighths = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `${String(from + index)}.0.0.0/8`);

testRule(rule, {
  pass: [
    { name: 'an office', configuration: group([tcp(443, OFFICE)]) },
    { name: 'a /8', configuration: group([tcp(443, { cidr_blocks: ['3.0.0.0/8'] })]) },
    {
      name: 'private networks',
      configuration: group([
        tcp(443, { cidr_blocks: ['10.0.0.0/8', '172.16.0.0/12'], ipv6_cidr_blocks: ['fc00::/7'] }),
      ]),
    },
    { name: 'a /32 of IPv6', configuration: group([tcp(443, { ipv6_cidr_blocks: ['2001:db8::/32'] })]) },
    {
      name: 'one address that is not known',
      configuration: group([tcp(22, { cidr_blocks: ['${aws_eip.a.public_ip}/32'] })]),
    },
    {
      name: 'the network of a VPC that is not known',
      configuration: group([tcp(22, { cidr_blocks: ['${data.aws_vpc.v.cidr_block}'] })]),
    },
    { name: 'less than half of the internet', configuration: group([tcp(443, { cidr_blocks: eighths(0, 120) })]) },
    {
      name: 'halves on different ports',
      configuration: group([tcp(80, { cidr_blocks: eighths(0, 64) }), tcp(443, { cidr_blocks: eighths(64, 128) })]),
    },
    {
      name: 'a wider network by option',
      configuration: group([tcp(443, { cidr_blocks: ['3.0.0.0/7'] })]),
      options: { minIpv4Prefix: 7 },
    },
  ],
  fail: [
    {
      name: 'half of the internet in small networks, on a port that is not known',
      configuration: group([tcp('${var.p}', { cidr_blocks: eighths(11, 151) })]),
    },
    {
      name: 'half of the internet in small networks, beside a source that is not known',
      configuration: group([tcp(22, { cidr_blocks: ['${var.c}'] }), tcp(22, { cidr_blocks: eighths(11, 151) })]),
    },
    {
      name: 'half of the internet',
      configuration: group([tcp(443, { cidr_blocks: ['0.0.0.0/1', '203.0.113.0/24'] })]),
      path: 'ingress[0].cidr_blocks',
      findings: 1,
    },
    {
      name: 'each network by itself',
      configuration: group([tcp(443, { cidr_blocks: ['0.0.0.0/2', '64.0.0.0/2'] })]),
      findings: 2,
    },
    { name: 'everything', configuration: group([tcp(443, ANY_IPV4), tcp(443, ANY_IPV6)]), findings: 2 },
    { name: 'a private network and more', configuration: group([tcp(443, { cidr_blocks: ['10.0.0.0/7'] })]) },
    {
      name: 'a /31 of IPv6',
      configuration: ingressRule({ ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv6: '2600::/31' }),
      path: 'cidr_ipv6',
    },
    {
      name: 'many /8 networks on one port',
      configuration: oldRule({ from_port: 443, to_port: 443, cidr_blocks: eighths(0, 128) }),
    },
    {
      name: 'many /8 networks in several permissions',
      configuration: group([
        tcp(443, { cidr_blocks: eighths(0, 64) }),
        { ...tcp(0, { cidr_blocks: eighths(64, 128) }), from_port: 400, to_port: 500 },
      ]),
      message: 'together',
      findings: 1,
    },
    {
      name: 'a prefix list',
      configuration: resources({
        'aws_security_group.main': {
          ingress: [tcp(443, { prefix_list_ids: ['${aws_ec2_managed_prefix_list.p.id}'] })],
        },
        'aws_ec2_managed_prefix_list.p': { entry: [{ cidr: '128.0.0.0/1' }] },
      }),
      path: 'ingress[0].prefix_list_ids',
    },
  ],
  unknown: [
    { name: 'a network that is not known', configuration: group([tcp(443, { cidr_blocks: ['${var.c}'] })]) },
    {
      name: 'a prefix list from elsewhere',
      configuration: ingressRule({ ip_protocol: 'tcp', from_port: 1, to_port: 2, prefix_list_id: '${var.p}' }),
    },
    {
      name: 'a dynamic block that may write a wide network',
      configuration: group(null, { dynamic: { ingress: { for_each: '${var.r}', content: tcp(1, ANY_IPV4) } } }),
    },
    { name: 'ingress that is not known', configuration: group('${var.rules}') },
  ],
  notApplicable: [
    { name: 'an egress rule', configuration: oldRule({ type: 'egress', from_port: 1, to_port: 1, ...ANY_IPV4 }) },
  ],
});
