import type { Block } from '../../../model/block';
import { isUnknown, toText, type Value } from '../../../model/value';
import { presence } from './presence';

/** Whether a subnet, or a route table, leads to an internet gateway; undefined where the configuration does not say. */
export type Exposure = boolean | undefined;

const ROUTE_TABLES = ['aws_route_table', 'aws_default_route_table'];

const subnets = new WeakMap<Block, Exposure>();
const mainTables = new WeakMap<Block, Exposure>();
const tables = new WeakMap<Block, Exposure>();

/** Tells whether a subnet has a route to an internet gateway. */
export function isPublicSubnet(subnet: Block): Exposure {
  return once(subnets, subnet, () => {
    // AWS makes the default subnets of a region public.
    if (subnet.type === 'aws_default_subnet') return true;
    const associations = subnet.configuration
      .referrers(subnet, 'aws_route_table_association')
      .filter(({ path }) => namesBlock(path, 'subnet_id'));
    if (associations.length === 0) return mainTableOf(subnet);
    return anyOf(associations.map(({ block }) => tableBehind(block, block.get('route_table_id'))));
  });
}

/** True for the argument itself, and for a `for_each` whose items it may stand for. */
function namesBlock(path: string, argument: string): boolean {
  return path === argument || /^for_each\b/.test(path);
}

function mainTableOf(subnet: Block): Exposure {
  const { blocks } = subnet.configuration.link(subnet.get('vpc_id'), ['aws_vpc', 'aws_default_vpc']);
  const [vpc] = blocks;
  return vpc === undefined || blocks.length > 1 ? undefined : once(mainTables, vpc, () => mainTableExposure(vpc));
}

function mainTableExposure(vpc: Block): Exposure {
  const { configuration } = vpc;
  const associations = configuration.referrers(vpc, 'aws_main_route_table_association');
  if (associations.length > 0)
    return anyOf(associations.map(({ block }) => tableBehind(block, block.get('route_table_id'))));
  const adopted = configuration.referrers(vpc, 'aws_default_route_table').map(({ block }) => isPublicTable(block));
  const routes = configuration
    .referrers(vpc, 'aws_route')
    .filter(({ path, attribute }) => path === 'route_table_id' && /^(?:main|default)_route_table_id$/.test(attribute))
    .map(({ block }) => isPublicRoute(block, ['destination_cidr_block', 'destination_ipv6_cidr_block']));
  // The main table of a new VPC holds the local route only; that of the default VPC leads to the internet.
  return vpc.type === 'aws_default_vpc' ? true : anyOf([...adopted, ...routes]);
}

function tableBehind(block: Block, value: Value): Exposure {
  const { blocks, unknown } = block.configuration.link(value, ROUTE_TABLES);
  if (blocks.length > 0) return anyOf(blocks.map(isPublicTable));
  const [reference] = isUnknown(unknown) ? unknown.references : [];
  const vpc = reference === undefined ? undefined : block.configuration.block(reference.address);
  const isMain = /^(?:main|default)_route_table_id$/.test(reference?.attribute ?? '');
  return vpc?.type === 'aws_vpc' && isMain ? once(mainTables, vpc, () => mainTableExposure(vpc)) : undefined;
}

function isPublicTable(table: Block): Exposure {
  return once(tables, table, () => {
    const inline = table.nested('route').map((route) => {
      const exposure = isPublicRoute(route, ['cidr_block', 'ipv6_cidr_block']);
      return route.unknown !== undefined && exposure !== false ? undefined : exposure;
    });
    const separate = table.configuration
      .referrers(table, 'aws_route')
      .filter(({ path }) => namesBlock(path, 'route_table_id'))
      .map(({ block }) => isPublicRoute(block, ['destination_cidr_block', 'destination_ipv6_cidr_block']));
    return anyOf([...inline, ...separate]);
  });
}

/** A route, inline or as a resource, with its destination in one of the named attributes. */
function isPublicRoute(route: { readonly get: (path: string) => Value }, destinations: readonly string[]): Exposure {
  const gateway = leadsToInternetGateway(route.get('gateway_id'));
  if (gateway === false) return false;
  const toEverywhere = anyOf(destinations.map((name) => isEverywhere(route.get(name))));
  return toEverywhere === true ? gateway : toEverywhere;
}

function leadsToInternetGateway(value: Value): Exposure {
  const gateway = presence(value);
  if (gateway === 'absent') return false;
  if (!isUnknown(value)) return typeof value === 'string' && value.startsWith('igw-');
  const [reference] = value.references;
  if (!value.isReference || reference === undefined) return undefined;
  if (/^(?:data\.)?aws_internet_gateway\./.test(reference.address)) return true;
  return /^(?:data\.)?aws_(?:vpn_gateway|vpc_endpoint|egress_only_internet_gateway)\./.test(reference.address)
    ? false
    : undefined;
}

/** True for a destination that takes in at least an eighth of all addresses. */
function isEverywhere(value: Value): Exposure {
  const cidr = toText(value);
  if (cidr === undefined) return false;
  return isUnknown(cidr) ? undefined : /\/[0-3]$/.test(cidr.trim());
}

/** True where one is, false where none is. */
export function anyOf(exposures: readonly Exposure[]): Exposure {
  if (exposures.includes(true)) return true;
  return exposures.includes(undefined) ? undefined : false;
}

function once(cache: WeakMap<Block, Exposure>, block: Block, find: () => Exposure): Exposure {
  if (cache.has(block)) return cache.get(block);
  // A table that leads back to itself through an association is not known.
  cache.set(block, undefined);
  const exposure = find();
  cache.set(block, exposure);
  return exposure;
}
