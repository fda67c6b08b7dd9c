import fc from 'fast-check';
import { allRules } from '../../lib/compliance';
import { edited, edits } from './edits';
import { hostileKeys, hostileValues } from './hostile-values';

type Json = Readonly<Record<string, unknown>>;

/** Every example of every rule: between them they set what the rules read. */
const EXAMPLES: readonly Json[] = allRules().flatMap(({ examples: { good, bad, unknown = [] } }) =>
  [...good, ...bad, ...unknown].map(({ configuration }) => configuration),
);

const DECLARED: Json = {
  variable: { a: { default: 'x', type: 'string' }, self: { default: '${var.self}' }, open: {} },
  locals: { self: '${local.self}', a: '${local.b}', b: '${local.a}', list: ['a', '${var.open}'], map: { a: 1 } },
};

/** One to three examples in one configuration, with some things changed. */
export const configurations: fc.Arbitrary<Json> = fc
  .tuple(fc.array(fc.constantFrom(...EXAMPLES), { minLength: 1, maxLength: 3 }), edits)
  .map(([examples, changes]) => edited(merged([DECLARED, ...examples]), changes) as Json);

/** A plan or a state as `terraform show -json` writes it, with some things changed. */
const shown: fc.Arbitrary<Json> = fc
  .tuple(fc.constantFrom(...EXAMPLES), fc.boolean(), edits)
  .map(([example, isPlan, changes]) => edited(isPlan ? planOf(example) : stateOf(example), changes) as Json);

const sections = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom('resource', 'data', 'provider', 'locals', 'variable', 'output', 'module', 'terraform'),
        hostileKeys,
      ),
      hostileValues,
    ),
    { maxLength: 5 },
  )
  .map((entries) => Object.fromEntries(entries) as Json);

/** What may be handed to the loader as an object. */
export const loadable: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: configurations },
  { weight: 4, arbitrary: shown },
  { weight: 1, arbitrary: sections },
);

/** What may stand in a file: JSON that is broken, cut off, or no JSON at all. */
export const fileTexts: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        loadable,
        fc.nat(),
        fc.nat({ max: 40 }),
        fc.oneof(fc.constant(''), fc.string({ maxLength: 6 }), fc.constantFrom('{', '"', '\\', ',,', '[[[[', '\u0000')),
      )
      .map(([value, at, length, inserted]) => {
        const text = JSON.stringify(value);
        const start = at % (text.length + 1);
        return text.slice(0, start) + inserted + text.slice(start + length);
      }),
  },
  { weight: 3, arbitrary: loadable.map((value) => JSON.stringify(value, undefined, 1)) },
  { weight: 1, arbitrary: fc.string({ maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('[', '{"a":', '[[],', '"', '\\', '1', '{"resource":'), fc.integer({ min: 1, max: 20_000 }))
      .map(([text, times]) => text.repeat(times)),
  },
);

function merged(parts: readonly Json[]): Json {
  return parts.reduce((left, right) => mergedPair(left, right, 2));
}

function mergedPair(left: Json, right: Json, depth: number): Json {
  const entries = Object.entries(right).map(([key, value]): [string, unknown] => {
    const old = left[key];
    return [key, depth > 0 && isObject(old) && isObject(value) ? mergedPair(old, value, depth - 1) : value];
  });
  return { ...left, ...Object.fromEntries(entries) };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Resource {
  readonly type: string;
  readonly name: string;
  readonly body: unknown;
}

function resourcesOf({ resource }: Json): readonly Resource[] {
  return Object.entries(isObject(resource) ? resource : {}).flatMap(([type, named]) =>
    Object.entries(isObject(named) ? named : {}).map(([name, body]) => ({ type, name, body })),
  );
}

function planOf(example: Json): Json {
  const resources = resourcesOf(example);
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: {} },
    resource_changes: resources.map(({ type, name, body }) => ({
      address: `module.m[0].${type}.${name}["k"]`,
      module_address: 'module.m[0]',
      mode: 'managed',
      type,
      name,
      index: 'k',
      change: { actions: ['create'], before: null, after: body, after_unknown: { id: true, arn: true } },
    })),
    configuration: {
      root_module: {
        module_calls: {
          m: {
            source: './m',
            count_expression: { constant_value: 1 },
            module: {
              resources: resources.map(({ type, name, body }) => ({
                address: `${type}.${name}`,
                mode: 'managed',
                type,
                name,
                expressions: expressionsOf(body),
              })),
            },
          },
        },
      },
    },
  };
}

/** References and constants, as a plan lists them. */
function expressionsOf(body: unknown): Json {
  return Object.fromEntries(
    Object.entries(isObject(body) ? body : {}).map(([key, value]) => {
      const reference = typeof value === 'string' ? /^\$\{([^}]+)\}$/.exec(value)?.[1] : undefined;
      return [key, reference === undefined ? { constant_value: value } : { references: [reference] }];
    }),
  );
}

function stateOf(example: Json): Json {
  return {
    format_version: '1.0',
    terraform_version: '1.11.4',
    values: {
      root_module: {
        resources: resourcesOf(example).map(({ type, name, body }) => ({
          address: `${type}.${name}`,
          mode: 'managed',
          type,
          name,
          values: body,
          sensitive_values: {},
        })),
        child_modules: [],
      },
    },
  };
}
