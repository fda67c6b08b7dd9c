import { isList, isMap, isUnknown, toBoolean, toNumber, Unknown, type Value } from '../value';
import { evaluateText } from './evaluate';
import { parseExpression } from './parser';
import type { Scope } from './scope';
import { setOf } from './set-value';
import type { Expression, ObjectConstructor } from './syntax';
import { primitiveText } from './text-pieces';

/** Says that a value does not fit its type constraint. */
const MISFIT = Symbol('misfit');

type Converted = Value | typeof MISFIT;

const NO_NAMES: Scope = {
  variable: (name) => new Unknown(`\${var.${name}}`),
  local: (name) => new Unknown(`\${local.${name}}`),
};

/**
 * Converts the default of a variable to the variable's `type`, as Terraform does before anything reads it: `"22"` to a
 * number, an absent `optional` attribute to its default, attributes that the type does not name away. A value that does
 * not fit, or a type that cannot be read, gives an unknown with the given expression.
 */
export function convertToType(value: Value, type: string, expression: string): Value {
  const parsed = parseExpression(type);
  const converted = parsed === undefined ? MISFIT : convert(value, parsed.root, parsed.text);
  return converted === MISFIT ? new Unknown(expression) : converted;
}

function convert(value: Value, type: Expression, text: string): Converted {
  if (value === undefined || isUnknown(value)) return value;
  if (type.kind === 'traversal' && type.steps.length === 0) return convertToSimple(value, type.root);
  if (type.kind !== 'call') return MISFIT;
  const [inner] = type.arguments;
  if (inner === undefined || type.spread) return MISFIT;
  switch (type.name) {
    case 'set':
      return isList(value) ? setIn(all(value.map((element) => convert(element, inner, text)))) : MISFIT;
    case 'list':
      return isList(value) ? all(value.map((element) => convert(element, inner, text))) : MISFIT;
    case 'map':
      return isMap(value)
        ? entries(Object.entries(value).map(([key, part]) => [key, convert(part, inner, text)]))
        : MISFIT;
    case 'tuple':
      if (!isList(value) || inner.kind !== 'tuple' || inner.items.length !== value.length) return MISFIT;
      return all(inner.items.map((item, index) => convert(value[index], item, text)));
    case 'object':
      return isMap(value) && inner.kind === 'object' ? convertToObject(value, inner, text) : MISFIT;
    default:
      return MISFIT;
  }
}

function convertToSimple(value: Value, type: string): Converted {
  switch (type) {
    case 'any':
      return value;
    case 'string':
      return primitiveText(value) ?? MISFIT;
    case 'number':
      return toNumber(value) ?? MISFIT;
    case 'bool':
      return toBoolean(value) ?? MISFIT;
    // The old spelling of list(any) and map(any).
    case 'list':
      return isList(value) ? value : MISFIT;
    case 'map':
      return isMap(value) ? value : MISFIT;
    default:
      return MISFIT;
  }
}

function convertToObject(value: Readonly<Record<string, Value>>, type: ObjectConstructor, text: string): Converted {
  const converted: [string, Converted][] = [];
  for (const [name, attribute] of type.entries) {
    if (name.kind !== 'literal' || typeof name.value !== 'string') return MISFIT;
    const given = Object.hasOwn(value, name.value) ? value[name.value] : undefined;
    if (attribute.kind === 'call' && attribute.name === 'optional') {
      const [inner, fallback] = attribute.arguments;
      if (inner === undefined) return MISFIT;
      const missing =
        fallback === undefined ? undefined : evaluateText(`\${${text.slice(fallback.start, fallback.end)}}`, NO_NAMES);
      converted.push([name.value, convert(given ?? missing, inner, text)]);
    } else if (!Object.hasOwn(value, name.value)) return MISFIT;
    else converted.push([name.value, convert(given, attribute, text)]);
  }
  return entries(converted);
}

function all(values: readonly Converted[]): Converted {
  return values.includes(MISFIT) ? MISFIT : (values as readonly Value[]);
}

function setIn(elements: Converted): Converted {
  return elements !== MISFIT && isList(elements) ? (setOf(elements) ?? MISFIT) : MISFIT;
}

function entries(pairs: readonly (readonly [string, Converted])[]): Converted {
  const known = pairs.filter((pair): pair is readonly [string, Value] => pair[1] !== MISFIT);
  return known.length === pairs.length ? Object.fromEntries(known) : MISFIT;
}
