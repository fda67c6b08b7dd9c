import type { Configuration } from '../model/block';
import { isUnknown, type Value } from '../model/value';
import { keyOwner } from './kms-key';
import { presence, type Presence } from './presence';

/**
 * Tells whether an argument names a KMS key, whoever's it is. What another resource leaves out is no key to copy: a
 * reference to it stays unknown. A value that is no text is none.
 */
export function keyPresence(value: Value, configuration: Configuration): Presence {
  const present = presence(value);
  if (present !== 'set') return present;
  if (!isUnknown(value)) return typeof value === 'string' && value.trim() !== '' ? 'set' : 'absent';
  const owner = keyOwner(value, configuration);
  if (isUnknown(owner)) return owner;
  return owner === 'absent' ? 'absent' : 'set';
}
