import rule from '../../../../lib/compliance/rules/network/sg-no-public-unauthorized-ports';
import { testRule } from '../../../../lib/testing/rule-tester';
import { ANY_IPV4, ANY_IPV6, group, ingressRule, OFFICE, tcp } from './shared/security-group-cases';

testRule(rule, {
  pass: [
    { name: 'HTTP and HTTPS', configuration: group([tcp(80, ANY_IPV4), tcp(443, { ...ANY_IPV4, ...ANY_IPV6 })]) },
    { name: 'any port from the office', configuration: group([tcp(8443, OFFICE)]) },
    { name: 'icmp', configuration: group([{ protocol: 'icmp', from_port: 3, to_port: 4, ...ANY_IPV4 }]) },
    {
      name: 'a range inside the option',
      configuration: group([{ ...tcp(0, ANY_IPV4), from_port: 80, to_port: 82 }]),
      options: { authorizedTcpPorts: [80, 81, 82] },
    },
    {
      name: 'udp by option',
      configuration: group([{ ...tcp(443, ANY_IPV4), protocol: 'udp' }]),
      options: { authorizedUdpPorts: [443] },
    },
  ],
  fail: [
    { name: 'another port', configuration: group([tcp(8443, ANY_IPV4)]), path: 'ingress[0].cidr_blocks' },
    { name: 'a range around', configuration: group([{ ...tcp(0, ANY_IPV4), from_port: 80, to_port: 443 }]) },
    { name: 'udp 443', configuration: group([{ ...tcp(443, ANY_IPV6), protocol: 17 }]) },
    { name: 'every protocol', configuration: ingressRule({ ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0' }) },
    {
      name: 'one known end outside',
      configuration: group([{ ...tcp(0, ANY_IPV4), from_port: '${var.a}', to_port: 8080 }]),
    },
  ],
  unknown: [
    { name: 'a port that is not known', configuration: group([tcp('${var.p}', ANY_IPV4)]) },
    { name: 'a source that is not known', configuration: group([tcp(8443, { cidr_blocks: ['${var.c}'] })]) },
  ],
});
