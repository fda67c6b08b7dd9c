import type { Block } from '../../../model/block';
import type { PolicyText, Principal, Statement } from '../../../model/policy-document';
import { accountOf } from '../../../model/policy-match';
import { fixesCaller } from '../../../model/public-access';
import { isUnknown, Unknown } from '../../../model/value';
import { isForeignReference as isForeign } from '../../../reading/policies/foreign-reference';
import { every, not, some, type Truth } from '../../../reading/truth';

/** Condition keys whose value shows the account of the caller. */
const ACCOUNT_KEYS: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceowner',
]);

/**
 * Says whether a statement of a bucket policy is for principals of another account than the own ones. Everyone is, unless
 * a condition holds the caller to the own accounts. AWS services are not.
 */
export function isForForeignAccount(block: Block, statement: Statement, own: readonly string[]): Truth {
  const named =
    statement.notPrincipals !== undefined ||
    some(statement.principals, (principal) =>
      some(principal.identifiers, (identifier) => isForeignPrincipal(block, principal, identifier, own)),
    );
  if (named === false) return false;
  const held = some(statement.conditions, (condition) => {
    const fixes = fixesCaller(condition, ACCOUNT_KEYS);
    if (fixes !== true) return fixes;
    return every(condition.values, (value) => not(isForeignIdentifier(block, value, own)));
  });
  return held === true ? false : isUnknown(held) ? held : named;
}

function isForeignPrincipal(block: Block, { type }: Principal, identifier: PolicyText, own: readonly string[]): Truth {
  if (identifier === '*') return isUnknown(type) || type === '*' || type === 'AWS';
  if (type === 'Service') return false;
  if (type !== 'CanonicalUser') return isForeignIdentifier(block, identifier, own);
  return isUnknown(identifier) ? isForeignReference(block, identifier) : new Unknown(`the account of ${identifier}`);
}

function isForeignIdentifier(block: Block, identifier: PolicyText, own: readonly string[]): Truth {
  if (isUnknown(identifier) && identifier.isReference) return isForeignReference(block, identifier);
  const written = isUnknown(identifier) ? identifier.knownPrefix : identifier;
  if (/^arn:[^:]*:iam::cloudfront:/.test(written)) return false;
  const account = accountOf(identifier);
  if (account === undefined) return new Unknown(`the account of ${String(identifier)}`);
  if (isUnknown(account)) return account.isReference ? isForeignReference(block, account) : account;
  if (own.includes(account)) return false;
  return own.length > 0 || new Unknown(`the own account (is ${account} another one?)`);
}

/** Buckets also know accounts by their canonical ids. */
function isForeignReference(block: Block, value: Unknown): Truth {
  return isForeign(
    block,
    value,
    ({ selector }, attribute) =>
      selector === 'data.aws_canonical_user_id' ||
      (/^(?:data\.)?aws_/.test(selector) && /(?:^|_)user_id$/.test(attribute)),
  );
}
