import networkAclRule from '../../../../lib/compliance/rules/network/nacl-no-all-ports-ingress';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { acl, entry, EVERYTHING, rule } from './shared/acl-cases';

testRule(networkAclRule, {
  pass: [
    { name: 'no entries', configuration: acl([]) },
    {
      name: 'ephemeral ports',
      configuration: acl([entry(100, 'allow', 0, { cidr_block: '0.0.0.0/0', from_port: 1024, to_port: 65535 })]),
    },
    {
      name: 'everything from a private network',
      configuration: acl([entry(100, 'allow', 0, { ...EVERYTHING, cidr_block: '10.0.0.0/8' })]),
    },
    {
      name: 'everything denied first',
      configuration: acl([entry(1, 'deny', 0, EVERYTHING), entry(2, 'allow', 0, EVERYTHING)]),
    },
    { name: 'one port from somewhere', configuration: acl([entry(100, 'allow', 443, { cidr_block: '${var.c}' })]) },
  ],
  fail: [
    {
      name: 'every protocol',
      configuration: acl([entry(100, 'allow', 0, EVERYTHING)]),
      path: 'ingress[0].cidr_block',
      findings: 1,
    },
    {
      name: 'every tcp port over IPv6',
      configuration: acl([entry(100, 'allow', 0, { ipv6_cidr_block: '::/0', from_port: 1, to_port: 65535 })]),
      path: 'ingress[0].ipv6_cidr_block',
    },
    { name: 'one port denied first', configuration: acl([entry(1, 'deny', 22), entry(2, 'allow', 0, EVERYTHING)]) },
    {
      name: 'every tcp port denied before every protocol',
      configuration: acl([
        entry(1, 'deny', 0, { cidr_block: '0.0.0.0/0', to_port: 65535 }),
        entry(2, 'allow', 0, EVERYTHING),
      ]),
    },
    {
      name: 'a rule resource',
      configuration: resources({ 'aws_network_acl_rule.r': rule(EVERYTHING) }),
      path: 'cidr_block',
    },
    {
      name: 'the default ACL',
      configuration: resources({ 'aws_default_network_acl.d': { ingress: entry(100, 'allow', 0, EVERYTHING) } }),
    },
  ],
  unknown: [
    { name: 'a source', configuration: acl([entry(100, 'allow', 0, { ...EVERYTHING, cidr_block: '${var.c}' })]) },
    {
      name: 'a protocol',
      configuration: acl([entry(100, 'allow', 0, { ...EVERYTHING, protocol: '${var.p}' })]),
      path: 'ingress[0].protocol',
    },
  ],
  notApplicable: [
    {
      name: 'an egress rule',
      configuration: resources({ 'aws_network_acl_rule.r': rule({ ...EVERYTHING, egress: true }) }),
    },
  ],
});
