import rule from '../../../../lib/compliance/rules/network/sg-no-public-cifs';
import { testRule } from '../../../../lib/testing/rule-tester';
import { ANY_IPV4, ANY_IPV6, group, ingressRule, OFFICE, tcp } from './shared/security-group-cases';

testRule(rule, {
  pass: [
    { name: 'SMB from the office', configuration: group([tcp(445, OFFICE)]) },
    { name: 'NetBIOS is left to the option', configuration: group([tcp(139, ANY_IPV4)]) },
    { name: 'udp 445', configuration: group([{ ...tcp(445, ANY_IPV4), protocol: 'udp' }]) },
  ],
  fail: [
    { name: 'SMB from everywhere', configuration: group([tcp(445, ANY_IPV4)]), message: '445 (SMB)' },
    { name: 'a range over IPv6', configuration: group([{ ...tcp(0, ANY_IPV6), to_port: 1024 }]) },
    { name: 'every protocol', configuration: ingressRule({ ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0' }) },
    {
      name: 'NetBIOS by option',
      configuration: group([{ ...tcp(137, ANY_IPV4), protocol: 'udp' }]),
      options: { includeNetbios: true },
    },
  ],
  unknown: [{ name: 'a source that is not known', configuration: group([tcp(445, { cidr_blocks: ['${var.c}'] })]) }],
});
