import type { Block, Configuration } from '../../../model/block';
import { isUnknown, type Unknown, type Value } from '../../../model/value';
import { absence, companions, type Companion } from '../../../reading/companions';
import { filtered, namesOf } from './data-source-names';
import { instancesOf, isEach } from '../../../reading/block-instances';
import { groupsOf, RULE_TYPES } from './security-group';
import { linkedBlocks, push, VPC_TYPES } from './vpc-links';

/** What a configuration says of the default security groups of its VPCs. */
export interface DefaultGroups {
  /** The `aws_default_security_group` blocks of a VPC. */
  readonly of: (vpc: Block) => readonly Companion[];
  /** Rule resources that write into the default group of a VPC. */
  readonly rulesInto: (vpc: Block) => readonly Block[];
  /** `vpc_id` of a default group that may be that of any VPC of this configuration. */
  readonly unresolved: Unknown | undefined;
}

/** Data sources that find groups by name. */
const LOOK_UPS: readonly string[] = ['data.aws_security_group', 'data.aws_security_groups'];
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
  return targetsOf(rule).some((target) => {
    if (!isUnknown(target)) return false;
    return target.references.some(({ address, attribute }) => {
      if (/^(data\.)?aws_(default_)?vpc\./.test(address)) return attribute === 'default_security_group_id';
      const found = rule.configuration.block(address);
      return (
        found !== undefined && LOOK_UPS.includes(found.selector) && namesOf(found, 'group-name').includes('default')
      );
    });
  });
}

/** `security_group_id` of every instance of the rule. */
function targetsOf(rule: Block): readonly Value[] {
  return instancesOf(rule).map(({ get }) => get('security_group_id'));
}

function readDefaultGroups(configuration: Configuration): DefaultGroups {
  const groups = companions(configuration, 'aws_default_security_group', 'vpc_id', VPC_TYPES);
  const ofDefaultVpc = configuration
    .ofType('aws_default_security_group')
    .filter((group) => group.get('vpc_id') === undefined);
  const rules = new Map<Block, Block[]>();
  for (const rule of RULE_TYPES.flatMap((type) => configuration.ofType(type))) {
    if (!isRuleOfDefaultGroup(rule)) continue;
    const owners = groupsOf(rule).flatMap((group) => linkedBlocks(group.get('vpc_id'), group, VPC_TYPES));
    const named = configuration.link(targetsOf(rule), VPC_TYPES).blocks;
    for (const vpc of new Set([...owners, ...named, ...dataSourceVpcs(rule)])) push(rules, vpc, rule);
  }
  return {
    of: (vpc) => [
      ...groups.of(vpc),
      ...(vpc.type === 'aws_default_vpc'
        ? ofDefaultVpc.map((block) => ({ block, doubt: absence(block, vpc), instances: undefined }))
        : []),
    ],
    rulesInto: (vpc) => rules.get(vpc) ?? [],
    unresolved: groups.unlinked.find(isEach),
  };
}

function dataSourceVpcs(rule: Block): readonly Block[] {
  const { blocks } = rule.configuration.link(targetsOf(rule), LOOK_UPS);
  return blocks.flatMap((data) =>
    [data.get('vpc_id'), ...filtered(data, 'vpc-id')].flatMap((vpcId) => linkedBlocks(vpcId, data, VPC_TYPES)),
  );
}
