import rule from '../../../../lib/compliance/rules/rds/rds-not-in-public-subnet';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, cluster, instance, type Attributes } from './shared/configurations';

const group = { db_subnet_group_name: '${aws_db_subnet_group.main.name}' };
const base = {
  'aws_vpc.main': { cidr_block: '10.0.0.0/16' },
  'aws_internet_gateway.main': { vpc_id: '${aws_vpc.main.id}' },
  'aws_subnet.a': { vpc_id: '${aws_vpc.main.id}' },
  'aws_subnet.b': { vpc_id: '${aws_vpc.main.id}' },
  'aws_db_subnet_group.main': { name: 'orders', subnet_ids: ['${aws_subnet.a.id}', '${aws_subnet.b.id}'] },
};
const association = { subnet_id: '${aws_subnet.b.id}', route_table_id: '${aws_route_table.t.id}' };
const open = { cidr_block: '0.0.0.0/0', gateway_id: '${aws_internet_gateway.main.id}' };
const table = (route: unknown, others: Record<string, Attributes> = {}) =>
  blocks({
    ...base,
    'aws_db_instance.main': group,
    'aws_route_table.t': { vpc_id: '${aws_vpc.main.id}', ...(route === undefined ? {} : { route }) },
    'aws_route_table_association.b': association,
    ...others,
  });
const separate = (attributes: Attributes) => ({
  'aws_route.r': { route_table_id: '${aws_route_table.t.id}', ...attributes },
});
const standalone = { destination_cidr_block: '0.0.0.0/0', gateway_id: '${aws_internet_gateway.main.id}' };

const subnetsOf = (subnet_ids: unknown) => ({ 'aws_db_subnet_group.main': { subnet_ids } });
const maybeThere = { count: '${var.unset ? 1 : 0}' };
const publicMain = { 'aws_route.m': { ...standalone, route_table_id: '${aws_vpc.main.main_route_table_id}' } };
const keyed = (association: Attributes, others: Record<string, Attributes> = {}) =>
  table([open], {
    'aws_subnet.s': { for_each: { open: 1, closed: 2 }, vpc_id: '${aws_vpc.main.id}' },
    ...subnetsOf(['${aws_subnet.s["closed"].id}']),
    'aws_route_table_association.b': { route_table_id: '${aws_route_table.t.id}', ...association },
    ...others,
  });

