import rule from '../../../../lib/compliance/rules/network/sg-no-public-high-risk-ports';
import { testRule } from '../../../../lib/testing/rule-tester';
import { ANY_IPV4, ANY_IPV6, group, ingressRule, OFFICE, oldRule, tcp } from './shared/security-group-cases';

testRule(rule, {
  pass: [
    { name: 'HTTPS from everywhere', configuration: group([tcp(443, ANY_IPV4)]) },
    { name: 'a database from the office', configuration: group([tcp(3306, OFFICE)]) },
    {
      name: 'ports between the listed ones',
      configuration: group([{ ...tcp(0, ANY_IPV4), from_port: 9301, to_port: 65535 }]),
    },
    { name: 'a port of its own list', configuration: group([tcp(22, ANY_IPV4)]), options: { highRiskPorts: [21] } },
    {
      name: 'icmp',
      configuration: ingressRule({ ip_protocol: 'icmp', from_port: 8, to_port: 0, cidr_ipv4: '0.0.0.0/0' }),
    },
  ],
  fail: [
    ...[20, 23, 445, 3000, 5601, 9300].map((port) => ({
      name: `port ${String(port)}`,
      configuration: group([tcp(port, ANY_IPV4)]),
      findings: 1,
    })),
    { name: 'udp', configuration: oldRule({ protocol: 'udp', from_port: 135, to_port: 135, ...ANY_IPV6 }) },
    {
      name: 'both families, each a finding',
      configuration: group([tcp(8080, { ...ANY_IPV4, ...ANY_IPV6 })]),
      findings: 2,
      path: 'ingress[0].ipv6_cidr_blocks',
    },
    {
      name: 'everything',
      configuration: group([{ protocol: '-1', from_port: 0, to_port: 0, ...ANY_IPV4 }]),
      message: '20 more ports',
    },
  ],
  unknown: [
    { name: 'a port that is not known', configuration: group([tcp('${var.port}', ANY_IPV4)]) },
    { name: 'one finding for permissions that are not known', configuration: group('${var.rules}'), findings: 1 },
  ],
});
