import rule from '../../../../lib/compliance/rules/network/nacl-attached';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const acl = (attributes: Record<string, unknown>) => resources({ 'aws_network_acl.main': attributes });

testRule(rule, {
  pass: [
    { name: 'subnets', configuration: acl({ subnet_ids: ['${aws_subnet.a.id}'] }) },
    { name: 'subnets that are not known each', configuration: acl({ subnet_ids: ['${var.subnet}'] }) },
    { name: 'a splat', configuration: acl({ subnet_ids: '${aws_subnet.a[*].id}' }) },
    {
      name: 'an association',
      configuration: resources({
        'aws_network_acl.main': {},
        'aws_network_acl_association.a': { network_acl_id: '${aws_network_acl.main.id}' },
      }),
    },
  ],
  fail: [
    {
      name: 'an association of one of two instances',
      configuration: resources({
        'aws_network_acl.main': { count: 2 },
        'aws_network_acl_association.a': { network_acl_id: '${aws_network_acl.main[0].id}' },
      }),
      message: 'some instances',
    },
    { name: 'absent', configuration: acl({}), path: 'subnet_ids' },
    { name: 'null', configuration: acl({ subnet_ids: null }) },
    { name: 'empty', configuration: acl({ subnet_ids: [] }) },
    {
      name: 'an association of another ACL',
      configuration: resources({
        'aws_network_acl.main': {},
        'aws_network_acl_association.a': { network_acl_id: '${var.acl}' },
      }),
    },
  ],
  unknown: [
    {
      name: 'an association under a condition',
      configuration: resources({
        'aws_network_acl.main': {},
        'aws_network_acl_association.a': { count: '${var.c}', network_acl_id: '${aws_network_acl.main.id}' },
      }),
    },
    { name: 'a variable', configuration: acl({ subnet_ids: '${var.subnets}' }), path: 'subnet_ids' },
    {
      name: 'an association of some ACL',
      configuration: resources({
        'aws_network_acl.main': {},
        'aws_network_acl_association.a': { for_each: '${var.acls}', network_acl_id: '${each.value}' },
      }),
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: acl({ count: 0 }) }],
});