testRule(rule, {
  pass: [
    { name: 'the main table of a new VPC', configuration: instance(group, base) },
    { name: 'a table without routes', configuration: table(undefined) },
    {
      name: 'a way out over NAT',
      configuration: table([{ cidr_block: '0.0.0.0/0', nat_gateway_id: '${aws_nat_gateway.n.id}', gateway_id: null }]),
    },
    { name: 'a narrow route to the gateway', configuration: table([{ ...open, cidr_block: '203.0.113.0/24' }]) },
    {
      name: 'an egress-only gateway',
      configuration: table([
        { ipv6_cidr_block: '::/0', egress_only_gateway_id: '${aws_egress_only_internet_gateway.e.id}' },
      ]),
    },
    {
      name: 'a public table of another subnet',
      configuration: blocks({
        ...base,
        'aws_db_instance.main': group,
        'aws_subnet.public': { vpc_id: '${aws_vpc.main.id}' },
        'aws_route_table.t': { route: [open] },
        'aws_route_table_association.p': {
          subnet_id: '${aws_subnet.public.id}',
          route_table_id: '${aws_route_table.t.id}',
        },
      }),
    },
    {
      name: 'a replica of a private instance',
      configuration: blocks({
        ...base,
        'aws_db_instance.main': group,
        'aws_db_instance.replica': { replicate_source_db: '${aws_db_instance.main.identifier}' },
      }),
    },
    { name: 'the group by its literal name', configuration: cluster({ db_subnet_group_name: 'orders' }, base) },
    {
      name: 'a default subnet with a private table',
      configuration: table(undefined, {
        'aws_default_subnet.d': {},
        ...subnetsOf(['${aws_default_subnet.d.id}']),
        'aws_route_table_association.b': { ...association, subnet_id: '${aws_default_subnet.d.id}' },
      }),
    },
    {
      name: 'the adopted main table of the default VPC',
      configuration: instance(group, {
        'aws_default_vpc.main': {},
        'aws_default_route_table.d': {
          default_route_table_id: '${aws_default_vpc.main.default_route_table_id}',
          route: [],
        },
        'aws_subnet.a': { vpc_id: '${aws_default_vpc.main.id}' },
        ...subnetsOf(['${aws_subnet.a.id}']),
      }),
    },
    { name: 'another key of a subnet', configuration: keyed({ subnet_id: '${aws_subnet.s["open"].id}' }) },
    {
      name: 'another key of a subnet, by for_each',
      configuration: keyed({ for_each: ['open'], subnet_id: '${aws_subnet.s[each.key].id}' }),
    },
    {
      name: 'tables matched by key',
      configuration: keyed(
        {
          for_each: { open: 1, closed: 2 },
          subnet_id: '${aws_subnet.s[each.key].id}',
          route_table_id: '${aws_route_table.k[each.key].id}',
        },
        {
          'aws_route_table.k': { for_each: { open: 1, closed: 2 } },
          'aws_route.r': { ...standalone, route_table_id: '${aws_route_table.k["open"].id}' },
        },
      ),
    },
  ],
  fail: [
    { name: 'an inline route', configuration: table([open]), path: 'db_subnet_group_name', message: 'aws_subnet.b' },
    { name: 'an inline route as object', configuration: table(open) },
    { name: 'a literal gateway', configuration: table([{ ...open, gateway_id: 'igw-0a1b2c3d' }]) },
    {
      name: 'an IPv6 route',
      configuration: table([{ ipv6_cidr_block: '::/0', gateway_id: '${aws_internet_gateway.main.id}' }]),
    },
    { name: 'half of the internet', configuration: table([{ ...open, cidr_block: '0.0.0.0/1' }]) },
    {
      name: 'a dynamic route',
      configuration: table(undefined, {
        'aws_route_table.t': {
          dynamic: {
            route: {
              for_each: ['0.0.0.0/0'],
              content: { cidr_block: '${route.value}', gateway_id: '${aws_internet_gateway.main.id}' },
            },
          },
        },
      }),
    },
    { name: 'a separate route', configuration: table(undefined, separate(standalone)) },
    {
      name: 'a separate route of IPv6',
      configuration: table(
        undefined,
        separate({ ...standalone, destination_cidr_block: null, destination_ipv6_cidr_block: '::/0' }),
      ),
    },
    {
      name: 'the default route table, adopted',
      configuration: instance(group, {
        ...base,
        'aws_default_route_table.d': {
          default_route_table_id: '${aws_vpc.main.default_route_table_id}',
          route: [open],
        },
      }),
    },
    {
      name: 'a route in the main table',
      configuration: instance(group, {
        ...base,
        'aws_route.r': { ...standalone, route_table_id: '${aws_vpc.main.main_route_table_id}' },
      }),
    },
    {
      name: 'another main table',
      configuration: instance(group, {
        ...base,
        'aws_route_table.t': { route: open },
        'aws_main_route_table_association.m': {
          vpc_id: '${aws_vpc.main.id}',
          route_table_id: '${aws_route_table.t.id}',
        },
      }),
    },
    {
      name: 'an association with the main table',
      configuration: table(undefined, {
        'aws_route_table_association.b': { ...association, route_table_id: '${aws_vpc.main.main_route_table_id}' },
        'aws_default_route_table.d': {
          default_route_table_id: '${aws_vpc.main.default_route_table_id}',
          route: [open],
        },
      }),
    },
    {
      name: 'subnets of many',
      configuration: blocks({
        ...base,
        'aws_db_instance.main': group,
        'aws_subnet.s': { count: 2, vpc_id: '${aws_vpc.main.id}' },
        'aws_db_subnet_group.main': { subnet_ids: '${aws_subnet.s[*].id}' },
        'aws_route_table.t': { route: [open] },
        'aws_route_table_association.s': {
          count: 2,
          subnet_id: '${aws_subnet.s[count.index].id}',
          route_table_id: '${aws_route_table.t.id}',
        },
      }),
    },
    {
      name: 'associations and routes by for_each',
      configuration: table(undefined, {
        'aws_route_table_association.b': {
          for_each: '${toset([aws_subnet.a.id])}',
          subnet_id: '${each.value}',
          route_table_id: '${aws_route_table.t.id}',
        },
        'aws_route.r': { for_each: '${toset([aws_route_table.t.id])}', route_table_id: '${each.value}', ...standalone },
      }),
      message: 'aws_subnet.a',
    },
    {
      name: 'a default subnet',
      configuration: instance(group, {
        'aws_default_subnet.d': {},
        'aws_db_subnet_group.main': { subnet_ids: ['${aws_default_subnet.d.id}'] },
      }),
    },
    { name: 'no group', configuration: instance({ publicly_accessible: false }), path: 'db_subnet_group_name' },
    {
      name: 'no group, which may be public, with the option',
      configuration: instance({ publicly_accessible: true }),
      options: { treatDefaultVpcAsUnknown: true },
    },
    { name: 'a cluster without group', configuration: cluster({ db_subnet_group_name: null }) },
    {
      name: 'one of two lists',
      configuration: table([open], subnetsOf('${concat(aws_subnet.a[*].id, aws_subnet.b[*].id)}')),
    },
    {
      name: 'associations by element',
      configuration: table([open], {
        'aws_subnet.s': { count: 2, vpc_id: '${aws_vpc.main.id}' },
        ...subnetsOf(['${aws_subnet.s[1].id}']),
        'aws_route_table_association.b': {
          ...association,
          count: 2,
          subnet_id: '${element(aws_subnet.s[*].id, count.index)}',
        },
      }),
    },
    { name: 'this key of a subnet', configuration: keyed({ subnet_id: '${aws_subnet.s["closed"].id}' }) },
    {
      name: 'a key without association, and a public main table',
      configuration: keyed({ subnet_id: '${aws_subnet.s["open"].id}' }, publicMain),
    },
  ],
  unknown: [
    {
      name: 'no group, with the option',
      configuration: instance({ publicly_accessible: false }),
      options: { treatDefaultVpcAsUnknown: true },
    },
    {
      name: 'a group outside',
      configuration: instance({ db_subnet_group_name: 'company' }),
      path: 'db_subnet_group_name',
    },
    { name: 'a group of a variable', configuration: instance({ db_subnet_group_name: '${var.unset}' }) },
    {
      name: 'literal subnets',
      configuration: instance(group, { 'aws_db_subnet_group.main': { subnet_ids: ['subnet-1'] } }),
    },
    {
      name: 'subnets of a variable',
      configuration: instance(group, { 'aws_db_subnet_group.main': { subnet_ids: '${var.unset}' } }),
    },
    { name: 'a VPC outside', configuration: instance(group, { ...base, 'aws_subnet.a': { vpc_id: 'vpc-1' } }) },
    {
      name: 'a table outside',
      configuration: table(undefined, { 'aws_route_table_association.b': { ...association, route_table_id: 'rtb-1' } }),
    },
    { name: 'a gateway of a variable', configuration: table([{ ...open, gateway_id: '${var.unset}' }]) },
    { name: 'a destination of a variable', configuration: table([{ ...open, cidr_block: '${var.unset}' }]) },
    {
      name: 'routes of a variable',
      configuration: table(undefined, {
        'aws_route_table.t': {
          dynamic: {
            route: {
              for_each: '${var.unset}',
              content: { cidr_block: '${route.value}', gateway_id: '${aws_internet_gateway.main.id}' },
            },
          },
        },
      }),
    },
    {
      name: 'a replica of an instance outside',
      configuration: instance({ replicate_source_db: 'orders' }),
      path: 'replicate_source_db',
    },
    {
      name: 'subnets and those of a variable',
      configuration: instance(group, { ...base, ...subnetsOf('${concat(aws_subnet.a[*].id, var.unset)}') }),
    },
    {
      name: 'one subnet or another',
      configuration: table([open], subnetsOf(['${var.unset ? aws_subnet.a.id : aws_subnet.b.id}'])),
    },
    { name: 'no subnets', configuration: instance(group, { ...base, ...subnetsOf(null) }) },
    {
      name: 'an association that may not be there',
      configuration: table([open], { 'aws_route_table_association.b': { ...association, ...maybeThere } }),
    },
    {
      name: 'a private association that may not be there, and a public main table',
      configuration: table(undefined, {
        'aws_route_table_association.b': { ...association, ...maybeThere },
        ...subnetsOf(['${aws_subnet.b.id}']),
        ...publicMain,
      }),
    },
    {
      name: 'a route that may not be there',
      configuration: table(undefined, separate({ ...standalone, ...maybeThere })),
    },
    {
      name: 'a table that a data source finds',
      configuration: instance(group, {
        ...base,
        'data.aws_route_table.m': { vpc_id: '${aws_vpc.main.id}' },
        'aws_route.r': { ...standalone, route_table_id: '${data.aws_route_table.m.id}' },
      }),
    },
    {
      name: 'a prefix list',
      configuration: table(
        undefined,
        separate({
          destination_prefix_list_id: '${aws_ec2_managed_prefix_list.l.id}',
          gateway_id: '${aws_internet_gateway.main.id}',
        }),
      ),
    },
    {
      name: 'associations of some keys',
      configuration: keyed({ for_each: '${var.unset}', subnet_id: '${aws_subnet.s[each.key].id}' }),
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: instance({ count: 0 }) }],
});
