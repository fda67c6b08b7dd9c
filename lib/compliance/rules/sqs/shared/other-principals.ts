import type { Block } from '../../../model/block';
import type { Principal, PolicyText, Statement } from '../../../model/policy-document';
import { accountOf, grantsAction, isPublicPrincipal } from '../../../model/policy-match';
import { isUnknown } from '../../../model/value';
import { demands, isFixedValue } from '../../../reading/policies/conditions';
import { ownAccounts } from '../../../reading/policies/own-accounts';
import { both, not, some, type Truth } from '../../../reading/truth';

/** Keys that hold everyone to principals of one account. */
const ACCOUNT_KEYS = /^aws:(?:principalaccount|principalarn|sourceowner)$/;

/**
 * True for a statement that gives every action on a queue to others: to everyone, whatever the condition, to a service,
 * or to another account as far as the provider tells which account is the own one.
 */
export function givesAllToOthers(statement: Statement, block: Block): Truth {
  return both(
    // Two actions with nothing in common stand for all.
    grantsAction(statement, 'sqs:Q7x'),
    grantsAction(statement, 'sqs:Zy'),
    some(statement.principals, (principal) => isOther(principal, statement, ownAccounts(block))),
  );
}

function isOther(principal: Principal, statement: Statement, own: readonly string[]): Truth {
  const { type, identifiers } = principal;
  if (isUnknown(type)) return type;
  if (type !== 'AWS' && type !== '*') return true;
  const isEveryone = both(isPublicPrincipal(principal), not(demands(statement, ACCOUNT_KEYS, isFixedValue)));
  if (isEveryone !== false) return isEveryone;
  return identifiers.some((identifier) => isForeign(identifier, own));
}

function isForeign(identifier: PolicyText, own: readonly string[]): boolean {
  const account = accountOf(identifier);
  return typeof account === 'string' && own.length > 0 && !own.includes(account);
}
