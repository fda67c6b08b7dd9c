import { hasUnknown, type Value } from '../value';
import { asSet, asUnordered, byCodePoint } from './collection-order';
import { primitiveText } from './text-pieces';
import { unify } from './unify';

/**
 * A set: the elements once each, in Terraform's order. Undefined where they have no common type. The order of objects,
 * and of elements that are not all known, is left open.
 */
export function setOf(list: readonly Value[]): readonly Value[] | undefined {
  const elements = unify(list);
  if (elements === undefined) return undefined;
  if (elements.some((element) => hasUnknown(element) || typeof element === 'object'))
    return asUnordered(asSet([...elements]));
  return asSet([...new Set(elements)].sort(byValue));
}

/** Numbers by size, text by code points, `null` last. */
export function byValue(left: Value, right: Value): number {
  if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? 1 : -1;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return byCodePoint(primitiveText(left) ?? '', primitiveText(right) ?? '');
}
