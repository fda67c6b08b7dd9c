import type { Block } from '../../../model/block';
import { isUnknown, toText, Unknown, type Value } from '../../../model/value';
import { instanceCount } from './instance-count';
import { coverageOf, covers } from './instance-coverage';
import { linkedBlocks, type LinkedBlocks } from './linked-blocks';
import { presence } from '../../../reading/presence';
import { inSameRegion } from './region';

/** Whether a subnet, or a route table, leads to an internet gateway; undefined where the configuration does not say. */
export type Exposure = boolean | undefined;

/** Answers by block and by the key of its instance. */
type Answers = WeakMap<Block, Map<string | undefined, Exposure>>;

const ROUTE_TABLES = ['aws_route_table', 'aws_default_route_table'];
const ROUTE_DESTINATIONS = ['destination_cidr_block', 'destination_ipv6_cidr_block'];

const subnets: Answers = new WeakMap();
const mainTables: Answers = new WeakMap();
const tables: Answers = new WeakMap();

/**
 * Tells whether a subnet has a route to an internet gateway.
 *
 * @param index key of one instance of the subnet; any of its instances where left out
 */
export function isPublicSubnet(subnet: Block, index?: string): Exposure {
  return once(subnets, subnet, index, () => {
    const exposures = looksUp(subnet, 'subnet_id').map((table) => isPublicTable(table));
    const named = new Set<string>();
    let isSettled = false;
    let isOpen = false;
    for (const association of referring(subnet, 'aws_route_table_association', 'subnet_id')) {
      const coverage = coverageOf(association, 'subnet_id', subnet);
      if (!covers(coverage, index)) continue;
      const exposure = tableBehind(association, routeTableOf(association, index));
      exposures.push(coverage.isCertain ? exposure : maybe(exposure));
      if (!coverage.isCertain) isOpen = true;
      else if (index !== undefined || coverage.indexes === undefined) isSettled = true;
      else coverage.indexes.forEach((key) => named.add(key));
    }
    if (isSettled || named.size === instanceCount(subnet)) return anyOf(exposures);
    const main = mainTableOf(subnet);
    return anyOf([...exposures, isOpen ? maybe(main) : main]);
  });
}

/** What holds of the blocks that a value leads to: of all of them, or of the one that an expression takes. */
export function exposureOf(
  links: LinkedBlocks,
  exposure: (block: Block, index: string | undefined) => Exposure,
): Exposure {
  const exposures = links.found.map(({ block, index }) => exposure(block, index));
  if (links.open !== undefined) exposures.push(undefined);
  if (!links.isChoice) return anyOf(exposures);
  return exposures.every((each) => each === exposures[0]) ? exposures[0] : undefined;
}

/** Blocks of a type that name another one in an argument, or in a `for_each` whose items it may stand for. */
function referring(target: Block, selector: string, argument: string): readonly Block[] {
  const found = target.configuration
    .referrers(target, selector)
    .filter(({ path }) => path === argument || /^for_each\b/.test(path));
  return [...new Set(found.map(({ block }) => block))];
}

/** Data sources that look up the route table of a subnet or a VPC. */
function looksUp(target: Block, argument: string): readonly Block[] {
  return referring(target, 'data.aws_route_table', argument);
}

/** The table of an association, with `each.key` where it is the key of the subnet. */
function routeTableOf(association: Block, index: string | undefined): Value {
  const subnet = association.rawAt('subnet_id');
  if (index === undefined || typeof subnet !== 'string' || !/\[\s*each\.key\s*\]/.test(subnet))
    return association.get('route_table_id');
  const each = { key: index, value: new Unknown('${each.value}') };
  return association.configuration.resolve(association.rawAt('route_table_id'), each);
}

function mainTableOf(subnet: Block): Exposure {
  const { configuration } = subnet;
  if (subnet.type === 'aws_default_subnet') {
    const vpc = configuration.ofType('aws_default_vpc').find((candidate) => inSameRegion(candidate, subnet) === true);
    // AWS makes the default subnets of a region public.
    return vpc === undefined ? true : mainTableExposure(vpc);
  }
  const links = linkedBlocks(configuration, subnet.get('vpc_id'), ['aws_vpc', 'aws_default_vpc']);
  return exposureOf(links, mainTableExposure);
}

