import type { Block } from '../../../model/block';
import { isUnknown, toText, type Unknown } from '../../../model/value';

/** The user that an access key, a login profile or a membership is for. */
export interface TargetedUser {
  /** The same for blocks that are surely for one user. */
  readonly key: string;
  /** Set where another block with another key may be for the same user. */
  readonly unknown: Unknown | undefined;
}

/** Reads the `user` of a block: a reference, a name of a user of the configuration, or another name. */
export function targetedUser(block: Block): TargetedUser | undefined {
  const value = block.get('user');
  const text = toText(value);
  if (text === undefined) return undefined;
  const [user] = block.configuration.link(value, ['aws_iam_user'], ['name']).blocks;
  if (!isUnknown(text))
    return { key: user === undefined ? `name ${text}` : keyOf(user, undefined), unknown: undefined };
  const [reference] = text.references;
  const isKnown = user !== undefined && text.isReference && reference !== undefined;
  if (isKnown) return { key: keyOf(user, reference.index), unknown: undefined };
  return { key: `expression ${text.expression}`, unknown: text };
}

function keyOf(user: Block, index: number | string | undefined): string {
  return `${user.address} ${String(index ?? '')}`;
}
