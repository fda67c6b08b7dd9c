import rule from '../../../../lib/compliance/rules/network/sg-no-public-ipv4-admin-ports';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { ANY_IPV4, ANY_IPV6, asCdktf, group, ingressRule, OFFICE, oldRule, tcp } from './shared/security-group-cases';

const list = (entry: unknown) => ({ 'aws_ec2_managed_prefix_list.p': { address_family: 'IPv4', entry } });
const quarters = (rest: Record<string, unknown>) => {
  const rule = { ip_protocol: 'tcp', from_port: 22, to_port: 22, ...rest };
  return {
    'aws_vpc_security_group_ingress_rule.a': { ...rule, cidr_ipv4: '0.0.0.0/2' },
    'aws_vpc_security_group_ingress_rule.b': { ...rule, cidr_ipv4: '64.0.0.0/2' },
  };
};
const fromList = tcp(22, { prefix_list_ids: ['${aws_ec2_managed_prefix_list.p.id}'] });

/** SSH, to or from a group that is not in the configuration. */
const HALF = { security_group_id: 'sg-0123456789abcdef0', protocol: 'tcp', from_port: 22, to_port: 22 };

testRule(rule, {
  pass: [
    {
      name: 'quarters of the internet in two instances',
      configuration: group([tcp(22, { cidr_blocks: ['${each.value}'] })], { for_each: ['0.0.0.0/2', '64.0.0.0/2'] }),
    },
    {
      name: 'quarters of the internet in two groups elsewhere',
      configuration: resources({
        ...quarters({ security_group_id: '${var.g}' }),
        'aws_vpc_security_group_ingress_rule.b': {
          security_group_id: '${var.h}',
          ip_protocol: 'tcp',
          from_port: 22,
          to_port: 22,
          cidr_ipv4: '64.0.0.0/2',
        },
      }),
    },
    {
      name: 'an inline block whose ports rule every protocol out',
      configuration: group([{ ...tcp(443, ANY_IPV4), protocol: '${var.p}' }]),
    },
    {
      name: 'a part of a network whose numbers are calls',
      configuration: group([
        tcp(22, { cidr_blocks: ['${cidrsubnet(aws_vpc.v.cidr_block, length(var.zones), index(var.zones, "a)"))}'] }),
      ]),
    },
    {
      name: 'AWS prefix lists by filter',
      configuration: resources({
        'aws_security_group.main': {
          ingress: [tcp(22, { prefix_list_ids: ['${data.aws_ec2_managed_prefix_list.s.id}'] })],
        },
        'data.aws_ec2_managed_prefix_list.s': {
          filter: [{ name: 'prefix-list-name', values: ['com.amazonaws.eu-west-1.s3'] }],
        },
      }),
    },
    { name: 'no ingress', configuration: group(undefined) },
    { name: 'null ingress', configuration: group(null) },
    { name: 'empty ingress', configuration: group([]) },
    { name: 'SSH from the office', configuration: group([tcp(22, OFFICE)]) },
    { name: 'HTTPS from everywhere', configuration: group([tcp(443, ANY_IPV4)]) },
    { name: 'SSH from everywhere over IPv6 is another rule', configuration: group([tcp(22, ANY_IPV6)]) },
    {
      name: 'SSH from a security group',
      configuration: group([asCdktf(tcp(22, { security_groups: ['sg-1'], self: true }))]),
    },
    { name: 'a quarter of the internet', configuration: group([tcp(22, { cidr_blocks: ['0.0.0.0/2'] })]) },
    {
      name: 'icmp from everywhere',
      configuration: group([{ protocol: 'icmp', from_port: -1, to_port: -1, ...ANY_IPV4 }]),
    },
    {
      name: 'a group-referenced rule',
      configuration: ingressRule({
        ip_protocol: 'tcp',
        from_port: 22,
        to_port: 22,
        referenced_security_group_id: '${aws_security_group.app.id}',
      }),
    },
    {
      name: 'the network of a VPC',
      configuration: resources({
        'aws_security_group.main': { ingress: [tcp(22, { cidr_blocks: ['${aws_vpc.v.cidr_block}'] })] },
        'aws_vpc.v': { cidr_block: '10.0.0.0/16' },
      }),
    },
    {
      name: 'the networks of subnets that other stacks own',
      configuration: group([tcp(22, { cidr_blocks: '${data.aws_subnet.s[*].cidr_block}' })]),
    },
    {
      name: 'a part of the network of a VPC',
      configuration: group([tcp(22, { cidr_blocks: ['${cidrsubnet(aws_vpc.v.cidr_block, 8, var.n)}'] })]),
    },
    {
      name: 'one address that is not known',
      configuration: group([tcp(22, { cidr_blocks: ['${aws_eip.nat.public_ip}/32'] })]),
    },
    {
      name: 'a literal range beside the port, whatever the source',
      configuration: group([tcp(443, { cidr_blocks: ['${var.office}'] })]),
    },
    {
      name: 'a prefix list of this configuration',
      configuration: resources({
        'aws_security_group.main': { ingress: [fromList] },
        ...list([{ cidr: '203.0.113.0/24' }]),
      }),
    },
    {
      name: 'prefix lists of AWS',
      configuration: resources({
        'aws_security_group.main': {
          ingress: [
            tcp(22, {
              prefix_list_ids: ['${data.aws_ec2_managed_prefix_list.ic.id}', '${data.aws_prefix_list.s3.id}'],
            }),
          ],
        },
        'data.aws_ec2_managed_prefix_list.ic': { name: 'com.amazonaws.eu-west-1.ec2-instance-connect' },
      }),
    },
    {
      name: 'a dynamic block over a known list',
      configuration: group(undefined, {
        dynamic: { ingress: { for_each: [80, 443], content: tcp('${ingress.value}', ANY_IPV4) } },
      }),
    },
    {
      name: 'a dynamic block that cannot cover the port',
      configuration: group(undefined, { dynamic: { ingress: { for_each: '${var.r}', content: tcp(443, ANY_IPV4) } } }),
    },
    {
      name: 'an admin port that is not asked for',
      configuration: group([tcp(3389, ANY_IPV4)]),
      options: { adminPorts: [22] },
    },
    {
      name: 'a conditional source whose branches are both narrow',
      configuration: group([tcp(22, { cidr_blocks: ['${var.prod ? "10.0.0.0/8" : "10.0.0.0/8"}'] })]),
    },
  ],
  fail: [
    {
      name: 'an instance of a group',
      configuration: group([tcp(22, { cidr_blocks: ['${each.value}'] })], {
        for_each: { office: '203.0.113.0/24', web: '0.0.0.0/0' },
      }),
      message: '[web]',
      findings: 1,
    },
    {
      name: 'an instance of a group by its number',
      configuration: group([tcp('${count.index + 21}', ANY_IPV4)], { count: 2 }),
    },
    {
      name: 'two permissions of an instance together',
      configuration: group([tcp(22, { cidr_blocks: ['0.0.0.0/2'] }), tcp(22, { cidr_blocks: ['${each.value}'] })], {
        for_each: { office: '203.0.113.0/24', web: '64.0.0.0/2' },
      }),
    },
    {
      name: 'a protocol number with a zero in front',
      configuration: group([{ ...tcp(22, ANY_IPV4), protocol: '06' }]),
    },
    {
      name: 'entries of such a list by for_each',
      configuration: resources({
        'aws_security_group.main': { ingress: [fromList] },
        ...list(null),
        'aws_ec2_managed_prefix_list_entry.e': {
          for_each: ['0.0.0.0/2', '64.0.0.0/2'],
          prefix_list_id: '${aws_ec2_managed_prefix_list.p.id}',
          cidr: '${each.value}',
        },
      }),
    },
    {
      name: 'rules of one group elsewhere that are public together',
      configuration: resources(quarters({ security_group_id: '${var.group}' })),
      findings: 1,
      address: 'aws_vpc_security_group_ingress_rule.a',
      message: 'together',
    },
    {
      name: 'rules of one group elsewhere, the first of which is for the other direction',
      configuration: resources({
        'aws_security_group_rule.a': { ...HALF, type: 'egress', cidr_blocks: ['10.0.0.0/8'] },
        'aws_security_group_rule.b': { ...HALF, type: 'ingress', cidr_blocks: ['0.0.0.0/2'] },
        'aws_security_group_rule.c': { ...HALF, type: 'ingress', cidr_blocks: ['64.0.0.0/2'] },
      }),
      address: 'aws_security_group_rule.b',
      message: 'together',
    },
    {
      name: 'instances of one rule for two groups elsewhere, of which the second is public',
      configuration: resources({
        'aws_security_group_rule.r': {
          ...HALF,
          for_each: {
            a: { g: 'sg-1', c: '10.0.0.0/8' },
            b: { g: 'sg-1', c: '10.1.0.0/16' },
            c: { g: 'sg-2', c: '0.0.0.0/2' },
            d: { g: 'sg-2', c: '64.0.0.0/2' },
          },
          type: 'ingress',
          security_group_id: '${each.value.g}',
          cidr_blocks: ['${each.value.c}'],
        },
      }),
      message: 'together',
    },
    {
      name: 'instances of one rule that are public together',
      configuration: resources({
        'aws_security_group.web': {},
        'aws_vpc_security_group_ingress_rule.r': {
          for_each: {
            a: { c: '0.0.0.0/2', g: '${aws_security_group.web.id}' },
            b: { c: '64.0.0.0/2', g: '${aws_security_group.web.id}' },
          },
          security_group_id: '${each.value.g}',
          ip_protocol: 'tcp',
          from_port: 22,
          to_port: 22,
          cidr_ipv4: '${each.value.c}',
        },
      }),
      address: 'aws_security_group.web',
    },
    {
      name: 'as CDKTF writes it, with explicit nulls',
      configuration: group([asCdktf(tcp(22, ANY_IPV4))]),
      path: 'ingress[0].cidr_blocks',
      findings: 1,
      message: '22 (SSH)',
    },
    {
      name: 'one block as an object',
      configuration: group(tcp(3389, ANY_IPV4)),
      path: 'ingress[0].cidr_blocks',
      message: 'tcp 3389 (RDP) is open',
    },
    {
      name: 'each permission by itself',
      configuration: group([tcp(22, ANY_IPV4), tcp(443, ANY_IPV4), tcp(3389, ANY_IPV4)]),
      findings: 2,
      path: 'ingress[2].cidr_blocks',
    },
    { name: 'a single text in place of a list', configuration: group([tcp(22, { cidr_blocks: '0.0.0.0/0' })]) },
    {
      name: 'every protocol',
      configuration: group([{ protocol: -1, from_port: 0, to_port: 0, ...ANY_IPV4 }]),
      message: 'every protocol and port',
    },
    {
      name: 'text ports in a range',
      configuration: group([{ protocol: '6', from_port: '0', to_port: '1024', ...ANY_IPV4 }]),
    },
    {
      name: 'self in the same permission',
      configuration: group([tcp(22, { ...ANY_IPV4, self: true, security_groups: ['sg-1'] })]),
    },
    {
      name: 'a permission after one with self',
      configuration: group([{ protocol: '-1', from_port: 0, to_port: 0, self: true }, tcp(22, ANY_IPV4)]),
      path: 'ingress[1].cidr_blocks',
    },
    {
      name: 'a prefix list in the same permission',
      configuration: group([tcp(22, { ...ANY_IPV4, prefix_list_ids: ['pl-1'] })]),
    },
    {
      name: 'half of the internet',
      configuration: group([tcp(22, { cidr_blocks: ['0.0.0.0/1'] })]),
      message: 'most of the IPv4 internet',
    },
    {
      name: 'both halves',
      configuration: group([tcp(22, { cidr_blocks: ['0.0.0.0/1', '128.0.0.0/1'] })]),
      message: 'the whole IPv4 internet',
    },
    { name: 'host bits', configuration: group([tcp(22, { cidr_blocks: ['10.0.0.1/0'] })]) },
    {
      name: 'a public CIDR beside one that is not known',
      configuration: group([tcp(22, { cidr_blocks: ['${var.office}', '0.0.0.0/0'] })]),
    },
    {
      name: 'a variable whose default is public',
      configuration: resources(
        { 'aws_security_group.main': { ingress: [tcp(22, { cidr_blocks: '${var.c}' })] } },
        { variable: { c: { default: ['0.0.0.0/0'] } } },
      ),
    },
    {
      name: 'a local',
      configuration: resources(
        { 'aws_security_group.main': { ingress: [tcp(22, { cidr_blocks: ['${local.any}'] })] } },
        { locals: { any: '0.0.0.0/0' } },
      ),
    },
    {
      name: 'a dynamic block over a known list',
      configuration: group(undefined, {
        dynamic: { ingress: { for_each: [22, 443], content: tcp('${ingress.value}', ANY_IPV4) } },
      }),
      findings: 1,
    },
    {
      name: 'a prefix list of this configuration',
      configuration: resources({
        'aws_security_group.main': { ingress: [fromList] },
        ...list([{ cidr: '0.0.0.0/1' }, { cidr: '128.0.0.0/1' }]),
      }),
      path: 'ingress[0].prefix_list_ids',
    },
    {
      name: 'an entry resource of such a list',
      configuration: resources({
        'aws_security_group.main': { ingress: [fromList] },
        ...list(null),
        'aws_ec2_managed_prefix_list_entry.e': {
          prefix_list_id: '${aws_ec2_managed_prefix_list.p.id}',
          cidr: '0.0.0.0/0',
        },
      }),
    },
    {
      name: 'the default group',
      configuration: resources({ 'aws_default_security_group.main': { ingress: [tcp(22, ANY_IPV4)] } }),
    },
    {
      name: 'aws_security_group_rule',
      configuration: oldRule({ from_port: 22, to_port: 22, ...ANY_IPV4 }),
      path: 'cidr_blocks',
    },
    {
      name: 'aws_vpc_security_group_ingress_rule',
      configuration: ingressRule({
        ip_protocol: 'tcp',
        from_port: 22,
        to_port: 22,
        cidr_ipv4: '0.0.0.0/0',
        security_group_id: '${var.g}',
      }),
      path: 'cidr_ipv4',
    },
    { name: 'every protocol without ports', configuration: ingressRule({ ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0' }) },
    {
      name: 'names the group of a rule',
      configuration: resources({
        'aws_security_group.web': {},
        'aws_vpc_security_group_ingress_rule.main': {
          security_group_id: '${aws_security_group.web.id}',
          ip_protocol: 'tcp',
          from_port: 22,
          to_port: 22,
          cidr_ipv4: '0.0.0.0/0',
        },
      }),
      message: 'of aws_security_group.web',
    },
    {
      name: 'rules of one group that are public together',
      configuration: resources({
        'aws_security_group.web': { ingress: [tcp(22, { cidr_blocks: ['0.0.0.0/2'] })] },
        'aws_security_group_rule.rest': {
          ...tcp(22, { cidr_blocks: ['64.0.0.0/2', '128.0.0.0/3'] }),
          type: 'ingress',
          security_group_id: '${aws_security_group.web.id}',
        },
      }),
      address: 'aws_security_group.web',
      message: 'together',
    },
    {
      name: 'the instances of a known for_each that are public',
      configuration: ingressRule({
        for_each: '${toset(["0.0.0.0/0", "10.0.0.0/8", "0.0.0.0/1"])}',
        ip_protocol: 'tcp',
        from_port: 22,
        to_port: 22,
        cidr_ipv4: '${each.value}',
      }),
      findings: 2,
      message: '[0.0.0.0/1]',
    },
    {
      name: 'the values of a map',
      configuration: oldRule({
        for_each: { ssh: { port: 22 }, web: { port: 443 } },
        from_port: '${each.value.port}',
        to_port: '${each.value.port}',
        ...ANY_IPV4,
      }),
      findings: 1,
      message: '[ssh]',
    },
    { name: 'a port by option', configuration: group([tcp(5985, ANY_IPV4)]), options: { adminPorts: [5985] } },
  ],
  unknown: [
    {
      name: 'a protocol of a rule resource, whose ports AWS ignores when it is -1',
      configuration: ingressRule({ ip_protocol: '${var.p}', from_port: 443, to_port: 443, cidr_ipv4: '0.0.0.0/0' }),
      path: 'ip_protocol',
    },
    {
      name: 'a protocol of the older rule resource',
      configuration: oldRule({ protocol: '${var.p}', from_port: 443, to_port: 443, ...ANY_IPV4 }),
      path: 'protocol',
    },
    {
      name: 'a condition that begins with a part of a network',
      configuration: group([
        tcp(22, { cidr_blocks: ['${cidrsubnet(aws_vpc.v.cidr_block, 8, 0) == var.x ? "0.0.0.0/0" : "10.0.0.0/8"}'] }),
      ]),
    },
    { name: 'a tag of a VPC', configuration: group([tcp(22, { cidr_blocks: ['${aws_vpc.v.tags.cidr_block}'] })]) },
    {
      name: 'a source that is not known',
      configuration: group([tcp(22, { cidr_blocks: ['${var.office}'] })]),
      path: 'ingress[0].cidr_blocks',
    },
    {
      name: 'sources that are not known',
      configuration: group([tcp(22, { cidr_blocks: '${module.net.cidrs}' })]),
      path: 'ingress[0].cidr_blocks',
      findings: 1,
    },
    {
      name: 'a port that is not known',
      configuration: group([tcp('${var.port}', ANY_IPV4)]),
      path: 'ingress[0].from_port',
    },
    {
      name: 'a protocol that is not known',
      configuration: group([{ ...tcp(22, ANY_IPV4), protocol: '${var.p}' }]),
      path: 'ingress[0].protocol',
    },
    {
      name: 'a prefix length that is not known',
      configuration: group([tcp(22, { cidr_blocks: ['0.0.0.0/${var.bits}'] })]),
    },
    { name: 'text that is no CIDR', configuration: group([tcp(22, { cidr_blocks: ['0/0'] })]), message: 'no CIDR' },
    {
      name: 'a prefix list from elsewhere',
      configuration: group([tcp(22, { prefix_list_ids: ['pl-12345'] })]),
      path: 'ingress[0].prefix_list_ids',
      message: 'pl-12345',
    },
    {
      name: 'a prefix list or another',
      configuration: resources({
        'aws_security_group.main': {
          ingress: [tcp(22, { prefix_list_ids: ['${var.a ? aws_ec2_managed_prefix_list.p.id : var.b}'] })],
        },
        ...list([]),
      }),
    },
    {
      name: 'an entry that is not known',
      configuration: resources({ 'aws_security_group.main': { ingress: [fromList] }, ...list([{ cidr: '${var.c}' }]) }),
    },
    { name: 'ingress that is not known', configuration: group('${var.rules}'), path: 'ingress', findings: 1 },
    {
      name: 'a dynamic block over something unknown',
      configuration: group(undefined, { dynamic: { ingress: { for_each: '${var.r}', content: tcp(22, ANY_IPV4) } } }),
      path: 'dynamic.ingress',
    },
    {
      name: 'a type that is not known',
      configuration: oldRule({ type: '${var.t}', from_port: 22, to_port: 22, ...ANY_IPV4 }),
      path: 'type',
    },
    {
      name: 'an instance of for_each',
      configuration: ingressRule({
        for_each: { a: '${var.c}', b: '10.0.0.0/8' },
        ip_protocol: 'tcp',
        from_port: 22,
        to_port: 22,
        cidr_ipv4: '${each.value}',
      }),
      findings: 1,
    },
    {
      name: 'a source of a rule',
      configuration: ingressRule({ ip_protocol: 'tcp', from_port: 22, to_port: 22, cidr_ipv4: '${var.c}' }),
      path: 'cidr_ipv4',
    },
  ],
  notApplicable: [
    { name: 'an egress rule', configuration: oldRule({ type: 'egress', from_port: 22, to_port: 22, ...ANY_IPV4 }) },
    { name: 'count = 0', configuration: group([tcp(22, ANY_IPV4)], { count: 0 }) },
  ],
});
