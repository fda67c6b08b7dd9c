import type { Statement } from '../../../model/policy-document';
import { isUnknown } from '../../../model/value';

const named = new WeakMap<Statement, ReadonlySet<string> | undefined>();

/** False where the statement names actions of other services only: a cheap look before patterns are compared. */
export function mayName(statement: Statement, action: string): boolean {
  const services = namedServices(statement);
  return services === undefined || services.has(serviceOf(action));
}

/** The services that the statement's actions name, in lower case; undefined where it may be any. */
export function namedServices(statement: Statement): ReadonlySet<string> | undefined {
  if (named.has(statement)) return named.get(statement);
  const services = readServices(statement);
  named.set(statement, services);
  return services;
}

function readServices({ actions }: Statement): ReadonlySet<string> | undefined {
  if (actions === undefined) return undefined;
  const services = new Set<string>();
  for (const action of actions) {
    const service = isUnknown(action) ? '*' : serviceOf(action).toLowerCase();
    if (/[*?]/.test(service)) return undefined;
    services.add(service);
  }
  return services;
}

/** The part of an action before its colon. */
export function serviceOf(action: string): string {
  const colon = action.indexOf(':');
  return colon === -1 ? action : action.slice(0, colon);
}
