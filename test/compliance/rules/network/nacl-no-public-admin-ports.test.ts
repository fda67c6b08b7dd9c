import networkAclRule from '../../../../lib/compliance/rules/network/nacl-no-public-admin-ports';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { acl, entry, EVERYTHING, rule } from './shared/acl-cases';

const office = { cidr_block: '203.0.113.0/24' };
const id = '${aws_network_acl.main.id}';

testRule(networkAclRule, {
  pass: [
    {
      name: 'empty texts, as attributes-as-blocks write them',
      configuration: acl([entry(100, 'allow', 22, { ...office, ipv6_cidr_block: '' })]),
    },
    {
      name: 'a deny for the same instance',
      configuration: resources({
        'aws_network_acl.main': { count: 2 },
        'aws_network_acl_rule.d': rule({
          network_acl_id: '${aws_network_acl.main[1].id}',
          rule_number: 90,
          rule_action: 'deny',
        }),
        'aws_network_acl_rule.a': rule({ network_acl_id: '${aws_network_acl.main[1].id}' }),
      }),
    },
    {
      name: 'a deny for the only instance',
      configuration: resources({
        'aws_network_acl.main': { count: '${var.c ? 1 : 0}', ingress: [entry(100, 'allow', 22)] },
        'aws_network_acl_rule.d': rule({
          network_acl_id: '${aws_network_acl.main[0].id}',
          rule_number: 90,
          rule_action: 'deny',
        }),
      }),
    },
    {
      name: 'a deny and an instance of for_each in one ACL',
      configuration: resources({
        'aws_network_acl.main': {},
        'aws_network_acl_rule.d': rule({ network_acl_id: id, rule_number: 90, rule_action: 'deny' }),
        'aws_network_acl_rule.a': rule({ for_each: { a: id }, network_acl_id: '${each.value}' }),
      }),
    },
    {
      name: 'entries under one condition',
      configuration: resources({
        'aws_network_acl_rule.d': rule({
          count: '${var.c}',
          network_acl_id: 'acl-1',
          rule_number: 90,
          rule_action: 'deny',
        }),
        'aws_network_acl_rule.a': rule({ count: '${var.c}', network_acl_id: 'acl-1' }),
      }),
    },
    { name: 'no entries', configuration: acl(null) },
    { name: 'SSH from the office', configuration: acl([entry(100, 'allow', 22, office)]) },
    { name: 'HTTPS from everywhere', configuration: acl([entry(100, 'allow', 443)]) },
    { name: 'SSH denied', configuration: acl([entry(100, 'deny', 22)]) },
    {
      name: 'denied before everything is allowed, in any order',
      configuration: acl([entry(100, 'allow', 22, EVERYTHING), entry(50, 'deny', 22), entry('60', 'DENY', 3389)]),
    },
    {
      name: 'denied by halves',
      configuration: acl([
        entry(1, 'deny', 22, { cidr_block: '0.0.0.0/1' }),
        entry(2, 'deny', 22, { cidr_block: '128.0.0.0/1' }),
        entry(3, 'allow', 22),
      ]),
    },
    { name: 'udp', configuration: acl([entry(100, 'allow', 22, { protocol: 'udp', cidr_block: '0.0.0.0/0' })]) },
    { name: 'an egress block', configuration: acl(null, { egress: [entry(100, 'allow', 22)] }) },
    {
      name: 'denied by a rule resource before it is allowed by a block',
      configuration: resources({
        'aws_network_acl.main': { ingress: [entry(100, 'allow', 22)] },
        'aws_network_acl_rule.deny': rule({ network_acl_id: id, rule_number: 10, rule_action: 'deny' }),
      }),
    },
    {
      name: 'rules of an ACL elsewhere that say the same id',
      configuration: resources({
        'aws_network_acl_rule.allow': rule({ network_acl_id: '${var.acl}' }),
        'aws_network_acl_rule.deny': rule({ network_acl_id: '${var.acl}', rule_number: 10, rule_action: 'deny' }),
      }),
    },
    {
      name: 'a source that is not known, on another port',
      configuration: acl([entry(100, 'allow', 443, { cidr_block: '${var.c}' })]),
    },
    { name: 'a port by option', configuration: acl([entry(100, 'allow', 22)]), options: { adminPorts: [23] } },
  ],
  fail: [
    {
      name: 'a deny for another instance',
      configuration: resources({
        'aws_network_acl.main': { count: 2 },
        'aws_network_acl_rule.d': rule({
          network_acl_id: '${aws_network_acl.main[0].id}',
          rule_number: 90,
          rule_action: 'deny',
        }),
        'aws_network_acl_rule.a': rule({ network_acl_id: '${aws_network_acl.main[1].id}' }),
      }),
      address: 'aws_network_acl_rule.a',
      findings: 1,
    },
    {
      name: 'a deny for one of two instances',
      configuration: resources({
        'aws_network_acl.main': { count: 2, ingress: [entry(100, 'allow', 22)] },
        'aws_network_acl_rule.d': rule({
          network_acl_id: '${aws_network_acl.main[0].id}',
          rule_number: 90,
          rule_action: 'deny',
        }),
      }),
      address: 'aws_network_acl.main',
      findings: 1,
    },
    {
      name: 'a deny in another ACL, both by each',
      configuration: resources({
        'aws_network_acl_rule.d': rule({
          for_each: { a: 'acl-1' },
          network_acl_id: '${each.value}',
          rule_number: 90,
          rule_action: 'deny',
        }),
        'aws_network_acl_rule.a': rule({ for_each: { a: 'acl-2' }, network_acl_id: '${each.value}' }),
      }),
    },
    {
      name: 'SSH from everywhere',
      configuration: acl([entry(100, 'allow', 22)]),
      path: 'ingress[0].cidr_block',
      message: '22 (SSH)',
    },
    {
      name: 'one block as an object, number as text',
      configuration: acl(entry('100', 'allow', '3389')),
      path: 'ingress[0].cidr_block',
    },
    {
      name: 'IPv6',
      configuration: acl([entry(100, 'allow', 22, { ipv6_cidr_block: '::/0' })]),
      path: 'ingress[0].ipv6_cidr_block',
    },
    {
      name: 'IPv6 after IPv4 was denied',
      configuration: acl([entry(10, 'deny', 22), entry(100, 'allow', 22, { ipv6_cidr_block: '::/0' })]),
    },
    {
      name: 'everything, one finding',
      configuration: acl([entry(100, 'allow', 0, EVERYTHING)]),
      findings: 1,
      message: '22 (SSH) and 3389 (RDP)',
    },
    {
      name: 'the deny comes too late',
      configuration: acl([entry(100, 'allow', 22), entry(200, 'deny', 22)]),
      findings: 1,
    },
    { name: 'the deny has another port', configuration: acl([entry(10, 'deny', 3389), entry(100, 'allow', 22)]) },
    {
      name: 'the deny covers a part of the range of one port only',
      configuration: acl([entry(10, 'deny', 22), entry(100, 'allow', 0, EVERYTHING)]),
      message: '3389',
    },
    {
      name: 'the deny has a small source',
      configuration: acl([entry(10, 'deny', 22, office), entry(100, 'allow', 22)]),
    },
    {
      name: 'two quarters',
      configuration: acl([
        entry(1, 'allow', 22, { cidr_block: '0.0.0.0/2' }),
        entry(2, 'allow', 22, { cidr_block: '64.0.0.0/2' }),
      ]),
      findings: 1,
      path: 'ingress[1].cidr_block',
    },
    {
      name: 'a rule resource',
      configuration: resources({ 'aws_network_acl_rule.r': rule({ network_acl_id: '${var.acl}' }) }),
      path: 'cidr_block',
    },
    {
      name: 'a rule resource without id',
      configuration: resources({ 'aws_network_acl_rule.r': rule({ egress: false }) }),
    },
    {
      name: 'a deny in another ACL',
      configuration: resources({
        'aws_network_acl.main': { ingress: [entry(100, 'allow', 22)] },
        'aws_network_acl.other': { ingress: [entry(10, 'deny', 22)] },
      }),
      address: 'aws_network_acl.main',
    },
    {
      name: 'the default ACL by option',
      configuration: resources({ 'aws_default_network_acl.d': { ingress: [entry(100, 'allow', 22)] } }),
      options: { includeDefaultNacl: true },
    },
    {
      name: 'an instance of for_each',
      configuration: resources({
        'aws_network_acl_rule.r': rule({ for_each: { a: '0.0.0.0/0', b: '10.0.0.0/8' }, cidr_block: '${each.value}' }),
      }),
      findings: 1,
    },
    {
      name: 'a known allow before an unknown entry',
      configuration: acl([entry(100, 'allow', 22), entry(200, '${var.a}', 22)]),
    },
    {
      name: 'a dynamic block over a known list',
      configuration: acl(null, {
        dynamic: { ingress: { for_each: [22, 443], content: entry('${ingress.value}', 'allow', '${ingress.value}') } },
      }),
      findings: 1,
    },
  ],
  unknown: [
    {
      name: 'an address that is not known, with a wide prefix',
      configuration: acl([entry(100, 'allow', 22, { cidr_block: '${var.a}/0' })]),
    },
    {
      name: 'a wide deny of an address that is not known',
      configuration: acl([entry(90, 'deny', 22, { cidr_block: '${var.a}/0' }), entry(100, 'allow', 22)]),
    },
    {
      name: 'the protocol of a rule resource, whose ports AWS ignores when it is -1',
      configuration: resources({
        'aws_network_acl_rule.a': rule({ network_acl_id: 'acl-1', protocol: '${var.p}', from_port: 443, to_port: 443 }),
      }),
    },
    {
      name: 'a deny under a condition',
      configuration: resources({
        'aws_network_acl_rule.d': rule({
          count: '${var.c}',
          network_acl_id: 'acl-1',
          rule_number: 90,
          rule_action: 'deny',
        }),
        'aws_network_acl_rule.a': rule({ network_acl_id: 'acl-1' }),
      }),
    },
    {
      name: 'a source',
      configuration: acl([entry(100, 'allow', 22, { cidr_block: '${var.c}' })]),
      path: 'ingress[0].cidr_block',
    },
    { name: 'an action', configuration: acl([entry(100, '${var.a}', 22)]), path: 'ingress[0].action' },
    { name: 'a port', configuration: acl([entry(100, 'allow', '${var.p}')]), path: 'ingress[0].from_port' },
    {
      name: 'the number of a deny',
      configuration: acl([entry('${var.n}', 'deny', 22), entry(100, 'allow', 22)]),
      message: 'earlier entry',
    },
    {
      name: 'the number of an allow',
      configuration: acl([entry(50, 'deny', 22), entry('${var.n}', 'allow', 22)]),
      path: 'ingress[1].rule_no',
    },
    {
      name: 'the port of an earlier deny',
      configuration: acl([entry(50, 'deny', '${var.p}'), entry(100, 'allow', 22)]),
    },
    {
      name: 'the source of an earlier deny',
      configuration: acl([entry(50, 'deny', 22, { cidr_block: '${var.c}' }), entry(100, 'allow', 22)]),
    },
    {
      name: 'the direction',
      configuration: resources({ 'aws_network_acl_rule.r': rule({ egress: '${var.e}' }) }),
      path: 'egress',
    },
    { name: 'all entries', configuration: acl('${var.rules}'), path: 'ingress', findings: 1 },
    {
      name: 'a dynamic block over something unknown',
      configuration: acl(null, { dynamic: { ingress: { for_each: '${var.r}', content: entry(1, 'allow', 22) } } }),
    },
  ],
  notApplicable: [
    {
      name: 'the default ACL',
      configuration: resources({ 'aws_default_network_acl.d': { ingress: [entry(100, 'allow', 22)] } }),
    },
    {
      name: 'a rule of the default ACL',
      configuration: resources({
        'aws_vpc.v': {},
        'aws_network_acl_rule.r': rule({ network_acl_id: '${aws_vpc.v.default_network_acl_id}' }),
      }),
    },
    { name: 'an egress rule', configuration: resources({ 'aws_network_acl_rule.r': rule({ egress: 'true' }) }) },
  ],
});
