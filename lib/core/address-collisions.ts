import { TerraformDataSource, TerraformElement, TerraformResource, TerraformStack } from 'cdktf';
import { GuardrailsError } from './guardrails-error';

const watched = new WeakMap<TerraformStack, Set<TerraformResource>>();

/**
 * Fails the synthesis of the resource's stack where something else is written under its address, which CDKTF would merge
 * into it: `overrideLogicalId`, or an element with JSON of its own.
 */
export function watchAddress(resource: TerraformResource): void {
  const stack = TerraformStack.of(resource);
  const known = watched.get(stack);
  if (known !== undefined) {
    known.add(resource);
    return;
  }
  const resources = new Set([resource]);
  watched.set(stack, resources);
  stack.node.addValidation({ validate: () => collisions(stack, resources) });
}

function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Addresses of the resources that an element writes. */
function addressesOf(element: TerraformElement): readonly string[] {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- compared, not called
  const { toTerraform } = element;
  if (TerraformResource.isTerraformResource(element) && toTerraform === TerraformResource.prototype.toTerraform)
    return [addressOf(element)];
  if (toTerraform === TerraformDataSource.prototype.toTerraform) return [];
  const json = element.toTerraform() as unknown;
  const types = isRecord(json) && isRecord(json.resource) ? Object.entries(json.resource) : [];
  return types.flatMap(([type, named]) => (isRecord(named) ? Object.keys(named).map((name) => `${type}.${name}`) : []));
}

function collisions(stack: TerraformStack, resources: ReadonlySet<TerraformResource>): string[] {
  const elements = stack.node
    .findAll()
    .filter(
      (each): each is TerraformElement => TerraformElement.isTerraformElement(each) && !TerraformStack.isStack(each),
    );
  const inTree = new Set<unknown>(elements);
  // One that was removed still counts: what takes its place would be taken for it.
  const owners = new Map([...resources].map((each) => [addressOf(each), each]));
  for (const each of resources) if (inTree.has(each)) owners.set(addressOf(each), each);
  return elements.flatMap((element) => {
    return addressesOf(element).flatMap((address) => {
      const owner = owners.get(address);
      if (owner === undefined || owner === element || TerraformStack.of(element) !== stack) return [];
      const problem = `${address} is written by ${element.node.path} and by ${owner.node.path}, whose attributes are guaranteed: one would change the other; give each an id of its own`;
      return [new GuardrailsError('ADDRESS_TAKEN', problem, element).message];
    });
  });
}
