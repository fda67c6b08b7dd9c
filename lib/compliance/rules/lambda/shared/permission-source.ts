import { isUnknown, toText, type Value } from '../../../model/value';
import { presence } from '../../../reading/presence';
import { arnFields, OPAQUE } from '../../../reading/policies/pattern-text';
import type { Truth } from '../../../reading/truth';

/** True for an argument with a text. */
export function isSet(value: Value): Truth {
  const found = presence(toText(value));
  return isUnknown(found) ? found : found === 'set';
}

/** True for `source_account`: Lambda compares it as it is, without wildcards. */
export function fixesAccount(value: Value): Truth {
  const text = toText(value);
  return typeof text === 'string' && /[*?]/.test(text) ? false : isSet(value);
}

/**
 * True for a `source_arn` that belongs to one account: the account is written, or the resource is where its ARN has no
 * account (a bucket). Lambda compares it with wildcards.
 */
export function fixesSource(value: Value): Truth {
  const set = isSet(value);
  const text = isUnknown(value) ? templateOf(value.parts) : toText(value);
  if (set !== true || typeof text !== 'string') return set;
  const [arn = '', , service = '', , account = '', ...resource] = arnFields(text);
  // The ARN of a block comes first, and what follows only narrows it.
  if (arn.startsWith(OPAQUE)) return true;
  if (/[*?]/.test(arn) || text.length === 0) return false;
  if (account !== '') return !/[*?]/.test(account);
  if (service === '' || /[*?]/.test(service)) return false;
  // Anybody may own a bucket whose name a wildcard matches.
  const [name = ''] = resource.join(':').split('/');
  return service === 's3' ? /^[^*?]+$/.test(name) : /^[^*?]/.test(resource.join(':'));
}

function templateOf(parts: readonly (string | object)[]): string | undefined {
  return parts.length === 0 ? undefined : parts.map((part) => (typeof part === 'string' ? part : OPAQUE)).join('');
}
