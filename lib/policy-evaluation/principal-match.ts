import type { PolicyText, Principal, Statement } from '../compliance/model/policy-document-types';
import { accountOf } from '../compliance/model/policy-match';
import { isUnknown, Unknown } from '../compliance/model/value';
import { both, either, not, some, type Truth } from '../compliance/reading/truth';
import { literalAtoms, matchAtoms } from './glob';
import { textWithTokens } from './named-policy';
import type { AwsRequestPrincipal, RequestPrincipal } from './request';

/**
 * How the `Principal` of a statement means the one who asks: what an Allow then gives differs.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export interface PrincipalMatch {
  /** By name: a user, a session of a role, a service, an identity provider. */
  readonly direct: Truth;
  /** By the ARN of the role, which its boundary and session policies go on limiting. */
  readonly role: Truth;
  /** By the account, which may then allow it to its principals. */
  readonly account: Truth;
  /** By `*`. */
  readonly everyone: Truth;
}

const NOBODY: PrincipalMatch = { direct: false, role: false, account: false, everyone: false };
const UNNAMED = new Unknown('a statement without Principal in the policy of a resource');

/** Whom a statement of a resource policy is about. */
export function matchPrincipal(statement: Statement, principal: RequestPrincipal): PrincipalMatch {
  const { principals, notPrincipals } = statement;
  if (principals === undefined && notPrincipals === undefined) return { ...NOBODY, everyone: UNNAMED };
  if (principals !== undefined) return matchListed(principals, principal);
  return { ...NOBODY, everyone: isLeftOver(matchListed(notPrincipals ?? [], principal), principal, statement) };
}

/** True where the statement is about the one who asks, however it says so. */
export function concerns(match: PrincipalMatch): Truth {
  return either(match.direct, match.role, match.account, match.everyone);
}

/**
 * Whether `NotPrincipal` leaves the caller in. To be left out, a caller has to be listed with its account, and a session
 * with its role too: where one of them is missing, AWS may refuse the caller.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function isLeftOver(listed: PrincipalMatch, principal: RequestPrincipal, { effect }: Statement): Truth {
  if (listed.everyone !== false) return not(listed.everyone);
  if (!isAws(principal)) return not(listed.direct);
  const named = either(listed.direct, listed.role);
  // The account alone does not spare its other principals a Deny.
  if (named === false) return effect === 'Deny' || listed.account === false ? true : PARTLY_LISTED;
  const whole = both(listed.account, listed.role === false ? listed.direct : sessionListed(listed, principal));
  return whole === true ? false : whole === false ? PARTLY_LISTED : whole;
}

const PARTLY_LISTED = new Unknown('NotPrincipal without the account, the role or the session of the caller');

function sessionListed({ direct, role }: PrincipalMatch, principal: AwsRequestPrincipal): Truth {
  return principal.sessionName === undefined ? role : both(direct, role);
}

function isAws(principal: RequestPrincipal): principal is AwsRequestPrincipal {
  return typeof principal === 'object' && 'arn' in principal;
}

function matchListed(principals: readonly Principal[], principal: RequestPrincipal): PrincipalMatch {
  const match = { ...NOBODY };
  for (const { type, identifiers } of principals) {
    for (const identifier of identifiers) {
      const one = matchIdentifier(
        type,
        typeof identifier === 'string' ? textWithTokens(identifier) : identifier,
        principal,
      );
      match.direct = either(match.direct, one.direct);
      match.role = either(match.role, one.role);
      match.account = either(match.account, one.account);
      match.everyone = either(match.everyone, one.everyone);
    }
  }
  return match;
}

function matchIdentifier(type: PolicyText, identifier: PolicyText, principal: RequestPrincipal): PrincipalMatch {
  if (isUnknown(type)) return { ...NOBODY, direct: type };
  const isEveryone = identifier === '*' && (type === '*' || type === 'AWS');
  if (isEveryone) return { ...NOBODY, everyone: true };
  switch (type) {
    case '*':
      return { ...NOBODY, everyone: isUnknown(identifier) ? identifier : false };
    case 'AWS':
      return matchAws(identifier, principal);
    case 'Service':
      return { ...NOBODY, direct: isNamed(identifier, principal, 'service') };
    case 'Federated':
      return { ...NOBODY, direct: isNamed(identifier, principal, 'federated') };
    case 'CanonicalUser':
      return isAws(principal) ? { ...NOBODY, account: CANONICAL } : NOBODY;
    default:
      return { ...NOBODY, direct: new Unknown(`a principal of type ${type}`) };
  }
}

const CANONICAL = new Unknown('a canonical user id, which does not tell its account');

function isNamed(identifier: PolicyText, principal: RequestPrincipal, kind: 'service' | 'federated'): Truth {
  if (typeof principal !== 'object' || !(kind in principal)) return false;
  const name = kind === 'service' && 'service' in principal ? principal.service : federatedOf(principal);
  if (identifier === '*') return true;
  return matchAtoms(literalAtoms(identifier), literalAtoms(name));
}

function federatedOf(principal: object): PolicyText {
  return 'federated' in principal ? (principal.federated as PolicyText) : '';
}

function matchAws(identifier: PolicyText, principal: RequestPrincipal): PrincipalMatch {
  // An unknown one may be everyone.
  const everyone = isUnknown(identifier) ? matchAtoms(literalAtoms(identifier), ['*']) : false;
  if (!isAws(principal)) return { ...NOBODY, everyone };
  const arn = typeof principal.arn === 'string' ? textWithTokens(principal.arn) : principal.arn;
  const named = isId(identifier) ? ID : matchAtoms(literalAtoms(identifier), literalAtoms(arn));
  return {
    direct: isRole(arn) ? isSession(identifier, arn, principal.sessionName) : isRoot(arn) ? false : named,
    role: isRole(arn) ? named : false,
    account: isAccount(identifier, arn),
    everyone: isWholeReference(identifier) ? false : everyone,
  };
}

/** The unique id of a user or a role: no ARN tells it. */
function isId(identifier: PolicyText): boolean {
  return typeof identifier === 'string' && /^A(?:IDA|ROA)[A-Z0-9]+$/.test(identifier);
}

