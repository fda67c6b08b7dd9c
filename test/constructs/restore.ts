import { ComplexList, ComplexMap, ComplexObject, type TerraformResource, TerraformStack } from 'cdktf';

type Properties = Record<string, unknown>;

/** Properties that lead out of a resource. */
const LINKS = new Set(['node', 'terraformResource']);

/** Copies plain objects and lists deeply; leaves tokens and other objects as they are. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copy(each)]));
}

function isBlockReference(value: unknown): value is object {
  return value instanceof ComplexObject || value instanceof ComplexList || value instanceof ComplexMap;
}

/** Remembers an object's own properties, those of the block references in it, and its plain values deeply. */
function remember(target: object, seen = new Set<object>()): () => void {
  seen.add(target);
  const properties = Object.entries(target).filter(([name]) => !LINKS.has(name));
  const nested = properties.flatMap(([, value]) =>
    isBlockReference(value) && !seen.has(value) ? [remember(value, seen)] : [],
  );
  const values = new Map(properties.map(([name, value]) => [name, copy(value)]));
  return () => {
    for (const name of Object.keys(target)) if (!LINKS.has(name)) (target as Properties)[name] = copy(values.get(name));
    for (const restore of nested) restore();
  };
}

/** Remembers the attributes, overrides and lifecycle of a resource, its place in the tree, and overrides of its stack. */
export function checkpoint(resource: TerraformResource): () => void {
  const stack = TerraformStack.of(resource) as unknown as { rawOverrides: unknown };
  const overrides = copy(stack.rawOverrides);
  const restoreProperties = remember(resource);
  const { scope, id } = resource.node;
  return () => {
    restoreProperties();
    stack.rawOverrides = copy(overrides);
    if (scope === undefined || scope.node.tryFindChild(id) === resource) return;
    const parent = scope.node as unknown as { readonly addChild: (child: TerraformResource, name: string) => void };
    parent.addChild(resource, id);
  };
}
