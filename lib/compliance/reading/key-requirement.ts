import { fail, pass, undecided, unknown, type Outcome } from '../engine/outcome';
import type { Block } from '../model/block';
import { isUnknown, type Value } from '../model/value';
import { keyOwner } from './kms-key';

export interface KeyOptions {
  /** Report a key that is named outside the configuration, such as by a variable, as unknown. */
  readonly strict: boolean;
}

export const KEY_OPTIONS: KeyOptions = { strict: false };

export const KEY_OPTIONS_SCHEMA = {
  strict: {
    type: 'boolean',
    description: 'report a key that a variable, a module or a data source names as unknown instead of accepting it',
  },
} as const;

/** Demands a key of the customer's own. */
export function requireCustomerKey(
  block: Block,
  path: string,
  what: string,
  options: KeyOptions,
  value: Value = block.get(path),
): Outcome {
  const expected = `${path} names a customer managed key`;
  const owner = keyOwner(value, block.configuration);
  if (isUnknown(owner)) return undecided(path, owner, expected);
  switch (owner) {
    case 'customer':
      return pass(path);
    case 'reference':
      if (!options.strict) return pass(path);
      return unknown({ path, message: `${path} names a key outside this configuration`, observed: value, expected });
    case 'aws':
      return fail({ path, message: `${what} uses a key that AWS manages`, observed: value, expected });
    case 'absent':
      return fail({
        path,
        message: `${what} falls back to the key that AWS manages, because ${path} is not set`,
        observed: value,
        expected,
      });
  }
}
