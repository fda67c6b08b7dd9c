import type { Block } from '../../../model/block';
import type { PolicyDocument, PolicyText, Principal, Statement } from '../../../model/policy-document';
import { accountOf, grantsAction } from '../../../model/policy-match';
import { fixesCaller } from '../../../model/public-access';
import { isUnknown, toBoolean, Unknown } from '../../../model/value';
import { isForeignReference } from '../../../reading/policies/foreign-reference';
import { ownAccounts } from '../../../reading/policies/own-accounts';
import type { Truth } from '../../../reading/truth';

/** Accounts that a key belongs to, and others that may administer it. */
export interface KeyAccounts {
  readonly own: readonly string[];
  readonly trusted: readonly string[];
}

/**
 * The accounts of a key: those that are given, that its provider names, or that its ARN in a plan or a state shows. Where
 * nothing tells, the account that alone may change the policy.
 */
export function accountsOfKey(
  block: Block,
  document: PolicyDocument | Unknown,
  accountIds: readonly string[] = [],
  trusted: readonly string[] = [],
): KeyAccounts {
  const arn = block.get('arn');
  const shown = typeof arn === 'string' ? accountOf(arn) : undefined;
  const told = [...accountIds, ...ownAccounts(block), ...(typeof shown === 'string' ? [shown] : [])];
  return { own: told.length > 0 ? told : managingAccounts(block, document), trusted };
}

/**
 * AWS refuses a policy that its author could not change again: where only one account may change it, that account owns
 * the key, unless the check is bypassed or parts of the policy are not known.
 */
function managingAccounts(block: Block, document: PolicyDocument | Unknown): readonly string[] {
  const bypass = toBoolean(block.get('bypass_policy_lockout_safety_check')) ?? false;
  if (bypass !== false || isUnknown(document) || document.unknowns.length > 0 || document.invalid !== undefined)
    return [];
  const accounts = new Set<string>();
  for (const statement of document.statements) {
    const grants = grantsAction(statement, 'kms:PutKeyPolicy');
    if (grants === false) continue;
    if (isUnknown(grants) || statement.notPrincipals !== undefined) return [];
    const principals = accountPrincipals(statement).flatMap((principal) =>
      principal === '*' ? callersOf(statement) : [principal],
    );
    for (const principal of principals) {
      const account = accountOf(principal);
      if (typeof account !== 'string') return [];
      accounts.add(account);
    }
  }
  return accounts.size === 1 ? [...accounts] : [];
}

const CALLER_ACCOUNT: ReadonlySet<string> = new Set(['kms:calleraccount', 'aws:principalaccount']);

/** Accounts that a condition holds everyone to; `*` where none does. */
function callersOf(statement: Statement): readonly PolicyText[] {
  const fixing = statement.conditions.find((condition) => fixesCaller(condition, CALLER_ACCOUNT) === true);
  return fixing === undefined ? ['*'] : fixing.values;
}

/** Principals of a statement that are accounts, users or roles, `*` included; not services. */
export function accountPrincipals(statement: Statement): readonly PolicyText[] {
  return (statement.principals ?? []).filter(mayBeAccount).flatMap(({ identifiers }) => identifiers);
}

function mayBeAccount({ type }: Principal): boolean {
  return isUnknown(type) || type === 'AWS' || type === '*';
}

/** True for an account or an ARN that belongs to neither the own nor a trusted account. */
export function isForeign(block: Block, identifier: PolicyText, { own, trusted }: KeyAccounts): Truth {
  if (isUnknown(identifier) && identifier.isReference) return isForeignReference(block, identifier);
  const account = accountOf(identifier);
  if (account === undefined) return false;
  if (isUnknown(account)) return account.isReference ? isForeignReference(block, account) : account;
  if (own.includes(account) || trusted.includes(account)) return false;
  return own.length > 0 || new Unknown(`the own account (is ${account} another one?)`);
}
