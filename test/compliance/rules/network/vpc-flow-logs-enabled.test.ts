import rule from '../../../../lib/compliance/rules/network/vpc-flow-logs-enabled';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const vpc = { 'aws_vpc.main': { cidr_block: '10.0.0.0/16' } };
const log = (attributes: Record<string, unknown>) => ({
  'aws_flow_log.l': { vpc_id: '${aws_vpc.main.id}', traffic_type: 'ALL', ...attributes },
});
const subnets = { 'aws_subnet.a': { vpc_id: '${aws_vpc.main.id}' }, 'aws_subnet.b': { vpc_id: '${aws_vpc.main.id}' } };

testRule(rule, {
  pass: [
    {
      name: 'every instance of the subnet',
      configuration: resources({
        ...vpc,
        'aws_subnet.s': { count: 3, vpc_id: '${aws_vpc.main.id}' },
        ...log({ count: 3, vpc_id: null, subnet_id: '${aws_subnet.s[count.index].id}' }),
      }),
    },
    { name: 'all traffic', configuration: resources({ ...vpc, ...log({}) }) },
    { name: 'rejected traffic', configuration: resources({ ...vpc, ...log({ traffic_type: 'REJECT' }) }) },
    {
      name: 'one log of two is enough',
      configuration: resources({
        ...vpc,
        ...log({ traffic_type: 'ACCEPT' }),
        'aws_flow_log.m': { vpc_id: '${aws_vpc.main.id}', traffic_type: 'ALL' },
      }),
    },
    {
      name: 'each subnet',
      configuration: resources({
        ...vpc,
        ...subnets,
        ...log({ vpc_id: null, subnet_id: '${aws_subnet.a.id}' }),
        'aws_flow_log.m': { subnet_id: '${aws_subnet.b.id}', traffic_type: 'ALL' },
      }),
    },
    {
      name: 'for_each over the VPC',
      configuration: resources({ ...vpc, ...log({ for_each: ['${aws_vpc.main.id}'], vpc_id: '${each.value}' }) }),
    },
    {
      name: 'pairs of count',
      configuration: resources({
        'aws_vpc.main': { count: 2 },
        ...log({ count: 2, vpc_id: '${aws_vpc.main[count.index].id}' }),
      }),
    },
    {
      name: 'the default VPC',
      configuration: resources({ 'aws_default_vpc.d': {}, ...log({ vpc_id: '${aws_default_vpc.d.id}' }) }),
    },
  ],
  fail: [
    {
      name: 'only some instances of the subnet',
      configuration: resources({
        ...vpc,
        'aws_subnet.s': { count: 3, vpc_id: '${aws_vpc.main.id}' },
        ...log({ vpc_id: null, subnet_id: '${aws_subnet.s[0].id}' }),
      }),
    },
    { name: 'no flow log', configuration: resources(vpc) },
    { name: 'that of another VPC', configuration: resources({ ...vpc, ...log({ vpc_id: 'vpc-1' }) }) },
    {
      name: 'that of a VPC that is looked up',
      configuration: resources({ ...vpc, ...log({ vpc_id: '${data.aws_vpc.v.id}' }) }),
    },
    {
      name: 'accepted traffic only',
      configuration: resources({ ...vpc, ...log({ traffic_type: 'ACCEPT' }) }),
      message: 'ACCEPT',
    },
    {
      name: 'rejected traffic where all is asked for',
      configuration: resources({ ...vpc, ...log({ traffic_type: 'REJECT' }) }),
      options: { requiredTrafficType: 'ALL' },
    },
    {
      name: 'one subnet of two',
      configuration: resources({ ...vpc, ...subnets, ...log({ vpc_id: null, subnet_id: '${aws_subnet.a.id}' }) }),
    },
    {
      name: 'one instance of two',
      configuration: resources({ 'aws_vpc.main': { count: 2 }, ...log({ vpc_id: '${aws_vpc.main[1].id}' }) }),
      message: 'some instances',
    },
    { name: 'a log that count = 0 removes', configuration: resources({ ...vpc, ...log({ count: 0 }) }) },
  ],
  unknown: [
    {
      name: 'flow logs of the subnets under a condition',
      configuration: resources({
        ...vpc,
        'aws_subnet.a': { vpc_id: '${aws_vpc.main.id}' },
        ...log({ count: '${var.x}', vpc_id: null, subnet_id: '${aws_subnet.a.id}' }),
      }),
      message: 'var.x',
    },
    {
      name: 'a flow log under a condition of its own',
      configuration: resources({ ...vpc, ...log({ count: '${var.x ? 1 : 0}' }) }),
      message: 'var.x',
    },
    {
      name: 'a log of some VPC',
      configuration: resources({ ...vpc, ...log({ for_each: '${var.vpcs}', vpc_id: '${each.value}' }) }),
    },
    { name: 'a log of a variable', configuration: resources({ ...vpc, ...log({ vpc_id: '${var.vpc}' }) }) },
    { name: 'a type that is not known', configuration: resources({ ...vpc, ...log({ traffic_type: '${var.t}' }) }) },
  ],
});
