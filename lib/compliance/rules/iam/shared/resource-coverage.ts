import type { PolicyText, Statement } from '../../../model/policy-document';
import { isWildcardResource, matchesWildcard } from '../../../model/policy-match';
import { isUnknown } from '../../../model/value';
import {
  arnFields,
  coversResources,
  isIdentifier,
  matchesAnything,
  textOf,
} from '../../../reading/policies/pattern-text';
import { some, type Truth } from '../../../reading/truth';
import { splitAction } from './action-scope';

/** A kind of resource: two names with nothing in common stand for every resource of the kind. */
export interface ResourceKind {
  readonly service: string;
  readonly samples: readonly [string, string];
}

export const ROLES: ResourceKind = { service: 'iam', samples: ['role/q7x', 'role/zk/yw'] };
export const USERS: ResourceKind = { service: 'iam', samples: ['user/q7x', 'user/zk/yw'] };
export const KMS_KEYS: ResourceKind = { service: 'kms', samples: ['key/q7x', 'key/zkyw'] };
export const KMS_ALIASES: ResourceKind = { service: 'kms', samples: ['alias/q7x', 'alias/zkyw'] };

/** Every rule asks for the same statements. */
const everything = new WeakMap<Statement, Truth>();

/** True where the statement covers every resource of every service. `NotResource` leaves nearly all of them. */
export function coversEverything(statement: Statement): Truth {
  let truth = everything.get(statement);
  if (truth === undefined) {
    truth = statement.notResources !== undefined || some(statement.resources, isEverything);
    everything.set(statement, truth);
  }
  return truth;
}

/**
 * True where the statement covers every resource that an action may be limited to, as `arn:aws:s3:::*` does for those of
 * S3. An account does not limit: policies of identities reach little beyond their own. A region does.
 */
export function coversServiceOf(statement: Statement, action: PolicyText): Truth {
  const everything = coversEverything(statement);
  if (everything === true || isUnknown(action)) return everything;
  const [service, name] = splitAction(action);
  const isWhole =
    name !== undefined && (statement.resources ?? []).some((resource) => isWholeService(resource, service));
  return isWhole || everything;
}

function isWholeService(resource: PolicyText, service: string): boolean {
  const text = textOf(resource);
  if (text?.endsWith('*') !== true) return false;
  const [scheme, , named = '', region = '', , ...rest] = arnFields(text);
  return (
    scheme === 'arn' &&
    matchesWildcard(named, service) &&
    (region === '' || matchesAnything(region)) &&
    matchesAnything(rest.join(':'))
  );
}

/** False for a statement that names all of its resources in full: a cheap look before patterns are compared. */
export function hasOpenResource({ resources, notResources }: Statement): boolean {
  return (
    notResources !== undefined || (resources ?? []).some((resource) => isUnknown(resource) || resource.includes('*'))
  );
}

/** True where the statement covers every resource of one of the kinds. */
export function coversKind(statement: Statement, ...kinds: readonly ResourceKind[]): Truth {
  return (
    statement.notResources !== undefined || some(statement.resources, (resource) => resourceCovers(resource, kinds))
  );
}

function resourceCovers(resource: PolicyText, kinds: readonly ResourceKind[]): Truth {
  const text = textOf(resource);
  if (text !== undefined && kinds.some(({ service, samples }) => coversResources(text, service, samples))) return true;
  return isEverything(resource);
}

function isEverything(resource: PolicyText): Truth {
  if (!isUnknown(resource) && !resource.includes('*')) return false;
  return isIdentifier(resource) ? false : isWildcardResource(resource);
}
