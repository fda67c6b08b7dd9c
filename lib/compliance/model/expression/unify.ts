import type { Value } from '../value';
import { primitiveText } from './text-pieces';

/** Gives primitives one type as Terraform does: those of several types become text. Anything else stays as it is. */
export function unifyPrimitives(values: readonly Value[]): readonly Value[] {
  const types = new Set<string>();
  for (const value of values) {
    if (typeof value === 'object') return values;
    if (value !== undefined) types.add(typeof value);
  }
  return types.size > 1 ? values.map((value) => primitiveText(value)) : values;
}
