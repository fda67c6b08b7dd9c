import rule from '../../../../lib/compliance/rules/network/sg-no-public-all-traffic';
import { testRule } from '../../../../lib/testing/rule-tester';
import { ANY_IPV4, ANY_IPV6, group, ingressRule, OFFICE, oldRule, tcp } from './shared/security-group-cases';

const all = { protocol: '-1', from_port: 0, to_port: 0 };

testRule(rule, {
  pass: [
    { name: 'one port', configuration: group([tcp(22, ANY_IPV4)]) },
    { name: 'everything from the office', configuration: group([{ ...all, ...OFFICE }]) },
    { name: 'everything from the group itself', configuration: group([{ ...all, self: true }]) },
    { name: 'most ports', configuration: group([{ ...tcp(0, ANY_IPV4), from_port: 1024, to_port: 65535 }]) },
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
