import type { Block, NestedBlock } from '../../../model/block';
import { isUnknown, toText, type Value } from '../../../model/value';
import { halfOfInternet, publicSizeOf, union, type AddressSet } from '../../../reading/address-set';
import type { Cidr, Family } from '../../../reading/cidr';
import { instancesOf, type BlockInstance } from '../../../reading/block-instances';
import { cidrSources, opaqueSource, prefixListSources, type CidrSource } from './source-cidrs';
import type { Hidden, Ternary } from './ternary';
import { readTraffic, type Traffic } from './traffic';

export type Direction = 'ingress' | 'egress';

/** One permission of a security group, whichever resource carries it. */
export interface Permission extends Traffic {
  /** The block in which it stands: a group, or a rule resource. */
  readonly block: Block;
  /** Path from the block: `ingress[0]`; empty for a rule resource, which is the permission. */
  readonly path: string;
  readonly direction: Direction;
  readonly sources: readonly CidrSource[];
  /** `each.key` of the instance, for a block whose arguments depend on it. */
  readonly instance: string | undefined;
  /** Set where it is not known whether there is such a permission. */
  readonly hidden: Hidden | undefined;
  readonly get: (attribute: string) => Value;
  /** Path of an attribute from the block. */
  readonly at: (attribute: string) => string;
  /** What the sources come to, by family, once that was asked. */
  readonly reach: Partial<Record<Family, Reach>>;
}

/** What the sources of a permission come to in one family. */
interface Reach {
  readonly known: AddressSet;
  /** How many of the known addresses the internet can reach. */
  readonly publicSize: bigint;
  readonly isPublic: Ternary;
}

const INLINE = new Set(['aws_security_group', 'aws_default_security_group']);
const cache = new WeakMap<Block, readonly Permission[]>();

/** The permissions that stand in a block; none for a block that is neither a security group nor one of its rules. */
export function permissionsIn(block: Block): readonly Permission[] {
  const known = cache.get(block);
  if (known !== undefined) return known;
  const permissions = readPermissions(block);
  cache.set(block, permissions);
  return permissions;
}

/** True where the permissions of a direction can stand in the block. */
export function carries(block: Block, direction: Direction): boolean {
  if (INLINE.has(block.type) || block.type === `aws_vpc_security_group_${direction}_rule`) return true;
  return (
    block.type === 'aws_security_group_rule' &&
    instancesOf(block).some(({ get }) => directionsOf(get).directions.includes(direction))
  );
}

function readPermissions(block: Block): readonly Permission[] {
  if (INLINE.has(block.type))
    return instancesOf(block).flatMap(({ instance, nested }) =>
      (['ingress', 'egress'] as const).flatMap((direction) =>
        nested(direction).map((item) => inline(block, item, direction, instance)),
      ),
    );
  return instancesOf(block).flatMap((instance) => readRule(block, instance));
}

function readRule(block: Block, { instance, get }: BlockInstance): readonly Permission[] {
  const own = { block, instance, path: '', get, at: (attribute: string) => attribute };
  if (block.type === 'aws_security_group_rule') {
    const { directions, hidden } = directionsOf(get);
    const traffic = readTraffic({ ...own, protocol: 'protocol', allIgnoresPorts: true });
    return directions.map((direction) => ({
      ...own,
      ...traffic,
      direction,
      hidden,
      sources: listedSources(own),
      reach: {},
    }));
  }
  const direction = /^aws_vpc_security_group_(ingress|egress)_rule$/.exec(block.type)?.[1];
  if (direction === undefined) return [];
  const sources = [
    ...cidrSources(get('cidr_ipv4'), 'cidr_ipv4', 4, block.configuration),
    ...cidrSources(get('cidr_ipv6'), 'cidr_ipv6', 6, block.configuration),
    ...prefixListSources(get('prefix_list_id'), 'prefix_list_id', block.configuration),
  ];
  const traffic = readTraffic({ ...own, protocol: 'ip_protocol', allIgnoresPorts: true });
  return [
    {
      ...own,
      ...traffic,
      direction: direction === 'ingress' ? 'ingress' : 'egress',
      hidden: undefined,
      sources,
      reach: {},
    },
  ];
}

