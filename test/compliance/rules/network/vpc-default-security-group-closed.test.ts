import rule from '../../../../lib/compliance/rules/network/vpc-default-security-group-closed';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const vpc = { 'aws_vpc.main': { cidr_block: '10.0.0.0/16' } };
const closed = { vpc_id: '${aws_vpc.main.id}' };
const all = { protocol: '-1', from_port: 0, to_port: 0, self: true };

testRule(rule, {
  pass: [
    {
      name: 'the only instance of a VPC',
      configuration: resources({
        'aws_vpc.main': { count: 1 },
        'aws_default_security_group.d': { vpc_id: '${one(aws_vpc.main[*].id)}' },
      }),
    },
    {
      name: 'two VPCs and two groups by count.index',
      configuration: resources({
        'aws_vpc.main': { count: 2 },
        'aws_default_security_group.d': { count: 2, vpc_id: '${aws_vpc.main[count.index].id}' },
      }),
    },
    {
      name: 'a VPC and a group under one condition',
      configuration: resources({
        'aws_vpc.main': { count: '${var.x ? 1 : 0}' },
        'aws_default_security_group.d': { count: '${var.x ? 1 : 0}', vpc_id: '${aws_vpc.main[0].id}' },
      }),
    },
    {
      name: 'a group for each VPC',
      configuration: resources({
        'aws_vpc.main': { for_each: '${var.vpcs}' },
        'aws_default_security_group.d': { for_each: '${aws_vpc.main}', vpc_id: '${each.value.id}' },
      }),
    },
    { name: 'closed', configuration: resources({ ...vpc, 'aws_default_security_group.d': closed }) },
    {
      name: 'null and empty rules',
      configuration: resources({ ...vpc, 'aws_default_security_group.d': { ...closed, ingress: null, egress: [] } }),
    },
    {
      name: 'through a local',
      configuration: resources(
        { ...vpc, 'aws_default_security_group.d': { vpc_id: '${local.v}' } },
        { locals: { v: '${aws_vpc.main.id}' } },
      ),
    },
    {
      name: 'for_each over the VPCs',
      configuration: resources({
        'aws_vpc.main': { for_each: { a: 1, b: 2 } },
        'aws_default_security_group.d': { for_each: '${aws_vpc.main}', vpc_id: '${each.value.id}' },
      }),
    },
    {
      name: 'pairs of count',
      configuration: resources({
        'aws_vpc.main': { count: 2 },
        'aws_default_security_group.d': { count: 2, vpc_id: '${aws_vpc.main[count.index].id}' },
      }),
    },
    {
      name: 'the default VPC',
      configuration: resources({ 'aws_default_vpc.main': {}, 'aws_default_security_group.d': {} }),
    },
    {
      name: 'a rule of another group',
      configuration: resources({
        ...vpc,
        'aws_default_security_group.d': closed,
        'aws_security_group_rule.r': { security_group_id: 'sg-1', type: 'ingress' },
      }),
    },
  ],
  fail: [
    {
      name: 'one group for one of two VPCs, whichever it is',
      configuration: resources({
        'aws_vpc.main': { count: 2 },
        'aws_default_security_group.d': { vpc_id: '${element(aws_vpc.main[*].id, 0)}' },
      }),
      address: 'aws_vpc.main',
    },
    {
      name: 'a rule into a default group that a data source finds by filter',
      configuration: resources({
        ...vpc,
        'aws_default_security_group.d': closed,
        'data.aws_security_group.x': {
          filter: [
            { name: 'group-name', values: ['default'] },
            { name: 'vpc-id', values: ['${aws_vpc.main.id}'] },
          ],
        },
        'aws_security_group_rule.r': { ...all, type: 'ingress', security_group_id: '${data.aws_security_group.x.id}' },
      }),
      address: 'aws_vpc.main',
    },
    {
      name: 'a rule into the default group by each',
      configuration: resources({
        ...vpc,
        'aws_default_security_group.d': closed,
        'aws_security_group_rule.r': {
          ...all,
          for_each: { a: '${aws_vpc.main.default_security_group_id}' },
          type: 'ingress',
          security_group_id: '${each.value}',
        },
      }),
      findings: 2,
    },
    {
      name: 'one group by count.index for two VPCs',
      configuration: resources({
        'aws_vpc.main': { count: 2 },
        'aws_default_security_group.d': { count: 1, vpc_id: '${aws_vpc.main[count.index].id}' },
      }),
      address: 'aws_vpc.main',
    },
    {
      name: 'one group by each.key for two VPCs',
      configuration: resources({
        'aws_vpc.main': { for_each: { a: 1, b: 2 } },
        'aws_default_security_group.d': { for_each: { a: 1 }, vpc_id: '${aws_vpc.main[each.key].id}' },
      }),
      address: 'aws_vpc.main',
    },
    { name: 'no default group', configuration: resources(vpc), address: 'aws_vpc.main' },
    {
      name: 'that of another VPC',
      configuration: resources({ ...vpc, 'aws_default_security_group.d': { vpc_id: '${var.vpc}' } }),
      address: 'aws_vpc.main',
    },
    {
      name: 'an open one: the group',
      configuration: resources({ ...vpc, 'aws_default_security_group.d': { ...closed, ingress: [all], egress: all } }),
      address: 'aws_default_security_group.d',
      findings: 2,
      path: 'egress[0]',
    },
    {
      name: 'an open one: the VPC',
      configuration: resources({ ...vpc, 'aws_default_security_group.d': { ...closed, ingress: [all] } }),
      address: 'aws_vpc.main',
      message: 'aws_default_security_group.d allows ingress',
    },
    {
      name: 'an open one without a VPC',
      configuration: resources({ 'aws_default_security_group.d': { vpc_id: 'vpc-1', egress: [all] } }),
    },
    {
      name: 'a rule that opens it again, through the VPC',
      configuration: resources({
        ...vpc,
        'aws_default_security_group.d': closed,
        'aws_security_group_rule.r': {
          type: 'ingress',
          security_group_id: '${aws_vpc.main.default_security_group_id}',
        },
      }),
      address: 'aws_vpc.main',
      message: 'aws_security_group_rule.r',
    },
    {
      name: 'the rule itself',
      configuration: resources({
        ...vpc,
        'aws_default_security_group.d': closed,
        'aws_vpc_security_group_egress_rule.r': { security_group_id: '${aws_default_security_group.d.id}' },
      }),
      address: 'aws_vpc_security_group_egress_rule.r',
      path: 'security_group_id',
    },
    {
      name: 'a rule that finds it by data source',
      configuration: resources({
        ...vpc,
        'aws_default_security_group.d': closed,
        'data.aws_security_group.d': { name: 'default', vpc_id: '${aws_vpc.main.id}' },
        'aws_vpc_security_group_ingress_rule.r': { security_group_id: '${data.aws_security_group.d.id}' },
      }),
      address: 'aws_vpc.main',
    },
    {
      name: 'one instance of two',
      configuration: resources({
        'aws_vpc.main': { count: 2 },
        'aws_default_security_group.d': { vpc_id: '${aws_vpc.main[0].id}' },
      }),
      address: 'aws_vpc.main',
      message: 'some instances',
    },
  ],
  unknown: [
    {
      name: 'a group of this VPC or one elsewhere',
      configuration: resources({
        ...vpc,
        'aws_default_security_group.d': { vpc_id: '${coalesce(var.vpc_id, aws_vpc.main.id)}' },
      }),
      address: 'aws_vpc.main',
    },
    {
      name: 'a group under a condition of its own',
      configuration: resources({ ...vpc, 'aws_default_security_group.d': { ...closed, count: '${var.x ? 1 : 0}' } }),
      address: 'aws_vpc.main',
      message: 'var.x',
    },
    {
      name: 'a group of this VPC or another',
      configuration: resources({
        ...vpc,
        'aws_vpc.other': {},
        'aws_default_security_group.d': { vpc_id: '${var.x ? aws_vpc.main.id : aws_vpc.other.id}' },
      }),
      address: 'aws_vpc.main',
    },
    {
      name: 'rules that are not known',
      configuration: resources({ ...vpc, 'aws_default_security_group.d': { ...closed, ingress: '${var.r}' } }),
      path: 'ingress',
    },
    {
      name: 'a group of some VPC',
      configuration: resources({
        ...vpc,
        'aws_default_security_group.d': { for_each: '${local.all}', vpc_id: '${each.value}' },
      }),
      address: 'aws_vpc.main',
    },
  ],
  notApplicable: [
    {
      name: "a rule of a group of one's own",
      configuration: resources({
        'aws_security_group.g': {},
        'aws_vpc_security_group_ingress_rule.r': { security_group_id: '${aws_security_group.g.id}' },
      }),
    },
  ],
});
