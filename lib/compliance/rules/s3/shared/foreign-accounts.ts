import type { Block } from '../../../model/block';
import type { PolicyText, Principal, Statement } from '../../../model/policy-document';
import { accountOf } from '../../../model/policy-match';
import { providerAddress } from '../../../model/provider-address';
import { fixesCaller } from '../../../model/public-access';
import { isUnknown, Unknown } from '../../../model/value';
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

/** What this configuration makes or looks up by the provider of the bucket is of the own account. */
function isForeignReference(block: Block, value: Unknown): Truth {
  const [reference] = value.references;
  const source = reference === undefined ? undefined : block.configuration.block(reference.address);
  if (reference === undefined || source === undefined || providerAddress(source) !== providerAddress(block))
    return value;
  // Principals that AWS owns: load balancers, billing.
  if (/^data\.aws_\w+_service_account$/.test(source.selector)) return true;
  if (source.selector === 'aws_organizations_account') return true;
  if (source.selector === 'data.aws_caller_identity' || source.selector === 'data.aws_canonical_user_id') return false;
  const isOwn =
    /^(?:data\.)?aws_/.test(source.selector) && /(?:^|_)(?:arn|unique_id|user_id)$/.test(reference.attribute);
  return isOwn ? false : value;
}
