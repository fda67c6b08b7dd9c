import { TerraformStack, type TerraformResource } from 'cdktf';
import { resolveTokens } from './tokens';

export type Attributes = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Merges an override as CDKTF does: objects deeply, lists by appending, `undefined` deletes. */
function merge(target: unknown, override: unknown): unknown {
  if (Array.isArray(override))
    return Array.isArray(target) ? [...(target as unknown[]), ...(override as unknown[])] : override;
  if (!isRecord(override)) return override;
  const merged = new Map<string, unknown>(isRecord(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(override)) {
    if (value === undefined) merged.delete(key);
    else merged.set(key, merge(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

/** Attributes of the resource after overrides of the stack, or undefined where one of them removes the resource. */
function withStackOverrides(
  attributes: Attributes,
  overrides: unknown,
  path: readonly string[],
): Attributes | undefined {
  let current = overrides;
  for (const key of path) {
    if (!isRecord(current) || !Object.hasOwn(current, key)) return attributes;
    current = current[key];
    if (!isRecord(current)) return undefined;
  }
  const merged = merge(attributes, current);
  return isRecord(merged) ? merged : undefined;
}

/**
 * The attributes of a resource as they will stand in the JSON: after setters, `resetX()`, aspects and `addOverride` on
 * the resource and on its stack, with tokens resolved.
 *
 * @returns undefined where the resource will not be in the JSON at all
 */
export function finalAttributes(resource: TerraformResource): Attributes | undefined {
  const inTree = resource.node.scope?.node.tryFindChild(resource.node.id) === resource;
  if (!inTree) return undefined;
  const stack = TerraformStack.of(resource);
  const { terraformResourceType: type, friendlyUniqueId: name } = resource;
  const fragment = resource.toTerraform() as unknown;
  const attributes = resolveTokens(stack, own(own(own(fragment, 'resource'), type), name));
  if (!isRecord(attributes)) return undefined;
  const stackOverrides = (stack as unknown as { readonly rawOverrides?: unknown }).rawOverrides;
  const final = withStackOverrides(attributes, stackOverrides, ['resource', type, name]);
  return final && (resolveTokens(stack, final) as Attributes);
}

/** The value at a dotted path; a list of one block counts as the block itself. `null` is absent. */
export function attributeAt(attributes: Attributes, path: string): unknown {
  let current: unknown = attributes;
  for (const key of path.split('.')) {
    if (Array.isArray(current))
      current = /^\d+$/.test(key) ? current[Number(key)] : current.length === 1 ? own(current[0], key) : undefined;
    else current = own(current, key);
  }
  return current ?? undefined;
}
