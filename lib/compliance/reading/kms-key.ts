import type { Configuration } from '../model/block';
import { isUnknown, Unknown, type Value } from '../model/value';

/** Whose key an argument names; an unknown where the expression may be null or lead to either. */
export type KeyOwner = 'customer' | 'aws' | 'absent' | 'reference' | Unknown;

const AWS_MANAGED = /(?:^|:)alias\/aws\//;
const LONGEST_CHAIN = 5;
const CUSTOMER_KEYS = ['aws_kms_key', 'aws_kms_replica_key', 'aws_kms_external_key', 'aws_kms_alias'];

/**
 * Tells whose KMS key an argument names. `reference` is a key that something outside the configuration names: a
 * variable, a module's output, a data source that says nothing of an alias of AWS.
 */
export function keyOwner(value: Value, configuration: Configuration, depth = 0): KeyOwner {
  if (value === undefined || value === '') return 'absent';
  if (!isUnknown(value)) return ownerOfLiteral(value, configuration);
  if (value.parts.length > 0) return ownerOfTemplate(value);
  const [target] = value.references;
  if (!value.isReference || target === undefined) return value;
  const block = configuration.block(target.address);
  if (block === undefined || depth >= LONGEST_CHAIN) return 'reference';
  switch (block.selector) {
    case 'data.aws_kms_alias':
      return ownerOfLookup(block.get('name'), configuration, depth);
    case 'data.aws_kms_key':
      return ownerOfLookup(block.get('key_id'), configuration, depth);
    default:
      if (block.type.startsWith('aws_kms_')) return 'customer';
      return block.kind === 'resource'
        ? ownerOfCopy(value, block.get(target.attribute), configuration, depth)
        : ownerOfLookup(block.get(target.attribute), configuration, depth);
  }
}

/**
 * What a person writes is a key of the customer's own. A plan and a state also show the key that AWS chose, by an ARN that
 * does not tell whose it is.
 */
function ownerOfLiteral(value: Exclude<Value, Unknown>, configuration: Configuration): KeyOwner {
  if (typeof value !== 'string' || value.trim() === '') return 'absent';
  if (AWS_MANAGED.test(value)) return 'aws';
  if (configuration.kind !== 'plan' && configuration.kind !== 'state') return 'customer';
  const keys = configuration.link(value, CUSTOMER_KEYS, ['key_id']).blocks;
  return keys.length > 0 ? 'customer' : new Unknown(value);
}

/** Keys that a data source looks up are the customer's unless the name says that they are not. */
function ownerOfLookup(name: Value, configuration: Configuration, depth: number): KeyOwner {
  const owner = keyOwner(name, configuration, depth + 1);
  return isUnknown(owner) || owner === 'absent' ? 'reference' : owner;
}

/** A resource that names no key, or may name none, has one that AWS chooses: it is not known whose. */
function ownerOfCopy(value: Unknown, copied: Value, configuration: Configuration, depth: number): KeyOwner {
  const owner = keyOwner(copied, configuration, depth + 1);
  return isUnknown(owner) || owner === 'absent' ? value : owner;
}

function ownerOfTemplate(value: Unknown): KeyOwner {
  const text = value.parts.map((part) => (typeof part === 'string' ? part : '*')).join('');
  if (AWS_MANAGED.test(text)) return 'aws';
  return /:key\/|alias\//.test(text) ? 'customer' : 'reference';
}
