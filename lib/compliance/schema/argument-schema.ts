import type { JsonSchema } from '../engine/rule';
import type { JsiiProperty, JsiiType } from './jsii-assembly';

/** An argument or a nested block of a struct, under Terraform's own name. */
export interface Argument {
  readonly name: string;
  readonly isRequired: boolean;
  /** Written as a block, not as an attribute. */
  readonly isBlock: boolean;
  readonly type: JsiiType;
  /** The struct that the argument holds, or holds many of. */
  readonly struct: string | undefined;
  /** The documentation warns that the provider may refuse the argument. */
  readonly isDoubtful: boolean;
}

/** Reads a property of a struct. The documentation of each holds Terraform's name: `DbInstance#instance_class`. */
export function readArgument({ name, optional = false, type, docs = {} }: JsiiProperty): Argument {
  const { summary = '', remarks = '' } = docs;
  const [, documented] = /#([a-z0-9_]+) \w+#\1\}/.exec(`${summary} ${remarks}`) ?? [];
  const resolved = withoutResolvable(type);
  const element = withoutResolvable(resolved.collection?.elementtype ?? resolved);
  return {
    name: documented ?? snakeCase(name),
    isRequired: !optional,
    isBlock: /^\w+ block\.?$/.test(summary),
    type: resolved,
    struct: element.fqn,
    isDoubtful: remarks.includes('might not be settable'),
  };
}

/** `storageEncrypted` becomes `storage_encrypted`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A union with a token stands for the other type alone: what is written is JSON. */
function withoutResolvable(type: JsiiType): JsiiType {
  const others = (type.union?.types ?? []).filter(({ fqn }) => fqn?.endsWith('.IResolvable') !== true);
  const [only] = others;
  return only !== undefined && others.length === 1 ? withoutResolvable(only) : type;
}

/** Refers to a definition of the same schema. */
export function refer(definition: string): JsonSchema {
  return { $ref: `#/definitions/${definition}` };
}

/** One object, or a list of them: Terraform reads both as blocks. An empty body may be `null`. */
export function blocks(body: JsonSchema, mayBeEmpty = false): JsonSchema {
  const item = { type: mayBeEmpty ? ['object', 'null'] : 'object', allOf: [body] };
  return { type: ['object', 'array', 'null'], allOf: [body], items: item };
}

/** Definitions that the schema of an argument refers to. */
export interface Definitions {
  /** The body of a struct. */
  body(struct: string): JsonSchema;
  /** Blocks of a struct. */
  blocks(struct: string): JsonSchema;
  /** Fields of a struct that an attribute which holds it has to name, `null` where they are not set. */
  namedFields(struct: string): readonly string[];
}

/** Marks the list of fields that may be `null` and may not be left out. */
export const NAMED_FIELDS = 'named fields';

/** Marks a nested block whose content the bindings do not describe. */
export const ANY_BLOCK = 'any block';

/** Schema of an argument as Terraform JSON writes it: a value of its type, or an expression. */
export function argumentSchema({ type, isBlock, isRequired, struct }: Argument, definitions: Definitions): JsonSchema {
  if (!isBlock)
    return valueSchema(type, !isRequired, (name) => {
      const required = definitions.namedFields(name);
      const named = { if: { type: 'object' }, then: { $comment: NAMED_FIELDS, required } };
      return { allOf: required.length === 0 ? [definitions.body(name)] : [definitions.body(name), named] };
    });
  if (struct === undefined) return { $comment: ANY_BLOCK };
  const many = definitions.blocks(struct);
  const least = isRequired ? { type: ['object', 'array'], minItems: 1 } : {};
  const most = type.collection === undefined ? { maxItems: 1 } : {};
  return Object.keys({ ...least, ...most }).length === 0 ? many : { ...least, ...most, allOf: [many] };
}

function valueSchema(given: JsiiType, isNullable: boolean, objectOf: (struct: string) => JsonSchema): JsonSchema {
  const type = withoutResolvable(given);
  const absent = isNullable ? ['null'] : [];
  if (type.primitive === 'string') return { type: ['string', 'number', 'boolean', ...absent] };
  if (type.primitive === 'number' || type.primitive === 'boolean')
    return { type: [type.primitive, 'string', ...absent], format: `terraform-${type.primitive}` };
  if (type.collection !== undefined) {
    const { kind, elementtype } = type.collection;
    const element = valueSchema(elementtype, true, objectOf);
    const held = kind === 'array' ? { items: element } : { additionalProperties: element };
    return {
      type: [kind === 'array' ? 'array' : 'object', 'string', ...absent],
      format: 'terraform-expression',
      ...held,
    };
  }
  if (type.fqn === undefined) return {};
  return { type: ['object', 'string', ...absent], format: 'terraform-expression', ...objectOf(type.fqn) };
}
