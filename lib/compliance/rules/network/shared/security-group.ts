import type { Block } from '../../../model/block';
import { permissionsIn, type Direction, type Permission } from './permission';

export const RULE_TYPES: readonly string[] = [
  'aws_security_group_rule',
  'aws_vpc_security_group_ingress_rule',
  'aws_vpc_security_group_egress_rule',
];
const GROUP_TYPES: readonly string[] = ['aws_security_group', 'aws_default_security_group'];

export function isGroup(block: Block): boolean {
  return GROUP_TYPES.includes(block.type);
}

/** The groups of this configuration whose permissions stand in the block: itself, or those a rule resource names. */
export function groupsOf(block: Block): readonly Block[] {
  if (isGroup(block)) return [block];
  return block.configuration.link(block.get('security_group_id'), GROUP_TYPES, ['id']).blocks;
}

/** Rule resources that name the group as theirs. */
export function rulesOf(group: Block): readonly Block[] {
  const referring = group.configuration.referrers(group, ...RULE_TYPES).filter(({ path }) => path === 'security_group_id');
  return [...new Set(referring.map(({ block }) => block))];
}

/** Every permission of a group: its own blocks and its rule resources. */
export function permissionsOf(group: Block, direction: Direction): readonly Permission[] {
  return [group, ...rulesOf(group)].flatMap((block) => permissionsIn(block).filter((permission) => permission.direction === direction));
}
