import type { Block, Configuration } from '../../../model/block';
import { isCertain, principalPolicies, type PrincipalPolicies } from './principal-policies';

/** The groups that a user is in, as the configuration says. */
interface Groups {
  readonly all: Set<Block>;
  /** Those that the user is in for sure: what they deny counts. */
  readonly certain: Set<Block>;
}

const indexes = new WeakMap<Configuration, ReadonlyMap<Block, Groups>>();

/** Blocks that make users members of groups, and the attributes that name them. */
const MEMBERSHIPS: readonly (readonly [type: string, users: string, groups: string])[] = [
  ['aws_iam_user_group_membership', 'user', 'groups'],
  ['aws_iam_group_membership', 'users', 'group'],
];

/** The policies of the groups that a principal is in; empty for what is no user. */
export function groupPolicies(principal: Block): Pick<PrincipalPolicies, 'policies' | 'certain'> {
  const groups = principal.selector === 'aws_iam_user' ? groupsOf(principal) : undefined;
  if (groups === undefined) return NONE;
  return {
    policies: [...groups.all].flatMap((group) => principalPolicies(group).policies),
    certain: [...groups.certain].flatMap((group) => principalPolicies(group).certain),
  };
}

/** The groups of the configuration that a user is in. */
export function groupsOf(user: Block): Groups | undefined {
  const { configuration } = user;
  let index = indexes.get(configuration);
  if (index === undefined) {
    index = build(configuration);
    indexes.set(configuration, index);
  }
  return index.get(user);
}

const NONE = { policies: [], certain: [] };

function build(configuration: Configuration): ReadonlyMap<Block, Groups> {
  const index = new Map<Block, Groups>();
  for (const [type, users, groups] of MEMBERSHIPS) {
    for (const block of configuration.ofType(type)) {
      const found = configuration.link(block.get(groups), ['aws_iam_group'], ['name']).blocks;
      const certain = isCertain(block, users) && isCertain(block, groups) ? found : [];
      for (const user of configuration.link(block.get(users), ['aws_iam_user'], ['name']).blocks) {
        const known = index.get(user) ?? { all: new Set(), certain: new Set() };
        for (const group of found) known.all.add(group);
        for (const group of certain) known.certain.add(group);
        index.set(user, known);
      }
    }
  }
  return index;
}
