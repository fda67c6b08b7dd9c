import { isUnknown, type Unknown, type Value } from '../model/value';

/** Whether an argument has a value. An expression that may turn out to be null stays unknown. */
export type Presence = 'set' | 'absent' | Unknown;

/** Address of a resource or a data source; variables, locals, modules and iterators may be null. */
const BLOCK_ADDRESS = /^(?:data\.|[a-z0-9]+_\w+\.)/;

/** Tells whether an argument is set. Terraform's provider reads an empty text as absent. */
export function presence(value: Value): Presence {
  if (value === undefined || value === '') return 'absent';
  if (!isUnknown(value)) return 'set';
  if (value.parts.length > 0) return 'set';
  const [target] = value.references;
  return value.isReference && target !== undefined && BLOCK_ADDRESS.test(target.address) ? 'set' : value;
}
