import { isUnknown, type Unknown, type Value } from '../../../model/value';

/**
 * True for a reference, or text around references: it is there, and means the blocks it refers to. A condition or a
 * function may choose among them, or give null.
 */
export function isCertainReference(value: Value): boolean {
  if (!isUnknown(value)) return false;
  if (value.isReference) return /^\w+\.\w|^data\./.test(value.references[0]?.address ?? '');
  return value.parts.length > 0 && value.parts.every((part) => !isUnknown(part) || isCertainReference(part));
}

/** True for text around unknown pieces: whatever they are, it is neither null nor empty. */
export function isCertainText(value: Unknown): boolean {
  return value.parts.some((part) => typeof part === 'string' && part !== '');
}
