import type { Block } from '../../../model/block';
import type { PolicyDocument, Statement } from '../../../model/policy-document';
import { grantsAction } from '../../../model/policy-match';
import { namesEveryone } from '../../../model/public-access';
import { isUnknown } from '../../../model/value';
import { both, some, type Truth } from '../../../reading/truth';
import { accountPrincipals, accountsOfKey, isForeign, type KeyAccounts } from './foreign-principals';

const PUT_KEY_POLICY = 'kms:PutKeyPolicy';

/**
 * True where a key policy leaves an account, user or role that may change it. Principals of accounts that are known to be
 * foreign do not count, and neither does anyone where a Deny without conditions is for everyone.
 */
export function hasAdministrator(block: Block, document: PolicyDocument): Truth {
  if (document.statements.some(deniesEveryone)) return false;
  const accounts = accountsOfKey(block, document);
  const allowed = some(document.statements, (statement) =>
    both(allows(statement), isForAdministrator(block, statement, accounts)),
  );
  return allowed === false ? (document.unknowns[0] ?? false) : allowed;
}

function allows(statement: Statement): Truth {
  return grantsAction(statement, PUT_KEY_POLICY);
}

function isForAdministrator(block: Block, statement: Statement, accounts: KeyAccounts): boolean {
  if (statement.notPrincipals !== undefined) return true;
  return accountPrincipals(statement).some((principal) => isForeign(block, principal, accounts) !== true);
}

function deniesEveryone(statement: Statement): boolean {
  if (statement.effect !== 'Deny' || statement.conditions.length > 0 || statement.notPrincipals !== undefined)
    return false;
  const everyone = namesEveryone(statement);
  return !isUnknown(everyone) && everyone && grantsAction({ ...statement, effect: 'Allow' }, PUT_KEY_POLICY) === true;
}
