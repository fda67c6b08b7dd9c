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
 * The permissions of a group that is not part of this configuration, at the first rule resource that names it; none at
 * the others. Rules that say the same of `security_group_id` belong to one group.
 */
export function strangersOf(rule: Block): readonly Permission[] {
  return ownersIn(rule.configuration).strangers.get(rule) ?? [];
}

/** What the rule resources of a configuration add to groups. */
interface Owners {
  readonly byGroup: ReadonlyMap<Block, readonly Permission[]>;
  readonly strangers: ReadonlyMap<Block, readonly Permission[]>;
}

const owners = new WeakMap<Configuration, Owners>();

function ownersIn(configuration: Configuration): Owners {
  const known = owners.get(configuration) ?? readOwners(configuration);
  owners.set(configuration, known);
  return known;
}

function readOwners(configuration: Configuration): Owners {
  const byGroup = new Map<Block, Permission[]>();
  const byId = new Map<string, Permission[]>();
  for (const permission of RULE_TYPES.flatMap((type) => configuration.ofType(type)).flatMap(permissionsIn)) {
    const groups = groupsOfPermission(permission);
    for (const group of groups) push(byGroup, group, permission);
    if (groups.length > 0) continue;
    const id = permission.get('security_group_id');
    const text = isUnknown(id) && !isEach(id) ? id.expression : id;
    push(byId, typeof text === 'string' ? `id ${text}` : permission.block.address, permission);
  }
  const strangers = new Map<Block, readonly Permission[]>();
  for (const permissions of byId.values()) {
    const [first] = permissions;
    if (first !== undefined && permissions.length > 1 && !strangers.has(first.block))
      strangers.set(first.block, permissions);
  }
  return { byGroup, strangers };
}
