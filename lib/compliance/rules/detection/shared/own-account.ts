import type { Block } from '../../../model/block';
import { isUnknown, Unknown, type Value } from '../../../model/value';
import type { Truth } from '../../../reading/truth';

/**
 * Tells whether an `account_id` means the account that the provider signs in to. Left out it does; another one is
 * a member of the organization, and a number alone does not say which.
 */
export function isOwnAccount(block: Block, id: Value): Truth {
  if (id === undefined || id === '') return true;
  if (!isUnknown(id)) return new Unknown(`the account_id of ${block.address}`);
  const [target] = id.references;
  const isCaller = id.isReference && target?.attribute === 'account_id';
  return isCaller && block.configuration.block(target.address)?.selector === 'data.aws_caller_identity' ? true : id;
}