function mainTableExposure(vpc: Block): Exposure {
  return once(mainTables, vpc, undefined, () => {
    const { configuration } = vpc;
    const associations = configuration.referrers(vpc, 'aws_main_route_table_association');
    if (associations.length > 0)
      return anyOf(associations.map(({ block }) => tableBehind(block, block.get('route_table_id'))));
    const adopted = configuration.referrers(vpc, 'aws_default_route_table').map(({ block }) => isPublicTable(block));
    const routes = configuration
      .referrers(vpc, 'aws_route')
      .filter(({ path, attribute }) => path === 'route_table_id' && /^(?:main|default)_route_table_id$/.test(attribute))
      .map(({ block }) => separateRoute(block, vpc));
    // Which table of the VPC a data source finds hangs on its filters.
    const found = looksUp(vpc, 'vpc_id').map((table) => maybe(isPublicTable(table)));
    // The main table of a new VPC holds the local route only; that of the default VPC leads to the internet.
    const isOriginal = vpc.type === 'aws_default_vpc' && adopted.length === 0;
    return isOriginal ? true : anyOf([...adopted, ...routes, ...found]);
  });
}

function tableBehind(block: Block, value: Value): Exposure {
  const links = linkedBlocks(block.configuration, value, ROUTE_TABLES);
  if (links.found.length > 0) return exposureOf(links, isPublicTable);
  const [reference] = isUnknown(value) ? value.references : [];
  const vpc = reference === undefined ? undefined : block.configuration.block(reference.address);
  const isMain = /^(?:main|default)_route_table_id$/.test(reference?.attribute ?? '');
  return vpc?.type === 'aws_vpc' && isMain ? mainTableExposure(vpc) : undefined;
}

function isPublicTable(table: Block, index?: string): Exposure {
  return once(tables, table, index, () => {
    const inline = table.nested('route').map((route) => {
      const exposure = isPublicRoute(route, ['cidr_block', 'ipv6_cidr_block']);
      return route.unknown !== undefined ? maybe(exposure) : exposure;
    });
    const separate = referring(table, 'aws_route', 'route_table_id').map((route) => separateRoute(route, table, index));
    return anyOf([...inline, ...separate]);
  });
}

/** A route as a resource of its own, for the block that it names as its table. */
function separateRoute(route: Block, table: Block, index?: string): Exposure {
  const coverage = coverageOf(route, 'route_table_id', table);
  if (!covers(coverage, index)) return false;
  const exposure = isPublicRoute(route, ROUTE_DESTINATIONS);
  return coverage.isCertain ? exposure : maybe(exposure);
}

/** A route, inline or as a resource, with its destination in one of the named attributes. */
function isPublicRoute(route: { readonly get: (path: string) => Value }, destinations: readonly string[]): Exposure {
  const gateway = leadsToInternetGateway(route.get('gateway_id'));
  if (gateway === false) return false;
  const toEverywhere = anyOf([...destinations.map((name) => isEverywhere(route.get(name))), toPrefixList(route)]);
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

/** The addresses of a prefix list are not read. */
function toPrefixList(route: { readonly get: (path: string) => Value }): Exposure {
  return presence(route.get('destination_prefix_list_id')) === 'absent' ? false : undefined;
}

/** True where one is, false where none is. */
export function anyOf(exposures: readonly Exposure[]): Exposure {
  if (exposures.includes(true)) return true;
  return exposures.includes(undefined) ? undefined : false;
}

/** What is left of an exposure that may not come about. */
function maybe(exposure: Exposure): Exposure {
  return exposure === false ? false : undefined;
}

function once(answers: Answers, block: Block, index: string | undefined, find: () => Exposure): Exposure {
  const known = answers.get(block) ?? new Map<string | undefined, Exposure>();
  answers.set(block, known);
  if (known.has(index)) return known.get(index);
  // A table that leads back to itself through an association is not known.
  known.set(index, undefined);
  const exposure = find();
  known.set(index, exposure);
  return exposure;
}
