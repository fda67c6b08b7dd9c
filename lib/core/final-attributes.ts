import { TerraformStack, type TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import { resolveTokens } from './tokens';

export type Attributes = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Merges an override as CDKTF does: objects deeply, lists by appending or by index, `undefined` deletes. */
function merge(target: unknown, override: unknown): unknown {
  if (Array.isArray(override))
    return Array.isArray(target) ? [...(target as unknown[]), ...(override as unknown[])] : override;
  if (!isRecord(override)) return override;
  if (Array.isArray(target)) return mergeItems(target, override);
  const merged = new Map<string, unknown>(isRecord(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(override)) {
    if (value === undefined) merged.delete(key);
    else merged.set(key, merge(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

function mergeItems(list: readonly unknown[], override: Attributes): readonly unknown[] {
  const merged = [...list];
  for (const [key, value] of Object.entries(override)) {
    if (/^\d+$/.test(key)) merged[Number(key)] = value === undefined ? undefined : merge(merged[Number(key)], value);
  }
  return merged;
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

/** What `addOverride` noted on a stack or a resource: CDKTF keeps it to itself. */
function rawOverridesOf(element: TerraformResource | TerraformStack): Attributes {
  const { rawOverrides } = element as unknown as { readonly rawOverrides?: unknown };
  return isRecord(rawOverrides) ? rawOverrides : {};
}

/** The resource's part of the JSON before tokens are resolved, or undefined where it has none. */
function fragmentOf(resource: TerraformResource): Attributes | undefined {
  const inTree = resource.node.scope?.node.tryFindChild(resource.node.id) === resource;
  if (!inTree) return undefined;
  const fragment = resource.toTerraform() as unknown;
  const attributes = own(own(own(fragment, 'resource'), resource.terraformResourceType), resource.friendlyUniqueId);
  return isRecord(attributes) ? attributes : undefined;
}

/**
 * The attributes of a resource as they will stand in the JSON: after setters, `resetX()`, aspects and `addOverride` on
 * the resource and on its stack, with tokens resolved.
 *
 * @returns undefined where the resource will not be in the JSON at all
 */
export function finalAttributes(resource: TerraformResource): Attributes | undefined {
  const fragment = fragmentOf(resource);
  return fragment && resolvedWithOverrides(resource, fragment);
}

function resolvedWithOverrides(resource: TerraformResource, fragment: Attributes): Attributes | undefined {
  const stack = TerraformStack.of(resource);
  const attributes = resolveTokens(stack, fragment) as Attributes;
  const path = ['resource', resource.terraformResourceType, resource.friendlyUniqueId];
  const final = withStackOverrides(attributes, rawOverridesOf(stack), path);
  return final && (resolveTokens(stack, final) as Attributes);
}

function isOverridden(resource: TerraformResource): boolean {
  if (Object.keys(rawOverridesOf(resource)).some((key) => key !== '//')) return true;
  let current: unknown = rawOverridesOf(TerraformStack.of(resource));
  for (const key of ['resource', resource.terraformResourceType, resource.friendlyUniqueId]) {
    if (!isRecord(current)) return true;
    if (!Object.hasOwn(current, key)) return false;
    current = current[key];
  }
  return true;
}

/** What `finalAttributes` says, worked out attribute by attribute: tokens that nobody asks for are never resolved. */
export class FinalAttributes {
  /** @returns undefined where the resource will not be in the JSON at all */
  static of(resource: TerraformResource): FinalAttributes | undefined {
    const fragment = fragmentOf(resource);
    if (fragment === undefined) return undefined;
    if (!isOverridden(resource)) return new FinalAttributes(fragment, TerraformStack.of(resource));
    const final = resolvedWithOverrides(resource, fragment);
    return final && new FinalAttributes(final);
  }

  private readonly resolved = new Map<string, unknown>();

  private constructor(
    private readonly attributes: Attributes,
    /** Where tokens are resolved; undefined where they are already. */
    private readonly scope?: IConstruct,
  ) {}

  /** The value at a dotted path, as `attributeAt` reads it. */
  at(path: string): unknown {
    const dot = path.indexOf('.');
    const value = this.root(dot < 0 ? path : path.slice(0, dot)) ?? undefined;
    return dot < 0 || value === undefined ? value : attributeAt({ value }, `value${path.slice(dot)}`);
  }

  /** True where the attribute is the very value: seen without resolving any token. */
  isExactly(attribute: string, value: unknown): boolean {
    if (attribute.includes('.')) return false;
    const actual = own(this.attributes, attribute);
    if (!Array.isArray(actual) || !Array.isArray(value)) return (actual ?? undefined) === (value ?? undefined);
    return actual.length === value.length && actual.every((each, index) => each === (value as unknown[])[index]);
  }

  private root(name: string): unknown {
    const value = own(this.attributes, name);
    if (this.scope === undefined || value === undefined || value === null) return value;
    if (!this.resolved.has(name)) {
      this.resolved.set(name, resolveTokens(this.scope, resolveTokens(this.scope, value)));
    }
    return this.resolved.get(name);
  }
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
