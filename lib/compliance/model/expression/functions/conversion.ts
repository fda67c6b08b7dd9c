import { hasUnknown, isUnknown, toBoolean, type Value } from '../../value';
import { EncodedJson } from '../encoded-json';
import { exactNumber } from '../exact-number';
import { encodeJson, fromJson } from '../json';
import { FAILED, UNDECIDED, type Decision } from '../operators';
import { referencesOf } from '../resolved-references';
import { isWorkable } from '../size';
import { primitiveText } from '../text-pieces';
import type { NamedFunction, TerraformFunction } from './function';

const jsonencode: TerraformFunction = (args, { expression }) => {
  if (args.length !== 1) return FAILED;
  const [value] = args;
  if (!isWorkable(value)) return UNDECIDED;
  if (hasUnknown(value)) return new EncodedJson(expression, referencesOf(value), value);
  return encodeJson(value) ?? new EncodedJson(expression, [], value);
};

const jsondecode: TerraformFunction = (args) => {
  const [text] = args;
  if (text instanceof EncodedJson) return text.value;
  if (isUnknown(text)) return UNDECIDED;
  const json = primitiveText(text);
  if (args.length !== 1 || json === undefined) return FAILED;
  const parsed = fromJson(json);
  return parsed === undefined ? FAILED : parsed.value;
};

/** Converts a primitive; `null` stays `null`. */
function conversion(convert: (value: Value) => Decision): TerraformFunction {
  return (args) => {
    if (args.length !== 1) return FAILED;
    const [value] = args;
    if (value === undefined) return undefined;
    return isUnknown(value) ? value : (convert(value) ?? FAILED);
  };
}

const passThrough: TerraformFunction = ([value]) => value;

export const CONVERSION_FUNCTIONS: readonly NamedFunction[] = [
  ['jsonencode', jsonencode],
  ['jsondecode', jsondecode],
  ['tostring', conversion(primitiveText)],
  ['tonumber', conversion(exactNumber)],
  ['tobool', conversion(toBoolean)],
  ['sensitive', passThrough],
  ['nonsensitive', passThrough],
];
