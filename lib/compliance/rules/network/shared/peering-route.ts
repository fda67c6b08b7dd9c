import type { Block } from '../../../model/block';
import { isUnknown, type Unknown, type Value } from '../../../model/value';
import { instancesOf } from '../../../reading/block-instances';
import { cidrSources, prefixListSources, type CidrSource } from './source-cidrs';

/** One route, in a resource of its own or in a route table. */
export interface Route {
  readonly block: Block;
  readonly path: string;
  /** Id of the peering connection that the route leads to. */
  readonly connection: Value;
  readonly destinations: readonly CidrSource[];
  /** Set where it is not known whether the route leads to a peering connection. */
  readonly hidden: Unknown | undefined;
}

const CONNECTIONS = ['aws_vpc_peering_connection', 'data.aws_vpc_peering_connection'];
const ACCEPTER = 'aws_vpc_peering_connection_accepter';
/** Other targets: a route has one. */
const OTHER_TARGETS = [
  'gateway_id',
  'nat_gateway_id',
  'transit_gateway_id',
  'network_interface_id',
  'vpc_endpoint_id',
  'egress_only_gateway_id',
];

/** The routes of a block that lead to a peering connection, or may do so. */
export function peeringRoutes(block: Block): readonly Route[] {
  if (block.type === 'aws_route')
    return instancesOf(block).flatMap(({ get }) => readRoute(block, '', 'destination_', get, undefined));
  return block
    .nested('route')
    .flatMap((item) => readRoute(block, item.path, '', (attribute) => item.get(attribute), item.unknown));
}

function readRoute(
  block: Block,
  path: string,
  prefix: string,
  get: (attribute: string) => Value,
  unknown: Unknown | undefined,
): readonly Route[] {
  const connection = get('vpc_peering_connection_id');
  if (connection === undefined || connection === '') return [];
  const hidden = unknown ?? (isUnknown(connection) && !namesConnection(connection) ? connection : undefined);
  if (hidden !== undefined && OTHER_TARGETS.some((target) => typeof get(target) === 'string' && get(target) !== ''))
    return [];
  const at = (attribute: string): string => (path === '' ? attribute : `${path}.${attribute}`);
  const { configuration } = block;
  return [
    {
      block,
      path,
      connection,
      hidden,
      destinations: [
        ...cidrSources(known(get(`${prefix}cidr_block`)), at(`${prefix}cidr_block`), 4, configuration),
        ...cidrSources(known(get(`${prefix}ipv6_cidr_block`)), at(`${prefix}ipv6_cidr_block`), 6, configuration),
        ...prefixListSources(known(get('destination_prefix_list_id')), at('destination_prefix_list_id'), configuration),
      ],
    },
  ];
}

/** An empty text is what attributes-as-blocks write for absent. */
function known(value: Value): Value {
  return value === '' ? undefined : value;
}

function namesConnection(value: Unknown): boolean {
  return (
    value.isReference &&
    value.references.some(({ address }) => /^(data\.)?aws_vpc_peering_connection(_accepter)?\./.test(address))
  );
}

/** The VPCs at the far end of a route that this configuration creates; both ends where the near one is not known. */
export function peersOf(route: Route): readonly Block[] {
  const { configuration } = route.block;
  const named = configuration.link(route.connection, [...CONNECTIONS, ACCEPTER], ['id']).blocks;
  const connections = named.flatMap((block) =>
    block.type === ACCEPTER ? configuration.link(block.get('vpc_peering_connection_id'), CONNECTIONS).blocks : [block],
  );
  const vpcs = new Set(
    connections.flatMap(
      (block) => configuration.link([block.get('vpc_id'), block.get('peer_vpc_id')], ['aws_vpc'], ['id']).blocks,
    ),
  );
  for (const own of vpcOf(route.block)) if (vpcs.size > 1) vpcs.delete(own);
  return [...vpcs];
}

function vpcOf(block: Block): readonly Block[] {
  const { configuration } = block;
  const tables =
    block.type === 'aws_route'
      ? configuration.link(block.get('route_table_id'), ['aws_route_table'], ['id']).blocks
      : [block];
  return tables.flatMap((table) => configuration.link(table.get('vpc_id'), ['aws_vpc'], ['id']).blocks);
}

const INDEX = '(\\[[^\\]]*\\])?';
const WHOLE_VPC: readonly RegExp[] = [
  `(data\\.)?aws_(default_)?vpc\\.[\\w-]+${INDEX}\\.(cidr_block_associations${INDEX}\\.)?(ipv6_)?cidr_block`,
  `aws_vpc_ipv[46]_cidr_block_association\\.[\\w-]+${INDEX}\\.(ipv6_)?cidr_block`,
  `data\\.aws_vpc_peering_connection\\.[\\w-]+${INDEX}\\.(peer_)?(cidr_block_set${INDEX}\\.)?cidr_block`,
].map((reference) => new RegExp(`^\\$\\{${reference}\\}$`));

/** True where a destination is a whole network of a VPC, whatever its value. */
export function isWholeVpc(text: string): boolean {
  return WHOLE_VPC.some((reference) => reference.test(text));
}
