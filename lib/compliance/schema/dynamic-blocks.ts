import type { JsonSchema } from '../engine/rule';
import { ANY_BLOCK, blocks, refer } from './argument-schema';

type Properties = Readonly<Record<string, JsonSchema>>;

/**
 * The schema of a block, extended by `dynamic` blocks wherever blocks may stand:
 * `{ "dynamic": { "ingress": { "for_each": …, "content": { … } } } }`.
 *
 * Few bodies have any, and schemas without them compile several times faster.
 */
export function withDynamicBlocks({ definitions, ...root }: JsonSchema): JsonSchema {
  const extended = new Map<string, JsonSchema>();
  for (const [name, definition] of Object.entries((definitions ?? {}) as Properties))
    extended.set(name, withDynamic(definition, `${name}.dynamic`, extended));
  const body = withDynamic(root, 'dynamic', extended);
  return { ...body, definitions: Object.fromEntries(extended) };
}

/** True where a key of the value, at any depth, is `dynamic`. */
export function hasDynamicBlock(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasDynamicBlock);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key === 'dynamic' || hasDynamicBlock(inner));
}

function withDynamic(body: JsonSchema, name: string, definitions: Map<string, JsonSchema>): JsonSchema {
  const properties = Object.entries((body.properties ?? {}) as Properties);
  const nested = properties.flatMap(([key, schema]) => {
    const content = contentOf(schema);
    return content === undefined ? [] : [[key, content] as const];
  });
  if (nested.length === 0) return body;
  const names: Record<string, JsonSchema> = { '//': {} };
  for (const [key, content] of nested) names[key] = dynamicBlock(content, definitions);
  definitions.set(`${name}.body`, { properties: names, additionalProperties: false });
  definitions.set(name, blocks(refer(`${name}.body`)));
  const required = (body.required ?? []) as readonly string[];
  const optional = required.filter((key) => nested.some(([each]) => each === key));
  return {
    ...body,
    properties: {
      ...Object.fromEntries(properties.map(([key, schema]) => [key, optional.includes(key) ? relax(schema) : schema])),
      dynamic: refer(name),
    },
    required: required.filter((key) => !optional.includes(key)),
    ...(optional.length > 0 ? { allOf: optional.map(requiredBlock) } : {}),
  };
}

/** What `content` of a `dynamic` block of the argument holds; undefined where the argument is no block. */
function contentOf({ $ref, $comment, allOf, items }: JsonSchema): JsonSchema | undefined {
  if ($comment === ANY_BLOCK) return {};
  if (typeof $ref === 'string') return { $ref };
  const [first] = (allOf ?? []) as readonly JsonSchema[];
  if (isBlocks(first)) return first;
  // An attribute that holds a list of objects may be written as blocks.
  const [element] = ((items as JsonSchema | undefined)?.allOf ?? []) as readonly JsonSchema[];
  return element === undefined ? undefined : blocks(element);
}

function isBlocks(schema: JsonSchema | undefined): boolean {
  return typeof schema?.$ref === 'string' && schema.$ref.endsWith('.blocks');
}

function dynamicBlock(content: JsonSchema, definitions: Map<string, JsonSchema>): JsonSchema {
  const name = `${typeof content.$ref === 'string' ? content.$ref.slice('#/definitions/'.length) : String(definitions.size)}.dynamicBlock`;
  if (!definitions.has(name))
    definitions.set(name, {
      properties: { '//': {}, for_each: {}, iterator: { type: 'string' }, labels: {}, content },
      required: ['for_each', 'content'],
      additionalProperties: false,
    });
  return blocks(refer(name));
}

/** The block may be absent: `requiredBlock` asks for it. */
function relax({ type, minItems, ...rest }: JsonSchema): JsonSchema {
  return minItems === undefined ? { ...(type === undefined ? {} : { type }), ...rest } : rest;
}

/** The block stands there, or a `dynamic` block writes it. */
function requiredBlock(name: string): JsonSchema {
  const dynamic = { anyOf: [has(name), { type: 'array', contains: has(name) }] };
  return {
    if: { type: 'object', not: { required: ['dynamic'], properties: { dynamic } } },
    then: { required: [name], properties: { [name]: { type: ['object', 'array'], minItems: 1 } } },
  };
}

function has(name: string): JsonSchema {
  return { type: 'object', required: [name] };
}
