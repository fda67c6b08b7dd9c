import type { PolicyText, Principal, Statement } from './policy-document-types';
import { isUnknown, type Unknown } from './value';

/** Stands for an unknown piece of text: no pattern or action contains it. */
const OPAQUE = '\u0000';

const PARTITIONS = [
  'aws',
  'aws-cn',
  'aws-us-gov',
  'aws-eusc',
  'aws-iso',
  'aws-iso-b',
  'aws-iso-e',
  'aws-iso-f',
  OPAQUE,
];

/** Matches text against a pattern in which `*` is any text and `?` any character. Letter case counts. */
export function matchesWildcard(pattern: string, text: string): boolean {
  let position = 0;
  let inPattern = 0;
  let star = -1;
  let resume = 0;
  while (position < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === '*') {
      star = inPattern;
      resume = position;
      inPattern += 1;
    } else if (wanted !== undefined && (wanted === '?' || wanted === text[position])) {
      inPattern += 1;
      position += 1;
    } else if (star >= 0) {
      resume += 1;
      position = resume;
      inPattern = star + 1;
    } else return false;
  }
  while (pattern[inPattern] === '*') inPattern += 1;
  return inPattern === pattern.length;
}

/** True where an `Action` pattern such as `s3:Get*` matches an action; letter case is ignored, as IAM does. */
export function matchesAction(pattern: string, action: string): boolean {
  return matchesWildcard(pattern.toLowerCase(), action.toLowerCase());
}

/**
 * Says whether a statement allows an action, by `Action` or by what `NotAction` leaves. Resources and conditions are not
 * looked at. Unknown where an unknown effect or pattern decides.
 */
export function grantsAction(statement: Statement, action: string): boolean | Unknown {
  if (statement.effect === 'Deny') return false;
  const named = isNamed(statement.actions ?? statement.notActions ?? [], action);
  const included =
    statement.actions === undefined && statement.notActions !== undefined && !isUnknown(named) ? !named : named;
  return included === true ? (isUnknown(statement.effect) ? statement.effect : true) : included;
}

function isNamed(patterns: readonly PolicyText[], action: string): boolean | Unknown {
  let undecided: Unknown | undefined;
  for (const pattern of patterns) {
    if (typeof pattern === 'string') {
      if (matchesAction(pattern, action)) return true;
    } else if (matchesAction(withWildcards(pattern), action)) undecided ??= pattern;
  }
  return undecided ?? false;
}

/** A pattern that matches everything the unknown text could match. */
function withWildcards(text: Unknown): string {
  return text.parts.length === 0 ? '*' : text.parts.map((part) => (typeof part === 'string' ? part : '*')).join('');
}

/**
 * True where a `Resource` element matches every resource of every service: `*`, `arn:aws:*`, `arn:*:*:*:*:*:*`. An
 * unknown piece inside longer text is not read as a wildcard, nor is the ARN or id of an AWS block; an unknown alone is unknown.
 */
export function isWildcardResource(resource: PolicyText): boolean | Unknown {
  if (typeof resource === 'string') return matchesEveryArn(resource);
  if (isIdentifierReference(resource)) return false;
  if (resource.parts.length === 0) return resource;
  const text = resource.parts.map((part) => (typeof part === 'string' ? part : OPAQUE)).join('');
  if (matchesEveryArn(text)) return true;
  const pieces = resource.parts.filter(isUnknown);
  const literal = text.replaceAll(OPAQUE, '');
  return /^[*?:]*$/.test(literal) && !pieces.every(isIdentifierReference) ? resource : false;
}

function matchesEveryArn(pattern: string): boolean {
  return PARTITIONS.some((partition) => matchesWildcard(pattern, `arn:${partition}:\u0001:\u0001:\u0001:\u0001`));
}

/** A reference to the ARN or id of an AWS resource or data source: a value without wildcards. */
function isIdentifierReference(value: Unknown): boolean {
  const [reference] = value.references;
  if (!value.isReference || reference === undefined) return false;
  return /^(?:data\.)?aws(?:cc)?_/.test(reference.address) && /(?:^|[._])(?:arn|id)$/.test(reference.attribute);
}

/** True where a principal is everyone: `"*"`, or `"*"` for any type of principal. */
export function isPublicPrincipal(principal: Principal): boolean | Unknown {
  if (principal.identifiers.includes('*')) return true;
  return (
    principal.identifiers.find(
      (identifier): identifier is Unknown => isUnknown(identifier) && couldBeStar(identifier),
    ) ?? false
  );
}

function couldBeStar(identifier: Unknown): boolean {
  return (
    !isIdentifierReference(identifier) &&
    (identifier.parts.length === 0 || matchesWildcard(withWildcards(identifier), '*'))
  );
}

/**
 * Account of an ARN, or of a principal that is a bare account id: twelve digits, or the unknown piece that stands there.
 * Undefined for an ARN without account and for other text; an unknown that does not tell is itself.
 */
export function accountOf(identifier: PolicyText): PolicyText | undefined {
  if (typeof identifier === 'string') {
    if (/^\d{12}$/.test(identifier)) return identifier;
    return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(identifier)?.[1];
  }
  const text = identifier.parts.map((part) => (typeof part === 'string' ? part : OPAQUE)).join('');
  const fields = text.split(':');
  const account = fields[4];
  if (fields[0] !== 'arn' || account === undefined || fields.length < 6) return identifier;
  if (!account.includes(OPAQUE)) return /^\d{12}$/.test(account) ? account : undefined;
  const before = fields.slice(0, 4).join('').split(OPAQUE).length - 1;
  return account === OPAQUE ? (identifier.parts.filter(isUnknown)[before] ?? identifier) : identifier;
}
