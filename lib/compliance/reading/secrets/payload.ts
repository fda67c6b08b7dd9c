import type { Configuration } from '../../model/block';
import { EncodedJson, PartialMap } from '../../model/expression';
import { fromJson } from '../../model/expression/json';
import { parseJsonPieces } from '../../model/policy-document-text';
import { isList, isMap, isUnknown, type Value } from '../../model/value';

const BASE64_CALL = /^\$\{\s*base64(?:encode|gzip)\(([\s\S]*)\)\s*\}$/;

/** Entries of a map; those of a map with unknown keys have the key `(unknown)` where it is not known. */
export function entriesOf(value: Value): readonly (readonly [key: string, value: Value])[] | undefined {
  if (value instanceof PartialMap)
    return value.entries.map(([key, inner]) => [typeof key === 'string' ? key : '(unknown)', inner]);
  return isMap(value) ? Object.entries(value) : undefined;
}

/** The structure that a JSON text encodes, its unknown pieces included; undefined for text that is no object or array. */
export function readJson(value: Value): Value {
  if (isList(value) || entriesOf(value) !== undefined) return value;
  if (value instanceof EncodedJson)
    return isList(value.value) || entriesOf(value.value) !== undefined ? value.value : undefined;
  const json =
    typeof value === 'string' && /^\s*[[{]/.test(value)
      ? fromJson(value)
      : isUnknown(value) && value.parts.length > 1
        ? parseJsonPieces(value.parts)
        : undefined;
  return isList(json?.value) || entriesOf(json?.value) !== undefined ? json?.value : undefined;
}

/** What `base64encode(…)` encodes; the value itself where it is no such call. */
export function beforeBase64(value: Value, configuration: Configuration): Value {
  if (!isUnknown(value)) return value;
  const argument = BASE64_CALL.exec(value.expression)?.[1];
  return argument === undefined ? value : configuration.resolve(`\${${argument}}`);
}
