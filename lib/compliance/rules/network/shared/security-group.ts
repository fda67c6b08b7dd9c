import type { Block, Configuration } from '../../../model/block';
import { isUnknown, type Value } from '../../../model/value';
import { permissionsIn, type Direction, type Permission } from './permission';
import { instancesOf, isEach } from '../../../reading/block-instances';
import { push } from './vpc-links';

export const RULE_TYPES: readonly string[] = [
  'aws_security_group_rule',
  'aws_vpc_security_group_ingress_rule',
  'aws_vpc_security_group_egress_rule',
];
export const GROUP_TYPES: readonly string[] = ['aws_security_group', 'aws_default_security_group'];

export function isGroup(block: Block): boolean {
  return GROUP_TYPES.includes(block.type);
}

/** The groups of this configuration whose permissions stand in the block: itself, or those a rule resource names. */
export function groupsOf(block: Block): readonly Block[] {
  if (isGroup(block)) return [block];
  return [...new Set(instancesOf(block).flatMap(({ get }) => linkedGroups(block, get('security_group_id'))))];
}

/** The groups of this configuration that a permission belongs to. */
export function groupsOfPermission({ block, get }: Permission): readonly Block[] {
  return isGroup(block) ? [block] : linkedGroups(block, get('security_group_id'));
}

function linkedGroups({ configuration }: Block, value: Value): readonly Block[] {
  return configuration.link(value, GROUP_TYPES, ['id']).blocks;
}

/** Rule resources that name the group as theirs. */
export function rulesOf(group: Block): readonly Block[] {
  const referring = new Set(group.configuration.referrers(group, ...RULE_TYPES).map(({ block }) => block));
  return [...referring].filter((rule) => groupsOf(rule).includes(group));
}

/** Every permission of a group: its own blocks and its rule resources. */
export function permissionsOf(group: Block, direction: Direction): readonly Permission[] {
  const all = [...permissionsIn(group), ...(ownersIn(group.configuration).byGroup.get(group) ?? [])];
  return all.filter((permission) => permission.direction === direction);
}

/**
 * Permissions of a direction that hold together: those of a group, for each of its instances, or those of a group that
 * is not part of this configuration, at the first rule resource that names it. Rules that say the same of
 * `security_group_id` belong to one group. What holds for a single permission needs none of them.
 */
export function jointPermissions(block: Block, direction: Direction): readonly (readonly Permission[])[] {
  if (!isGroup(block)) return ownersIn(block.configuration).strangers[direction].get(block) ?? [];
  const all = permissionsOf(block, direction);
  if (all.length < 2) return [];
  const instances = new Set(all.filter((permission) => permission.block === block).map(({ instance }) => instance));
  if (instances.size < 2) return [all];
  return [...instances].map((instance) =>
    all.filter((permission) => permission.block !== block || permission.instance === instance),
  );
}

/** What the rule resources of a configuration add to groups. */
interface Owners {
  readonly byGroup: ReadonlyMap<Block, readonly Permission[]>;
  readonly strangers: Readonly<Record<Direction, ReadonlyMap<Block, readonly (readonly Permission[])[]>>>;
}

const owners = new WeakMap<Configuration, Owners>();

function ownersIn(configuration: Configuration): Owners {
  const known = owners.get(configuration) ?? readOwners(configuration);
  owners.set(configuration, known);
  return known;
}

function readOwners(configuration: Configuration): Owners {
  const byGroup = new Map<Block, Permission[]>();
  const byId = { ingress: new Map<string, Permission[]>(), egress: new Map<string, Permission[]>() };
  for (const permission of RULE_TYPES.flatMap((type) => configuration.ofType(type)).flatMap(permissionsIn)) {
    const groups = groupsOfPermission(permission);
    for (const group of groups) push(byGroup, group, permission);
    if (groups.length > 0) continue;
    const id = permission.get('security_group_id');
    const text = isUnknown(id) && !isEach(id) ? id.expression : id;
    push(byId[permission.direction], typeof text === 'string' ? `id ${text}` : permission.block.address, permission);
  }
  return { byGroup, strangers: { ingress: joined(byId.ingress), egress: joined(byId.egress) } };
}

/** Permissions of the same group, at the block of the first. */
function joined(byId: ReadonlyMap<string, readonly Permission[]>): Map<Block, (readonly Permission[])[]> {
  const byBlock = new Map<Block, (readonly Permission[])[]>();
  for (const permissions of byId.values()) {
    const [first] = permissions;
    if (first !== undefined && permissions.length > 1) push(byBlock, first.block, permissions);
  }
  return byBlock;
}
