import rule from '../../../../lib/compliance/rules/network/sg-no-public-all-traffic';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { ANY_IPV4, ANY_IPV6, group, ingressRule, OFFICE, oldRule, tcp } from './shared/security-group-cases';

const all = { protocol: '-1', from_port: 0, to_port: 0 };

testRule(rule, {
  pass: [
    { name: 'one port', configuration: group([tcp(22, ANY_IPV4)]) },
    { name: 'everything from the office', configuration: group([{ ...all, ...OFFICE }]) },
    { name: 'everything from the group itself', configuration: group([{ ...all, self: true }]) },
    { name: 'most ports', configuration: group([{ ...tcp(0, ANY_IPV4), from_port: 1024, to_port: 65535 }]) },
    {
      name: 'ranges that leave a port out',
      configuration: group([
        { ...tcp(0, ANY_IPV4), from_port: 0, to_port: 32767 },
        { ...tcp(0, ANY_IPV4), from_port: 32769, to_port: 65535 },
      ]),
    },
    {
      name: 'half of the ports for IPv4, half for IPv6',
      configuration: group([
        { ...tcp(0, ANY_IPV4), from_port: 0, to_port: 32767 },
        { ...tcp(0, ANY_IPV6), from_port: 32768, to_port: 65535 },
      ]),
    },
    {
      name: 'half of the ports of tcp, half of udp',
      configuration: group([
        { ...tcp(0, ANY_IPV4), from_port: 0, to_port: 32767 },
        { ...tcp(0, ANY_IPV4), protocol: 'udp', from_port: 32768, to_port: 65535 },
      ]),
    },
    {
      name: 'half of the ports in each of two instances',
      configuration: resources({
        'aws_security_group.main': {
          for_each: { low: { from: 0, to: 32767 }, high: { from: 32768, to: 65535 } },
          ingress: [
            {
              protocol: 'tcp',
              from_port: '${each.value.from}',
              to_port: '${each.value.to}',
              cidr_blocks: ['0.0.0.0/0'],
            },
          ],
        },
      }),
      address: 'aws_security_group.main',
    },
    {
      name: 'a literal range from a source that is not known',
      configuration: group([tcp(443, { cidr_blocks: '${var.c}' })]),
    },
  ],
  fail: [
    { name: 'every protocol', configuration: group([{ ...all, ...ANY_IPV4 }]), path: 'ingress[0].cidr_blocks' },
    {
      name: 'every protocol by name',
      configuration: oldRule({ protocol: 'all', from_port: 0, to_port: 65535, ...ANY_IPV6 }),
      path: 'ipv6_cidr_blocks',
    },
    { name: 'every udp port', configuration: group([{ protocol: 'udp', from_port: 1, to_port: 65535, ...ANY_IPV4 }]) },
    {
      name: 'ranges that are every port together',
      configuration: group([
        { ...tcp(0, ANY_IPV4), from_port: 20000, to_port: 65535 },
        { ...tcp(0, ANY_IPV4), from_port: 1, to_port: 32767 },
        tcp(443, ANY_IPV4),
      ]),
      message: 'every tcp port to the IPv4 internet together',
      findings: 1,
    },
    {
      name: 'ranges of rule resources beside those of the group',
      configuration: resources({
        'aws_security_group.main': {
          ingress: [{ protocol: 'udp', from_port: 0, to_port: 100, ipv6_cidr_blocks: ['::/0'] }],
        },
        'aws_vpc_security_group_ingress_rule.high': {
          security_group_id: '${aws_security_group.main.id}',
          ip_protocol: 'udp',
          from_port: 101,
          to_port: 65535,
          cidr_ipv6: '::/0',
        },
      }),
      address: 'aws_security_group.main',
      message: 'every udp port to the IPv6 internet together',
    },
    {
      name: 'ranges of a group elsewhere, whose first rule is for the other direction',
      configuration: resources({
        'aws_security_group_rule.out': {
          ...tcp(443, ANY_IPV4),
          type: 'egress',
          security_group_id: 'sg-0123456789abcdef0',
        },
        ...Object.fromEntries(
          [
            [0, 32767],
            [32768, 65535],
          ].map(([from, to]) => [
            `aws_security_group_rule.in${String(from)}`,
            {
              ...tcp(0, ANY_IPV4),
              type: 'ingress',
              from_port: from,
              to_port: to,
              security_group_id: 'sg-0123456789abcdef0',
            },
          ]),
        ),
      }),
      address: 'aws_security_group_rule.in0',
      message: 'together',
    },
    { name: 'a rule resource without ports', configuration: ingressRule({ ip_protocol: '-1', cidr_ipv6: '::/0' }) },
  ],
  unknown: [
    { name: 'a source that is not known', configuration: group([{ ...all, cidr_blocks: ['${var.c}'] }]) },
    {
      name: 'a protocol that is not known',
      configuration: group([{ ...all, protocol: '${var.p}', ...ANY_IPV4 }]),
      path: 'ingress[0].protocol',
    },
  ],
});
