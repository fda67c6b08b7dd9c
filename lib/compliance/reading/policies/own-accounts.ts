import type { Block } from '../../model/block';
import { accountOf } from '../../model/policy-match';
import { providerAddress } from '../../model/provider-address';
import { isUnknown, toList, toText } from '../../model/value';

/**
 * Accounts that a block is made in, as far as its provider says: `allowed_account_ids`, or the account of the role that
 * the provider assumes. Empty where the provider does not tell.
 */
export function ownAccounts(block: Block): readonly string[] {
  const provider = block.configuration.block(providerAddress(block));
  if (provider === undefined) return [];
  const allowed = toList(provider.get('allowed_account_ids'));
  const ids = isUnknown(allowed) ? [] : allowed.map((id) => toText(id)).filter((id) => typeof id === 'string');
  const roles = provider.nested('assume_role').map((role) => accountOf(toText(role.get('role_arn')) ?? ''));
  const assumed = roles.at(-1);
  return typeof assumed === 'string' ? [...ids, assumed] : ids;
}