function inline(
  block: Block,
  item: NestedBlock,
  direction: Direction,
  instance: BlockInstance['instance'],
): Permission {
  const { path } = item;
  const get = (attribute: string): Value => item.get(attribute);
  const at = (attribute: string): string => (isUnknown(item.value) ? path : `${path}.${attribute}`);
  const { protocol, from, to, allIgnoresPorts } = readTraffic({
    protocol: 'protocol',
    allIgnoresPorts: false,
    get,
    at,
  });
  const hidden = item.unknown === undefined ? undefined : { path, value: item.unknown };
  const sources = isUnknown(item.value) ? [opaqueSource(item.value, path)] : listedSources({ block, get, at });
  return {
    block,
    instance,
    path,
    get,
    at,
    protocol,
    from,
    to,
    allIgnoresPorts,
    direction,
    hidden,
    sources,
    reach: {},
  };
}

function listedSources({ block, get, at }: Pick<Permission, 'block' | 'get' | 'at'>): readonly CidrSource[] {
  const { configuration } = block;
  const read = (
    name: string,
    sourcesOf: (value: Value, path: string) => readonly CidrSource[],
  ): readonly CidrSource[] => {
    const value = get(name);
    return value === undefined ? [] : sourcesOf(value, at(name));
  };
  return [
    ...read('cidr_blocks', (value, path) => cidrSources(value, path, 4, configuration)),
    ...read('ipv6_cidr_blocks', (value, path) => cidrSources(value, path, 6, configuration)),
    ...read('prefix_list_ids', (value, path) => prefixListSources(value, path, configuration)),
  ];
}

/** `type` of an `aws_security_group_rule`; while it is not known the rule may be either. */
function directionsOf(get: Permission['get']): {
  readonly directions: readonly Direction[];
  readonly hidden: Hidden | undefined;
} {
  const type = toText(get('type'));
  if (isUnknown(type)) return { directions: ['ingress', 'egress'], hidden: { path: 'type', value: type } };
  return { directions: type === 'egress' ? ['egress'] : ['ingress'], hidden: undefined };
}

function reachOf(permission: Permission, family: Family): Reach {
  const before = permission.reach[family];
  if (before !== undefined) return before;
  const [only] = permission.sources;
  const reach =
    permission.sources.length === 1 && only?.cidr !== undefined
      ? reachOfCidr(only.cidr, family)
      : reachOfSources(permission.sources, family);
  permission.reach[family] = reach;
  return reach;
}

const reaches: Readonly<Record<Family, WeakMap<Cidr, Reach>>> = { 4: new WeakMap(), 6: new WeakMap() };

/** Most permissions have one source, and many the same. */
function reachOfCidr(cidr: Cidr, family: Family): Reach {
  const before = reaches[family].get(cidr);
  if (before !== undefined) return before;
  const known = cidr.family === family ? [cidr] : [];
  const publicSize = publicSizeOf(known, family);
  const reach = { known, publicSize, isPublic: publicSize >= halfOfInternet(family) };
  reaches[family].set(cidr, reach);
  return reach;
}

function reachOfSources(sources: readonly CidrSource[], family: Family): Reach {
  const known = union(sources.flatMap(({ cidr }) => (cidr?.family === family ? [cidr] : [])));
  const publicSize = publicSizeOf(known, family);
  return { known, publicSize, isPublic: judgeReach(sources, family, publicSize) };
}

/** The addresses of a family that are known. */
export function knownAddresses(permission: Permission, family: Family): AddressSet {
  return reachOf(permission, family).known;
}

/** How many of the known addresses of a family the internet can reach. */
export function publicAddressCount(permission: Permission, family: Family): bigint {
  return reachOf(permission, family).publicSize;
}

/** Is the permission for the whole internet of a family? What else it names beside a public CIDR does not matter. */
export function isPublic(permission: Permission, family: Family): Ternary {
  return reachOf(permission, family).isPublic;
}

function judgeReach(sources: readonly CidrSource[], family: Family, publicSize: bigint): Ternary {
  if (publicSize >= halfOfInternet(family)) return true;
  let most = publicSize;
  for (const { unknown, families, limit, path, reason } of sources) {
    if (unknown === undefined || !families.includes(family)) continue;
    if (limit === undefined) return { path, value: unknown, reason };
    most += limit;
    if (most >= halfOfInternet(family)) return { path, value: unknown, reason };
  }
  return false;
}
