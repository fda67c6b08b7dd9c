import { EncodedJson } from '../../model/expression';
import { isList, isMap, isUnknown, type Unknown, type Value } from '../../model/value';

/** Stands in a text for a piece that is not known before Terraform runs. */
export const HIDDEN = '\u0001';

/** The literal text of a value; every piece that an expression hides is one `HIDDEN`. Lists and maps are not text. */
export function visibleText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!isUnknown(value)) return '';
  if (value instanceof EncodedJson) return encodedText(value.value);
  return value.parts.length === 0 ? HIDDEN : value.parts.map(visibleText).join('');
}

/** The unknown pieces of a value, in the order in which `visibleText` hides them. */
export function hiddenPieces(value: Value): readonly Unknown[] {
  if (isUnknown(value)) {
    if (value instanceof EncodedJson) return hiddenPieces(value.value);
    return value.parts.length === 0 ? [value] : value.parts.flatMap(hiddenPieces);
  }
  if (isList(value)) return value.flatMap(hiddenPieces);
  if (isMap(value)) return Object.values(value).flatMap(hiddenPieces);
  return [];
}

function encodedText(value: Value): string {
  if (isUnknown(value)) return JSON.stringify(visibleText(value)).replaceAll('\\u0001', HIDDEN);
  if (isList(value)) return `[${value.map(encodedText).join(',')}]`;
  if (isMap(value))
    return `{${Object.entries(value)
      .map(([key, inner]) => `${JSON.stringify(key)}:${encodedText(inner)}`)
      .join(',')}}`;
  return value === undefined ? 'null' : JSON.stringify(value);
}
