import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Block } from '../model/block';
import { hasUnknown, isList, isMap, isUnknown, type Unknown, type Value } from '../model/value';
import { fail, pass, undecided, type Outcome } from './outcome';
import type { DeclarativeRule, JsonSchema, ProgrammaticRule } from './rule';
import { compileSchema } from './schema-compiler';

/** Keywords whose error only sums up the errors of their branches. */
const SUMMARIES = new Set(['anyOf', 'oneOf', 'allOf', 'if', 'not']);

/** Gives a rule that a JSON Schema decides the form that the runner calls. The schema is compiled at first use. */
export function fromSchema(rule: DeclarativeRule): ProgrammaticRule {
  let validate: ValidateFunction | undefined;
  const attributes = propertiesOf(rule.schema);
  return {
    ...rule,
    check(block: Block): readonly Outcome[] {
      validate ??= compileSchema(rule.schema);
      const data: Record<string, Value> = {};
      for (const name of attributes) {
        const value = block.get(name);
        if (value !== undefined) data[name] = value;
      }
      return judge(rule, data, validate);
    },
  };
}

function judge(rule: DeclarativeRule, data: Record<string, Value>, validate: ValidateFunction): readonly Outcome[] {
  const errors = errorsOf(validate, data);
  const summaries = errors.filter(({ keyword }) => SUMMARIES.has(keyword));
  const decided: Outcome[] = [];
  const hidden: Outcome[] = [];
  for (const error of errors) {
    if (summaries.some((summary) => summary !== error && error.schemaPath.startsWith(`${summary.schemaPath}/`)))
      continue;
    const branches = errors.filter((other) => other.schemaPath.startsWith(`${error.schemaPath}/`));
    const place = branches[0] ?? error;
    const open = [error, ...branches].find(
      (each) => each.keyword !== 'required' && !SUMMARIES.has(each.keyword) && hasUnknown(at(data, each.instancePath)),
    );
    const path = pathOf(open ?? place);
    if (open !== undefined) hidden.push(undecided(path, firstUnknown(at(data, open.instancePath)), rule.expected));
    else {
      const observed = place.keyword === 'required' ? undefined : at(data, place.instancePath);
      decided.push(fail({ path, message: rule.message, observed, expected: rule.expected }));
    }
  }
  if (decided[0] !== undefined) return [decided[0]];
  if (hidden[0] !== undefined) return [hidden[0]];
  const unread = unreadUnknown(rule.schema, data, '') ?? decidingUnknown(rule.schema, data, validate);
  return unread === undefined ? [pass()] : [undecided(unread.path, firstUnknown(unread.value), rule.expected)];
}

/** Coercion ("true" to true) writes into what is validated: a copy, so that the report shows what stands in the file. */
function errorsOf(validate: ValidateFunction, data: Record<string, Value>): readonly ErrorObject[] {
  return validate(copyForValidation(data)) ? [] : (validate.errors ?? []);
}

/** An unknown without which no alternative of the schema would hold. Alternatives name what they need in `required`. */
function decidingUnknown(
  schema: JsonSchema,
  data: Record<string, Value>,
  validate: ValidateFunction,
): { path: string; value: Value } | undefined {
  if (!['anyOf', 'oneOf', 'if'].some((keyword) => Object.hasOwn(schema, keyword))) return undefined;
  const open = Object.entries(data).find(([, value]) => isUnknown(value));
  if (open === undefined) return undefined;
  const known = Object.fromEntries(Object.entries(data).filter(([, value]) => !isUnknown(value)));
  return errorsOf(validate, known).length === 0 ? undefined : { path: open[0], value: open[1] };
}

/** An unknown that the schema let through without saying that a reference will do. */
function unreadUnknown(schema: JsonSchema, value: Value, path: string): { path: string; value: Value } | undefined {
  if (isUnknown(value)) return schema.acceptsReference === true || path === '' ? undefined : { path, value };
  if (isMap(value)) {
    for (const [name, inner] of Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)) {
      const found = Object.hasOwn(value, name)
        ? unreadUnknown(inner, value[name], path === '' ? name : `${path}.${name}`)
        : undefined;
      if (found !== undefined) return found;
    }
  }
  if (isList(value)) {
    const items = schema.items ?? schema.contains;
    if (typeof items !== 'object' || items === null) return undefined;
    for (const [index, element] of value.entries()) {
      const found = unreadUnknown(items as JsonSchema, element, `${path}[${String(index)}]`);
      // One element that matches is enough for `contains`.
      if (found !== undefined && schema.items !== undefined) return found;
    }
  }
  return undefined;
}

function copyForValidation(value: Value): unknown {
  if (isList(value)) return value.map(copyForValidation);
  if (isMap(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyForValidation(inner)]));
  return value;
}

function propertiesOf(schema: JsonSchema): readonly string[] {
  const names = new Set<string>();
  const collect = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    const { properties, required } = part as { properties?: object; required?: readonly string[] };
    Object.keys(properties ?? {}).forEach((name) => names.add(name));
    (required ?? []).forEach((name) => names.add(name));
    for (const keyword of ['anyOf', 'oneOf', 'allOf'])
      ((part as Record<string, unknown[] | undefined>)[keyword] ?? []).forEach(collect);
    for (const keyword of ['if', 'then', 'else', 'not']) collect((part as Record<string, unknown>)[keyword]);
  };
  collect(schema);
  return [...names];
}

function at(data: Value, pointer: string): Value {
  let value = data;
  for (const step of pointer
    .split('/')
    .slice(1)
    .map((text) => text.replaceAll('~1', '/').replaceAll('~0', '~'))) {
    if (isUnknown(value)) return value;
    if (isList(value)) value = value[Number(step)];
    else value = isMap(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

function pathOf(error: ErrorObject): string {
  const path = error.instancePath
    .replace(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replace(/^\//, '')
    .replaceAll('/', '.');
  if (error.keyword !== 'required') return path;
  const missing = String((error.params as { missingProperty: unknown }).missingProperty);
  return path === '' ? missing : `${path}.${missing}`;
}

function firstUnknown(value: Value): Unknown | undefined {
  if (isUnknown(value)) return value;
  const inner = isList(value) ? value : isMap(value) ? Object.values(value) : [];
  for (const element of inner) {
    const found = firstUnknown(element);
    if (found !== undefined) return found;
  }
  return undefined;
}
