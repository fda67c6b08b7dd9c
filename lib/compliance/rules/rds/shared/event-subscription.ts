import type { Configuration } from '../../../model/block';
import { isUnknown, toBoolean, toText } from '../../../model/value';
import { instanceCount } from './instance-count';

const coverage = new WeakMap<Configuration, Map<string, boolean | undefined>>();

/** Tells whether a subscription that is on covers sources of a type; undefined where an expression hides it. */
export function isSubscribed(configuration: Configuration, sourceType: string): boolean | undefined {
  let known = coverage.get(configuration);
  if (known === undefined) {
    known = new Map();
    coverage.set(configuration, known);
  }
  if (!known.has(sourceType)) known.set(sourceType, findSubscription(configuration, sourceType));
  return known.get(sourceType);
}

function findSubscription(configuration: Configuration, sourceType: string): boolean | undefined {
  let found: boolean | undefined = false;
  for (const subscription of configuration.ofType('aws_db_event_subscription')) {
    const enabled = toBoolean(subscription.get('enabled'));
    const type = toText(subscription.get('source_type'));
    const isOther = type !== undefined && type !== '' && !isUnknown(type) && type !== sourceType;
    if (enabled === false || isOther) continue;
    if (!isUnknown(enabled) && !isUnknown(type) && instanceCount(subscription) !== undefined) return true;
    found = undefined;
  }
  return found;
}
