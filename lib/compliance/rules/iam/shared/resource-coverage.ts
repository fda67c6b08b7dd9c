import type { PolicyText, Statement } from '../../../model/policy-document';
import { isWildcardResource } from '../../../model/policy-match';
import { coversResources, isIdentifier, textOf } from '../../../reading/policies/pattern-text';
import { some, type Truth } from '../../../reading/truth';

/** A kind of resource: two names with nothing in common stand for every resource of the kind. */
export interface ResourceKind {
  readonly service: string;
  readonly samples: readonly [string, string];
}

export const ROLES: ResourceKind = { service: 'iam', samples: ['role/q7x', 'role/zk/yw'] };
export const USERS: ResourceKind = { service: 'iam', samples: ['user/q7x', 'user/zk/yw'] };
export const KMS_KEYS: ResourceKind = { service: 'kms', samples: ['key/q7x', 'key/zkyw'] };
export const KMS_ALIASES: ResourceKind = { service: 'kms', samples: ['alias/q7x', 'alias/zkyw'] };

/** True where the statement covers every resource of every service. `NotResource` leaves nearly all of them. */
export function coversEverything(statement: Statement): Truth {
  return statement.notResources !== undefined || some(statement.resources, isEverything);
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
  return isIdentifier(resource) ? false : isWildcardResource(resource);
}
