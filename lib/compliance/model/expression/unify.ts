import { isUnknown, type Value } from '../value';
import { primitiveText } from './text-pieces';

/**
 * Gives values one type as Terraform does: primitives of several types become text. Undefined where Terraform finds no
 * common type, as for a number and a boolean, or for a list and a string. Collections stay as they are.
 */
export function unify(values: readonly Value[]): readonly Value[] | undefined {
  const types = new Set<string>();
  for (const value of values) {
    if (value !== undefined && !isUnknown(value)) types.add(Array.isArray(value) ? 'list' : typeof value);
  }
  if (types.size <= 1) return values;
  if (types.has('list') || types.has('object') || !types.has('string')) return undefined;
  return values.map((value) => (isUnknown(value) ? value : primitiveText(value)));
}
