import type { Block, Configuration } from '../../../model/block';
import type { PolicyText } from '../../../model/policy-document';
import { hasUnknown, isUnknown, toList, type Unknown } from '../../../model/value';
import { attachedPolicies, awsPolicyName } from './attached-policies';
import { identityPolicies, policyAt, type CarriedPolicy } from '../../../reading/policies/carried-policies';
import { isCertainReference } from './certain-reference';

/** The permissions of a user, a group or a role, as far as the configuration gives them. */
export interface PrincipalPolicies {
  /** Inline policies, and managed policies of the configuration. */
  readonly policies: readonly CarriedPolicy[];
  /** Those of the policies that the principal certainly has: what they deny counts. */
  readonly certain: readonly CarriedPolicy[];
  /** Managed policies of the configuration that are attached. */
  readonly managed: readonly Block[];
  /** Names of attached AWS managed policies. */
  readonly awsPolicies: readonly string[];
  /** Attached policies that are not of this configuration: text or unknown. */
  readonly elsewhere: readonly PolicyText[];
  /** Policies of the configuration that an expression may attach. */
  readonly perhaps: readonly PossiblePolicy[];
}

/** A managed policy among which an expression chooses. */
export interface PossiblePolicy {
  readonly chosenBy: Unknown;
  readonly policies: readonly CarriedPolicy[];
}

interface Grants {
  readonly policies: CarriedPolicy[];
  readonly certain: CarriedPolicy[];
  readonly managed: Block[];
  readonly awsPolicies: string[];
  readonly elsewhere: PolicyText[];
  readonly perhaps: PossiblePolicy[];
}

/** Blocks that give a policy to a principal, and the attributes that name the principal. */
const GRANTS: readonly (readonly [type: string, attribute: string, principal: string])[] = [
  ['aws_iam_role_policy', 'role', 'aws_iam_role'],
  ['aws_iam_user_policy', 'user', 'aws_iam_user'],
  ['aws_iam_group_policy', 'group', 'aws_iam_group'],
  ['aws_iam_role_policy_attachment', 'role', 'aws_iam_role'],
  ['aws_iam_user_policy_attachment', 'user', 'aws_iam_user'],
  ['aws_iam_group_policy_attachment', 'group', 'aws_iam_group'],
  ['aws_iam_policy_attachment', 'roles', 'aws_iam_role'],
  ['aws_iam_policy_attachment', 'users', 'aws_iam_user'],
  ['aws_iam_policy_attachment', 'groups', 'aws_iam_group'],
];

const indexes = new WeakMap<Configuration, ReadonlyMap<Block, Grants>>();
const found = new WeakMap<Block, PrincipalPolicies>();

/** The policies of a user, a group or a role of the configuration. */
export function principalPolicies(principal: Block): PrincipalPolicies {
  const known = found.get(principal) ?? find(principal);
  found.set(principal, known);
  return known;
}

function find(principal: Block): PrincipalPolicies {
  const { configuration } = principal;
  let index = indexes.get(configuration);
  if (index === undefined) {
    index = build(configuration);
    indexes.set(configuration, index);
  }
  const own = principal.type === 'aws_iam_role' ? attached(principal) : empty();
  if (principal.type === 'aws_iam_role') own.policies.push(...identityPolicies(principal));
  const given = index.get(principal) ?? empty();
  return {
    policies: [...own.policies, ...given.policies],
    certain: [...own.policies, ...given.certain],
    managed: [...own.managed, ...given.managed],
    awsPolicies: [...own.awsPolicies, ...given.awsPolicies],
    elsewhere: [...own.elsewhere, ...given.elsewhere],
    perhaps: [...own.perhaps, ...given.perhaps],
  };
}

function build(configuration: Configuration): ReadonlyMap<Block, Grants> {
  const index = new Map<Block, Grants>();
  for (const [type, attribute, principal] of GRANTS) {
    for (const block of configuration.ofType(type)) {
      const { blocks } = configuration.link(block.get(attribute), [principal], ['name']);
      if (blocks.length === 0) continue;
      const given = type.endsWith('_attachment')
        ? attached(block)
        : { ...empty(), policies: [...policyAt(block, 'policy')] };
      if (isCertain(block, attribute)) given.certain.push(...given.policies);
      for (const holder of blocks) add(index, holder, given);
    }
  }
  return index;
}

/** False where a block that gives a policy, or a membership, may not be made, or may mean other principals. */
export function isCertain(block: Block, attribute: string): boolean {
  if ([block.get('count'), block.get('for_each')].some(hasUnknown)) return false;
  const principals = toList(block.get(attribute));
  return isUnknown(principals)
    ? isCertainReference(principals)
    : principals.every((each) => typeof each === 'string' || isCertainReference(each));
}

function add(index: Map<Block, Grants>, principal: Block, given: Grants): void {
  const known = index.get(principal) ?? empty();
  known.policies.push(...given.policies);
  known.certain.push(...given.certain);
  known.managed.push(...given.managed);
  known.awsPolicies.push(...given.awsPolicies);
  known.elsewhere.push(...given.elsewhere);
  known.perhaps.push(...given.perhaps);
  index.set(principal, known);
}

function attached(block: Block): Grants {
  const grants = empty();
  for (const { arn } of attachedPolicies(block)) {
    const { blocks } = block.configuration.link(arn, ['aws_iam_policy'], ['arn']);
    const policy = isUnknown(arn) && !isCertainReference(arn) ? undefined : blocks[0];
    const name = awsPolicyName(block, arn);
    if (policy !== undefined) {
      grants.policies.push(...policyAt(policy, 'policy'));
      grants.managed.push(policy);
    } else if (typeof name === 'string') grants.awsPolicies.push(name);
    else {
      grants.elsewhere.push(arn);
      if (isUnknown(arn)) grants.perhaps.push(...possiblePolicies(arn, block.configuration));
    }
  }
  return grants;
}

function possiblePolicies(chosenBy: Unknown, configuration: Configuration): readonly PossiblePolicy[] {
  const addresses = new Set(chosenBy.references.map(({ address }) => address));
  return [...addresses].flatMap((address) => {
    const policy = configuration.block(address);
    return policy?.selector === 'aws_iam_policy' ? [{ chosenBy, policies: policyAt(policy, 'policy') }] : [];
  });
}

function empty(): Grants {
  return { policies: [], certain: [], managed: [], awsPolicies: [], elsewhere: [], perhaps: [] };
}