const ID = new Unknown('the unique id of a principal');

/** The ARN of a resource is not `*`. */
function isWholeReference(identifier: PolicyText): boolean {
  return isUnknown(identifier) && identifier.isReference && /^(?:data\.)?aws_.*\.arn$/.test(nameOf(identifier));
}

function nameOf({ references: [reference] }: Unknown): string {
  return reference === undefined ? '' : `${reference.address}.${reference.attribute}`;
}

/** What is not known is taken for a role, whose permissions more policies limit, unless it refers to a user. */
export function isRole(arn: PolicyText): boolean {
  if (typeof arn === 'string') return /^arn:[^:]*:iam::[^:]*:role\//.test(arn);
  return (
    !arn.references.some(({ address }) => address.startsWith('aws_iam_user.')) && !/:user\/|:root$/.test(arn.expression)
  );
}

/** The root user of an account. */
export function isRoot(arn: PolicyText): boolean {
  return /^arn:[^:]*:iam::.*:root$/.test(String(arn));
}

function isSession(identifier: PolicyText, arn: PolicyText, sessionName: string | undefined): Truth {
  if (typeof identifier === 'string' && !identifier.includes(':assumed-role/')) return false;
  if (sessionName === undefined) return false;
  if (typeof arn !== 'string') return new Unknown(`the session ${sessionName} of ${String(arn)}`);
  const [, partition = '', account = '', name = ''] =
    /^arn:([^:]*):iam::([^:]*):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  const session = `arn:${partition}:sts::${account}:assumed-role/${name}/${sessionName}`;
  return matchAtoms(literalAtoms(identifier), literalAtoms(session));
}

function isAccount(identifier: PolicyText, arn: PolicyText): Truth {
  const named = typeof identifier === 'string' ? /^(?:\d{12}|arn:[^:]*:iam::\d{12}:root)$/.test(identifier) : true;
  if (!named || isWholeReference(identifier)) return false;
  if (isUnknown(identifier) && identifier.parts.length > 0 && !/^\d*$|:root$/.test(lastText(identifier))) return false;
  // The ARN of a role or user has a slash, whatever its name turns out to be.
  if (isUnknown(identifier) && identifier.parts.some((part) => !isUnknown(part) && part.includes('/'))) return false;
  const [first, second] = [accountOf(identifier), accountOf(arn)];
  if (first === undefined || second === undefined) return isUnknown(identifier) ? identifier : false;
  return some([first], (account) => matchAtoms(literalAtoms(account), literalAtoms(second)));
}

function lastText({ parts }: Unknown): string {
  const last = parts.at(-1);
  return typeof last === 'string' ? last : '';
}
