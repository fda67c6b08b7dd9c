import rule from '../../../../lib/compliance/rules/network/sg-no-public-ipv6-admin-ports';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { ANY_IPV4, ANY_IPV6, asCdktf, group, ingressRule, oldRule, tcp } from './shared/security-group-cases';

testRule(rule, {
  pass: [
    { name: 'no ingress', configuration: group(null) },
    { name: 'SSH from everywhere over IPv4 is another rule', configuration: group([tcp(22, ANY_IPV4)]) },
    { name: 'the prefix of an office', configuration: group([tcp(22, { ipv6_cidr_blocks: ['2001:db8::/32'] })]) },
    { name: 'every unique local address', configuration: group([tcp(22, { ipv6_cidr_blocks: ['fc00::/7'] })]) },
    {
      name: 'the network of a VPC',
      configuration: group([tcp(22, { ipv6_cidr_blocks: ['${aws_vpc.v.ipv6_cidr_block}'] })]),
    },
    { name: 'an IPv4 source that is not known', configuration: group([tcp(22, { cidr_blocks: ['${var.c}'] })]) },
    {
      name: 'HTTPS from a source that is not known',
      configuration: ingressRule({ ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv6: '${var.c}' }),
    },
  ],
  fail: [
    {
      name: 'as CDKTF writes it',
      configuration: group([asCdktf(tcp(22, ANY_IPV6))]),
      path: 'ingress[0].ipv6_cidr_blocks',
      message: 'IPv6',
    },
    ...['::0/0', '0000:0:0:0:0:0:0:0/0', '0::/0', '2001:db8::/0'].map((cidr) => ({
      name: `spelled ${cidr}`,
      configuration: group([tcp(22, { ipv6_cidr_blocks: [cidr] })]),
    })),
    { name: 'two halves', configuration: group([tcp(22, { ipv6_cidr_blocks: ['::/1', '8000::/1'] })]) },
    { name: 'all global addresses', configuration: group([tcp(22, { ipv6_cidr_blocks: ['2000::/3'] })]) },
    {
      name: 'two halves of the global addresses',
      configuration: group([tcp(22, { ipv6_cidr_blocks: ['2000::/4', '3000::/4'] })]),
    },
    {
      name: 'a rule resource',
      configuration: ingressRule({ ip_protocol: 'tcp', from_port: 22, to_port: 22, cidr_ipv6: '::/0' }),
      path: 'cidr_ipv6',
    },
    {
      name: 'an old rule resource',
      configuration: oldRule({ from_port: 0, to_port: 4000, ...ANY_IPV6 }),
      message: '22 (SSH) and 3389 (RDP)',
    },
    {
      name: 'the default group',
      configuration: resources({ 'aws_default_security_group.main': { ingress: tcp(3389, ANY_IPV6) } }),
    },
    {
      name: 'a prefix list',
      configuration: resources({
        'aws_vpc_security_group_ingress_rule.main': {
          ip_protocol: '-1',
          prefix_list_id: '${aws_ec2_managed_prefix_list.p.id}',
        },
        'aws_ec2_managed_prefix_list.p': { address_family: 'IPv6', entry: { cidr: '::/0' } },
      }),
      path: 'prefix_list_id',
    },
  ],
  unknown: [
    {
      name: 'a prefix list whose family is not known',
      configuration: resources({
        'aws_security_group.main': { ingress: [tcp(22, { prefix_list_ids: ['${aws_ec2_managed_prefix_list.p.id}'] })] },
        'aws_ec2_managed_prefix_list.p': { address_family: '${var.f}', entry: [{ cidr: '${var.c}' }] },
      }),
    },
    {
      name: 'a source that is not known',
      configuration: group([tcp(22, { ipv6_cidr_blocks: ['${var.c}'] })]),
      path: 'ingress[0].ipv6_cidr_blocks',
    },
    {
      name: 'each.value',
      configuration: ingressRule({
        for_each: '${var.c}',
        ip_protocol: 'tcp',
        from_port: 22,
        to_port: 22,
        cidr_ipv6: '${each.value}',
      }),
    },
  ],
  notApplicable: [
    { name: 'an egress rule', configuration: oldRule({ type: 'egress', from_port: 22, to_port: 22, ...ANY_IPV6 }) },
  ],
});
