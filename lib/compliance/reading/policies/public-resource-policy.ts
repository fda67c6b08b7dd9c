import type { Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { CALLER_KEYS, allowsEveryone } from '../../model/public-access';
import type { Condition, PolicyText, Statement } from '../../model/policy-document';
import { isUnknown } from '../../model/value';
import { both, either, every, not, some, type Truth } from '../truth';
import type { CarriedPolicy } from './carried-policies';
import { judgeAllows, type Fault } from './judge-statements';
import { OPAQUE } from './pattern-text';

export interface PublicPolicyOptions {
  /** Condition keys, in lower case, whose fixed values keep everyone else out. `RESOURCE_CALLER_KEYS` when left out. */
  readonly keys?: ReadonlySet<string>;
  /** Says of one more kind of condition that it keeps everyone else out, such as the mount targets of a file system. */
  readonly narrows?: (condition: Condition) => Truth;
}

/** Condition keys that tell who calls any service: those of IAM, without the ones of KMS, and the owner of a source. */
export const RESOURCE_CALLER_KEYS: ReadonlySet<string> = new Set([
  ...[...CALLER_KEYS].filter((key) => !key.startsWith('kms:')),
  'aws:sourceowner',
]);

/**
 * Says whether an Allow statement of a resource policy admits everyone: `Principal` is `*`, and no condition holds the
 * caller to fixed values of one of the keys, to addresses (`aws:SourceIp`, no range wider than /8, or /32 in IPv6) or
 * to what `narrows` accepts.
 */
export function admitsEveryone(statement: Statement, options: PublicPolicyOptions = {}): Truth {
  const { keys = RESOURCE_CALLER_KEYS, narrows } = options;
  const open = allowsEveryone(statement, keys);
  if (open === false) return false;
  const isNarrowed = (condition: Condition): Truth => either(asksForAddress(condition), narrows?.(condition) ?? false);
  return both(open, not(some(statement.conditions, isNarrowed)));
}

/** Holds the policies of a resource against `admitsEveryone`; no policy is nobody else's access. */
export function judgePublicAccess(
  block: Block,
  policies: readonly CarriedPolicy[],
  /** What everyone may do: `may read the queue`. */
  may: string,
  options: PublicPolicyOptions = {},
): Outcome | readonly Outcome[] {
  return policies.length === 0 ? [] : judgeAllows(block, policies, (statement) => publicFault(statement, may, options));
}

/** What `judgePublicAccess` holds against one statement. */
export function publicFault(statement: Statement, may: string, options: PublicPolicyOptions = {}): Fault {
  const isNegated = statement.notPrincipals !== undefined;
  const principals = (isNegated ? statement.notPrincipals : statement.principals) ?? [];
  return {
    violated: admitsEveryone(statement, options),
    message: `${isNegated ? 'everyone whom NotPrincipal does not list' : 'everyone'} ${may}`,
    observed: principals.flatMap(({ identifiers }) => identifiers),
    expected: 'principals by name, or a condition that fixes the caller',
    element: isNegated ? 'NotPrincipal' : 'Principal',
  };
}

/** True where a condition asks for the address of the caller, and every range is a narrow one. */
function asksForAddress({ operator, key, values }: Condition): Truth {
  return both(
    isUnknown(key) ? key : key.toLowerCase() === 'aws:sourceip',
    isUnknown(operator) ? operator : /^(?:ForAnyValue:)?IpAddress$/i.test(operator),
    values.length > 0,
    every(values, isNarrowRange),
  );
}

/** Wider ranges are everyone, as S3 reads them. */
const WIDEST_IPV4 = 8;
const WIDEST_IPV6 = 32;

function isNarrowRange(range: PolicyText): Truth {
  const parts = isUnknown(range) ? range.parts : [range];
  const [address = '', length] = parts
    .map((part) => (isUnknown(part) ? OPAQUE : part))
    .join('')
    .split('/');
  if (address === '' || length?.includes(OPAQUE) === true) return isUnknown(range) ? range : false;
  const isHidden = address.includes(OPAQUE);
  if (!isHidden && !/^[\d.]+$|^[\da-f:.]*:[\da-f:.]*$/i.test(address)) return false;
  if (length === undefined) return isHidden && isUnknown(range) ? range : true;
  return /^\d+$/.test(length) && Number(length) >= (isHidden || address.includes(':') ? WIDEST_IPV6 : WIDEST_IPV4);
}
