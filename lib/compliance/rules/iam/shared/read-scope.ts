import { serviceTable } from '../../../../iam-data';
import type { PolicyText } from '../../../model/policy-document';
import { matchesAction, matchesWildcard } from '../../../model/policy-match';
import { isUnknown } from '../../../model/value';
import { OPAQUE, textOf } from '../../../reading/policies/pattern-text';
import type { Truth } from '../../../reading/truth';
import { needsResource, splitAction } from './action-scope';
import { CREDENTIALS } from './credentials';
import { DATA_READS, SECRET_READS } from './data-reads';
import { reads, readsByVerb } from './reading-verbs';

/** Metrics are read from all of an account: the resource type is that of datasets in one of two wire formats only. */
const READ_WITHOUT_RESOURCE: ReadonlySet<string> = new Set(['cloudwatch:getmetricdata', 'cloudwatch:listmetrics']);

/** What other rules judge: the contents of stores, secrets and credentials. */
const CONTENTS = [...DATA_READS, ...SECRET_READS, ...CREDENTIALS].flatMap(({ actions }) => actions);

const judged = new Map<string, boolean>();
const MOST_JUDGED = 10_000;

/**
 * True where an action, or an action that a pattern matches, does nothing but read or list and can be limited to
 * resources. What the service's table does not know counts as such: nothing is known that keeps it from being limited.
 * False for patterns that write too, and for the contents of stores, secrets and credentials, which have rules of their own.
 */
export function readsDescription(action: PolicyText): Truth {
  const text = textOf(action);
  if (text === undefined || text.includes(OPAQUE)) return isUnknown(action) ? action : false;
  const known = judged.get(text);
  if (known !== undefined) return known;
  if (judged.size >= MOST_JUDGED) judged.clear();
  const truth = judge(text);
  judged.set(text, truth);
  return truth;
}

function judge(text: string): boolean {
  const [service, name] = splitAction(text);
  if (name === undefined || needsResource(text) !== false) return false;
  if (CONTENTS.some((content) => matchesAction(text, content))) return false;
  const pattern = name.toLowerCase();
  const documented = [...(serviceTable(service)?.actions ?? [])].filter(([each]) => matchesWildcard(pattern, each));
  if (documented.length === 0) return readsByVerb(service, name);
  return documented.some(
    ([each, entry]) =>
      reads(entry) && entry.resourceTypes.length > 0 && !READ_WITHOUT_RESOURCE.has(`${service}:${each}`),
  );
}
