import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformResource, TerraformStack, Testing } from 'cdktf';
import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../../lib/core/guardrails-error';

export type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

export interface Synthesised {
  readonly resource: Blocks;
  readonly data: Blocks;
}

/** A stack with a provider, in an app of its own. */
export function newStack(name = 'shop', context: Record<string, unknown> = {}): TerraformStack {
  const stack = new TerraformStack(Testing.app({ context }), name);
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  return stack;
}

/** Synthesises with validations. */
export function synth(stack: TerraformStack): Synthesised {
  const { resource = {}, data = {} } = JSON.parse(Testing.synth(stack, true)) as Partial<Synthesised>;
  return { resource, data };
}

/** Attributes of all resources of a type, by address order. */
export function resourcesOf(json: Synthesised, type: string): readonly Readonly<Record<string, unknown>>[] {
  return Object.values(json.resource[type] ?? {});
}

/** Attributes of the only resource of a type. */
export function onlyResource(json: Synthesised, type: string): Readonly<Record<string, unknown>> {
  const found = resourcesOf(json, type);
  expect(found).toHaveLength(1);
  return found[0] ?? {};
}

/** Runs a function that must throw a GuardrailsError, and returns it. */
export function errorOf(action: () => unknown): GuardrailsError {
  try {
    action();
  } catch (error) {
    if (error instanceof GuardrailsError) return error;
    throw error;
  }
  throw new Error('expected a GuardrailsError, but nothing was thrown');
}

export type Attack<R extends TerraformResource = TerraformResource> = readonly [
  name: string,
  run: (resource: R, stack: TerraformStack) => void,
];

/** The resource below a construct whose id is a text, or else begins with it. */
export function childResource(construct: IConstruct, idPrefix: string): TerraformResource {
  const { node } = construct;
  const child = node.tryFindChild(idPrefix) ?? node.children.find((each) => each.node.id.startsWith(idPrefix));
  if (!TerraformResource.isTerraformResource(child)) throw new Error(`no resource ${idPrefix}`);
  return child;
}

/** The ways in which an attribute can be changed behind a construct's back, apart from setters and resets. */
export function overrideAttacks(attribute: string, insecure: unknown): readonly Attack[] {
  const onStack = (resource: TerraformResource) =>
    `resource.${resource.terraformResourceType}.${resource.friendlyUniqueId}.${attribute}`;
  return [
    [
      `addOverride(${attribute})`,
      (resource) => {
        resource.addOverride(attribute, insecure);
      },
    ],
    [
      `addOverride(${attribute}) with an expression`,
      (resource) => {
        resource.addOverride(attribute, '${var.choice}');
      },
    ],
    [
      `stack.addOverride(${attribute})`,
      (resource, stack) => {
        stack.addOverride(onStack(resource), insecure);
      },
    ],
  ];
}

/** Deletes an attribute that a construct relies on. */
export function deletionAttacks(attribute: string): readonly Attack[] {
  const onStack = (resource: TerraformResource) =>
    `resource.${resource.terraformResourceType}.${resource.friendlyUniqueId}.${attribute}`;
  return [
    [
      `addOverride(${attribute}, undefined)`,
      (resource) => {
        resource.addOverride(attribute, undefined);
      },
    ],
    [
      `addOverride(${attribute}, null)`,
      (resource) => {
        resource.addOverride(attribute, null);
      },
    ],
    [
      `stack.addOverride(${attribute}, undefined)`,
      (resource, stack) => {
        stack.addOverride(onStack(resource), undefined);
      },
    ],
  ];
}
