import rule from '../../../../lib/compliance/rules/network/vpc-peering-route-least-access';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const connection = '${aws_vpc_peering_connection.c.id}';
const peering = {
  'aws_vpc.own': { cidr_block: '10.0.0.0/16' },
  'aws_vpc.peer': { cidr_block: '10.1.0.0/20' },
  'aws_vpc_peering_connection.c': { vpc_id: '${aws_vpc.own.id}', peer_vpc_id: '${aws_vpc.peer.id}' },
  'aws_route_table.t': { vpc_id: '${aws_vpc.own.id}' },
};
const route = (attributes: Record<string, unknown>, rest: Record<string, Record<string, unknown>> = peering) =>
  resources({
    ...rest,
    'aws_route.r': { route_table_id: '${aws_route_table.t.id}', vpc_peering_connection_id: connection, ...attributes },
  });
const table = (routes: unknown, type = 'aws_route_table') => resources({ [`${type}.main`]: { route: routes } });
const address = 'aws_route.r';

testRule(rule, {
  pass: [
    {
      name: 'narrow destinations by each',
      configuration: route({
        for_each: ['10.1.4.0/24'],
        destination_cidr_block: '${each.value}',
        vpc_peering_connection_id: connection,
      }),
      address,
    },
    {
      name: 'an IPv6 network that is not known, with a narrow prefix',
      configuration: route({ destination_ipv6_cidr_block: '${var.x}/48', vpc_peering_connection_id: connection }, {}),
      address,
    },
    { name: 'a subnet of the peer', configuration: route({ destination_cidr_block: '10.1.4.0/24' }), address },
    {
      name: 'a subnet by reference',
      configuration: route({ destination_cidr_block: '${aws_subnet.s.cidr_block}' }),
      address,
    },
    {
      name: 'a narrow network of a peer elsewhere',
      configuration: route({ destination_cidr_block: '10.9.0.0/16' }, {}),
      address,
    },
    {
      name: 'the CIDR of the own VPC is not the peer',
      configuration: route({ destination_cidr_block: '10.0.0.0/16' }),
      address,
    },
    {
      name: 'everything to the internet gateway',
      configuration: table([{ cidr_block: '0.0.0.0/0', gateway_id: 'igw-1', vpc_peering_connection_id: '' }]),
    },
    {
      name: 'everything to a gateway, the peering is not known',
      configuration: table([{ cidr_block: '0.0.0.0/0', gateway_id: 'igw-1', vpc_peering_connection_id: '${var.p}' }]),
    },
    {
      name: 'a wider network by option',
      configuration: route({ destination_cidr_block: '10.8.0.0/14' }, {}),
      address,
      options: { maxPrefix: 14 },
    },
  ],
  fail: [
    {
      name: 'a secondary network of a VPC',
      configuration: route({
        destination_cidr_block: '${aws_vpc_ipv4_cidr_block_association.a.cidr_block}',
        vpc_peering_connection_id: connection,
      }),
      address,
    },
    {
      name: 'a network of a VPC that is looked up',
      configuration: route({
        destination_cidr_block: '${data.aws_vpc.v.cidr_block_associations[0].cidr_block}',
        vpc_peering_connection_id: connection,
      }),
      address,
    },
    {
      name: 'the network of the peer by its connection',
      configuration: route({
        destination_cidr_block: '${data.aws_vpc_peering_connection.p.peer_cidr_block}',
        vpc_peering_connection_id: connection,
      }),
      address,
    },
    {
      name: 'a destination by each',
      configuration: route({
        for_each: ['0.0.0.0/0', '10.1.4.0/24'],
        destination_cidr_block: '${each.value}',
        vpc_peering_connection_id: connection,
      }),
      address,
      findings: 1,
    },
    {
      name: 'everything',
      configuration: route({ destination_cidr_block: '0.0.0.0/0' }),
      address,
      path: 'destination_cidr_block',
    },
    {
      name: 'everything over IPv6',
      configuration: route({ destination_ipv6_cidr_block: '::/0' }),
      address,
      path: 'destination_ipv6_cidr_block',
    },
    {
      name: 'wider than a /16',
      configuration: route({ destination_cidr_block: '10.0.0.0/8' }, {}),
      address,
      message: '/16',
    },
    {
      name: 'all of the peer',
      configuration: route({ destination_cidr_block: '10.1.0.0/20' }),
      address,
      message: 'aws_vpc.peer',
    },
    { name: 'more than the peer', configuration: route({ destination_cidr_block: '10.1.0.0/16' }), address },
    {
      name: 'all of the peer by reference',
      configuration: route({ destination_cidr_block: '${aws_vpc.peer.cidr_block}' }),
      address,
    },
    {
      name: 'all of a peer that is looked up',
      configuration: route({ destination_cidr_block: '${data.aws_vpc.peer.cidr_block}' }, {}),
      address,
      message: 'all of a VPC',
    },
    {
      name: 'through the accepter',
      configuration: route(
        {
          destination_cidr_block: '10.1.0.0/20',
          vpc_peering_connection_id: '${aws_vpc_peering_connection_accepter.a.id}',
        },
        { ...peering, 'aws_vpc_peering_connection_accepter.a': { vpc_peering_connection_id: connection } },
      ),
      address,
    },
    {
      name: 'a literal connection',
      configuration: table([{ cidr_block: '0.0.0.0/0', vpc_peering_connection_id: 'pcx-1', gateway_id: '' }]),
      path: 'route[0].cidr_block',
    },
    {
      name: 'each route of a table',
      configuration: table([
        { cidr_block: '0.0.0.0/0', vpc_peering_connection_id: connection },
        { ipv6_cidr_block: '2600::/12', vpc_peering_connection_id: connection },
      ]),
      findings: 2,
    },
    {
      name: 'the default route table',
      configuration: table(
        { cidr_block: '0.0.0.0/0', vpc_peering_connection_id: connection },
        'aws_default_route_table',
      ),
    },
    {
      name: 'a prefix list',
      configuration: route(
        { destination_prefix_list_id: '${aws_ec2_managed_prefix_list.p.id}' },
        { ...peering, 'aws_ec2_managed_prefix_list.p': { entry: [{ cidr: '10.1.4.0/24' }, { cidr: '0.0.0.0/0' }] } },
      ),
      address,
      findings: 1,
    },
  ],
  unknown: [
    {
      name: 'a destination',
      configuration: route({ destination_cidr_block: '${var.d}' }),
      address,
      path: 'destination_cidr_block',
    },
    {
      name: 'the CIDR of the peer',
      configuration: route(
        { destination_cidr_block: '10.1.4.0/24' },
        { ...peering, 'aws_vpc.peer': { cidr_block: '${var.c}' } },
      ),
      address,
      message: 'aws_vpc.peer',
    },
    { name: 'a prefix list from elsewhere', configuration: route({ destination_prefix_list_id: 'pl-1' }), address },
    {
      name: 'whether there is a peering',
      configuration: route({ destination_cidr_block: '0.0.0.0/0', vpc_peering_connection_id: '${var.p}' }),
      address,
    },
    {
      name: 'routes of a dynamic block',
      configuration: resources({
        'aws_route_table.main': {
          dynamic: {
            route: {
              for_each: '${var.r}',
              content: { cidr_block: '0.0.0.0/0', vpc_peering_connection_id: connection },
            },
          },
        },
      }),
    },
    { name: 'routes that are not known', configuration: table('${var.routes}') },
  ],
  notApplicable: [
    {
      name: 'another target',
      configuration: route(
        { destination_cidr_block: '0.0.0.0/0', vpc_peering_connection_id: null, gateway_id: 'igw-1' },
        {},
      ),
      address,
    },
  ],
});
