import { InputError } from '../input-error';
import { isJson, type Json, type ShownKind } from './show-json';

/** A part that is not what it should be. */
interface Mismatch {
  readonly path: string;
  readonly expected: string;
  readonly value: unknown;
}

type Check = (value: unknown, path: string) => Mismatch | undefined;

/**
 * Checks that the parts of a plan or a state that are read have the types that Terraform gives them.
 *
 * @throws InputError for the first one that has not
 */
export function checkShape(value: Json, kind: ShownKind, file: string): void {
  const mismatch = SHAPES[kind](value, '');
  if (mismatch === undefined) return;
  const { path, expected, value: got } = mismatch;
  const command = kind === 'pulled state' ? 'terraform state pull' : 'terraform show -json';
  throw new InputError(`not what \`${command}\` writes: expected ${expected} at ${path}, got ${kindOf(got)}`, { file });
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

const anything: Check = () => undefined;
const text: Check = (value, path) => (typeof value === 'string' ? undefined : { path, expected: 'a string', value });
const key: Check = (value, path) =>
  typeof value === 'string' || typeof value === 'number'
    ? undefined
    : { path, expected: 'a string or a number', value };

function optional(check: Check): Check {
  return (value, path) => (value === undefined ? undefined : check(value, path));
}

/** For parts that may be `null` too. */
function nullable(check: Check): Check {
  return (value, path) => (value === undefined || value === null ? undefined : check(value, path));
}

function list(check: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return { path, expected: 'an array', value };
    for (const [index, item] of (value as readonly unknown[]).entries()) {
      const mismatch = check(item, `${path}[${String(index)}]`);
      if (mismatch !== undefined) return mismatch;
    }
    return undefined;
  };
}

/** An object whose members are all alike. */
function map(check: Check): Check {
  return (value, path) => {
    if (!isJson(value)) return { path, expected: 'an object', value };
    return firstOf(Object.keys(value), (name) => check(value[name], below(path, name)));
  };
}

function object(members: Readonly<Record<string, Check>>): Check {
  const checks = Object.entries(members);
  return (value, path) => {
    if (!isJson(value)) return { path, expected: 'an object', value };
    return firstOf(checks, ([name, check]) =>
      check(Object.hasOwn(value, name) ? value[name] : undefined, below(path, name)),
    );
  };
}

function firstOf<Item>(items: readonly Item[], check: (item: Item) => Mismatch | undefined): Mismatch | undefined {
  for (const item of items) {
    const mismatch = check(item);
    if (mismatch !== undefined) return mismatch;
  }
  return undefined;
}

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

const json = map(anything);
const resource = { mode: text, type: text, name: text };

const shownModule: Check = (value, path) =>
  object({
    resources: nullable(list(object({ ...resource, address: text, index: optional(key), values: nullable(json) }))),
    child_modules: nullable(list(shownModule)),
  })(value, path);

const configuredModule: Check = (value, path) =>
  object({
    resources: nullable(
      list(object({ ...resource, provider_config_key: optional(text), expressions: optional(json) })),
    ),
    outputs: nullable(map(json)),
    module_calls: nullable(map(object({ expressions: nullable(json), module: optional(configuredModule) }))),
  })(value, path);

const state = object({ values: nullable(object({ root_module: optional(shownModule) })) });

const provider = object({
  name: text,
  alias: optional(text),
  module_address: optional(text),
  version_constraint: optional(text),
  expressions: optional(json),
});

const SHAPES: Readonly<Record<ShownKind, Check>> = {
  state,
  plan: object({
    variables: optional(map(json)),
    resource_changes: nullable(
      list(object({ ...resource, module_address: optional(text), index: optional(key), change: json })),
    ),
    prior_state: nullable(state),
    configuration: nullable(
      object({ provider_config: optional(map(provider)), root_module: optional(configuredModule) }),
    ),
  }),
  'pulled state': object({
    resources: optional(
      list(
        object({
          ...resource,
          module: optional(text),
          instances: optional(list(object({ index_key: optional(key), attributes: optional(json) }))),
        }),
      ),
    ),
  }),
};
