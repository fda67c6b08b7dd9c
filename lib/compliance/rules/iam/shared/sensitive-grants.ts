import { contentOf, type Statement } from '../../../model/policy-document';
import { grantsAction } from '../../../model/policy-match';
import { isUnknown } from '../../../model/value';
import { namedServices, serviceOf } from './named-services';
import { coversEverything, coversKind, hasOpenResource, type ResourceKind } from './resource-coverage';
import { both, either, type Truth } from '../../../reading/truth';

/** Actions that matter where they are granted on every resource of their kinds. */
export interface SensitiveActions {
  readonly actions: readonly string[];
  /** Without kinds only a statement on every resource counts. */
  readonly kinds: readonly ResourceKind[];
}

export interface SensitiveGrant {
  /** The actions that are granted for sure, in the order of the table. */
  readonly actions: readonly string[];
  readonly violated: Truth;
}

const NOTHING: SensitiveGrant = { actions: [], violated: false };

const found = new WeakMap<readonly SensitiveActions[], WeakMap<object, SensitiveGrant>>();

/** What a statement grants of the actions, directly or by wildcard, on every resource of their kinds. */
export function grantedOnAll(statement: Statement, sensitive: readonly SensitiveActions[]): SensitiveGrant {
  if (!hasOpenResource(statement)) return NOTHING;
  const byContent = found.get(sensitive) ?? new WeakMap<object, SensitiveGrant>();
  found.set(sensitive, byContent);
  const content = contentOf(statement);
  const known = byContent.get(content) ?? findGrant(statement, sensitive);
  byContent.set(content, known);
  return known;
}

function findGrant(statement: Statement, sensitive: readonly SensitiveActions[]): SensitiveGrant {
  const granted: string[] = [];
  const truths: Truth[] = [];
  for (const { actions, kinds } of namedBy(statement, sensitive)) {
    const named = actions.filter((action) => grantsAction(statement, action) !== false);
    if (named.length === 0) continue;
    const covered = either(coversEverything(statement), coversKind(statement, ...kinds));
    if (covered === false) continue;
    for (const action of named) {
      const truth = both(grantsAction(statement, action), covered);
      truths.push(truth);
      if (truth === true) granted.push(action);
    }
  }
  return { actions: granted, violated: granted.length > 0 ? true : (truths.find(isUnknown) ?? false) };
}

/** Entries of a table by the service of their actions. */
type ByService = ReadonlyMap<string, readonly SensitiveActions[]>;

const indexes = new WeakMap<readonly SensitiveActions[], ByService>();

/** What of a table a statement may be about: most statements name other services, which has to cost next to nothing. */
function namedBy(statement: Statement, sensitive: readonly SensitiveActions[]): readonly SensitiveActions[] {
  const services = namedServices(statement);
  if (services === undefined) return sensitive;
  const index = indexes.get(sensitive) ?? indexOf(sensitive);
  const named: SensitiveActions[] = [];
  for (const service of services) named.push(...(index.get(service) ?? []));
  return services.size > 1 && named.length > 1 ? sensitive.filter((entry) => named.includes(entry)) : named;
}

function indexOf(sensitive: readonly SensitiveActions[]): ByService {
  const index = new Map<string, SensitiveActions[]>();
  for (const entry of sensitive) {
    for (const service of new Set(entry.actions.map((action) => serviceOf(action).toLowerCase())))
      index.set(service, [...(index.get(service) ?? []), entry]);
  }
  indexes.set(sensitive, index);
  return index;
}
