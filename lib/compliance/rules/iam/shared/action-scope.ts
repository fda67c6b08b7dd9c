import type { PolicyText } from '../../../model/policy-document';
import { isUnknown } from '../../../model/value';
import { OPAQUE, textOf } from '../../../reading/policies/pattern-text';
import { readsByVerb } from './reading-verbs';
import type { Truth } from '../../../reading/truth';
import { SERVICES_WITHOUT_RESOURCES, UNSCOPABLE_ACTIONS, WRITING_READS } from './unscopable-actions';

const names = new Map<string, ReadonlySet<string>>();

/**
 * True where an action, or an action a pattern matches, writes, tags or changes permissions and can be limited to
 * resources. What the service tables do not know is judged by its verb.
 */
export function needsResource(action: PolicyText): Truth {
  const text = textOf(action);
  if (text === undefined || text.includes(OPAQUE)) return isUnknown(action) ? action : false;
  const [service, name] = splitAction(text);
  if (name === undefined || /[*?]/.test(service)) return true;
  if (SERVICES_WITHOUT_RESOURCES.has(service)) return false;
  if (/[*?]/.test(name)) return !readsByVerb(service, name);
  const lower = name.toLowerCase();
  if (namesOf(WRITING_READS, service).has(lower)) return true;
  return !namesOf(UNSCOPABLE_ACTIONS, service).has(lower) && !readsByVerb(service, name);
}

/** Service in lower case and name of an action or of a pattern; without name for what has no colon. */
export function splitAction(text: string): readonly [string, string | undefined] {
  const colon = text.indexOf(':');
  return colon === -1 ? [text, undefined] : [text.slice(0, colon).toLowerCase(), text.slice(colon + 1)];
}

function namesOf(table: Readonly<Record<string, string>>, service: string): ReadonlySet<string> {
  const key = `${table === UNSCOPABLE_ACTIONS ? 'unscopable' : 'writing'} ${service}`;
  let known = names.get(key);
  if (known === undefined) {
    known = new Set(Object.hasOwn(table, service) ? table[service]?.split(' ') : []);
    names.set(key, known);
  }
  return known;
}
