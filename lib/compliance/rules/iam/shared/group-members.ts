import type { Block, Configuration } from '../../../model/block';
import { isUnknown, toList, type Unknown } from '../../../model/value';

/** Who is a member of a group, as the configuration says. */
export interface Memberships {
  readonly members: ReadonlySet<Block>;
  /** Users whose groups are an expression. */
  readonly undecided: ReadonlyMap<Block, Unknown>;
  /** A membership of users that cannot be told. */
  readonly unknown: Unknown | undefined;
}

const indexes = new WeakMap<Configuration, Memberships>();

export function memberships(configuration: Configuration): Memberships {
  let known = indexes.get(configuration);
  if (known === undefined) {
    known = build(configuration);
    indexes.set(configuration, known);
  }
  return known;
}

function build(configuration: Configuration): Memberships {
  const members = new Set<Block>();
  const undecided = new Map<Block, Unknown>();
  let unknown: Unknown | undefined;
  for (const block of configuration.ofType('aws_iam_user_group_membership')) {
    const groups = toList(block.get('groups'));
    if (!isUnknown(groups) && groups.length === 0) continue;
    const link = configuration.link(block.get('user'), ['aws_iam_user'], ['name']);
    unknown ??= link.unknown;
    for (const user of link.blocks) {
      if (isUnknown(groups)) undecided.set(user, groups);
      else members.add(user);
    }
  }
  for (const block of configuration.ofType('aws_iam_group_membership')) {
    const link = configuration.link(block.get('users'), ['aws_iam_user'], ['name']);
    unknown ??= link.unknown;
    for (const user of link.blocks) members.add(user);
  }
  return { members, undecided, unknown };
}
