import type { Block, Configuration } from '../../../model/block';
import { isUnknown, type Unknown } from '../../../model/value';
import { groupsOf, RULE_TYPES } from './security-group';
import { isEach, linkedBlocks, push, VPC_TYPES } from './vpc-links';

/** What a configuration says of the default security groups of its VPCs. */
export interface DefaultGroups {
  /** The `aws_default_security_group` blocks of a VPC. */
  readonly of: (vpc: Block) => readonly Block[];
  /** Rule resources that write into the default group of a VPC. */
  readonly rulesInto: (vpc: Block) => readonly Block[];
  /** `vpc_id` of a default group that may be that of any VPC of this configuration. */
  readonly unresolved: Unknown | undefined;
}

const cache = new WeakMap<Configuration, DefaultGroups>();

export function defaultGroups(configuration: Configuration): DefaultGroups {
  const known = cache.get(configuration);
  if (known !== undefined) return known;
  const groups = readDefaultGroups(configuration);
  cache.set(configuration, groups);
  return groups;
}

/** True where the rule resource writes into the default group of a VPC, which the configuration may or may not hold. */
export function isRuleOfDefaultGroup(rule: Block): boolean {
  if (groupsOf(rule).some(({ type }) => type === 'aws_default_security_group')) return true;
  const target = rule.get('security_group_id');
  if (!isUnknown(target)) return false;
  return target.references.some(({ address, attribute }) => {
    if (/^(data\.)?aws_(default_)?vpc\./.test(address)) return attribute === 'default_security_group_id';
    return rule.configuration.block(address)?.selector === 'data.aws_security_group' && rule.configuration.block(address)?.get('name') === 'default';
  });
}

function readDefaultGroups(configuration: Configuration): DefaultGroups {
  const groups = new Map<Block, Block[]>();
  const rules = new Map<Block, Block[]>();
  let unresolved: Unknown | undefined;
  for (const group of configuration.ofType('aws_default_security_group')) {
    const vpcId = group.get('vpc_id');
    const vpcs = vpcId === undefined ? configuration.ofType('aws_default_vpc') : linkedBlocks(vpcId, group, VPC_TYPES);
    vpcs.forEach((vpc) => { push(groups, vpc, group); });
    if (vpcs.length === 0 && isUnknown(vpcId) && isEach(vpcId)) unresolved ??= vpcId;
  }
  for (const rule of RULE_TYPES.flatMap((type) => configuration.ofType(type))) {
    if (!isRuleOfDefaultGroup(rule)) continue;
    const owners = groupsOf(rule).flatMap((group) => linkedBlocks(group.get('vpc_id'), group, VPC_TYPES));
    for (const vpc of new Set([...owners, ...linkedBlocks(rule.get('security_group_id'), rule, VPC_TYPES), ...dataSourceVpcs(rule)])) push(rules, vpc, rule);
  }
  return { of: (vpc) => groups.get(vpc) ?? [], rulesInto: (vpc) => rules.get(vpc) ?? [], unresolved };
}

function dataSourceVpcs(rule: Block): readonly Block[] {
  const { blocks } = rule.configuration.link(rule.get('security_group_id'), ['data.aws_security_group']);
  return blocks.flatMap((data) => linkedBlocks(data.get('vpc_id'), data, VPC_TYPES));
}
