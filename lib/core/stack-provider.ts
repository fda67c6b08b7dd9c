import { TerraformProvider, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { isUnresolved } from './tokens';

/** Region that a provider is configured with, or undefined where it is not literally known. */
export function literalRegion(provider: TerraformProvider): string | undefined {
  const { region } = provider as { readonly region?: unknown };
  return typeof region === 'string' && !isUnresolved(region) ? region : undefined;
}

function isDefaultAws(child: IConstruct): child is TerraformProvider {
  if (!TerraformProvider.isTerraformProvider(child) || child.terraformResourceType !== 'aws') return false;
  return child.alias === undefined;
}

/** Found once: a stack may have thousands of children. A second provider without alias is refused by Terraform. */
const found = new WeakMap<TerraformStack, TerraformProvider>();

/** The default AWS provider of a construct's stack, or undefined where there is none yet or more than one. */
function defaultProvider(scope: IConstruct): TerraformProvider | undefined {
  const stack = TerraformStack.of(scope);
  const known = found.get(stack);
  if (known !== undefined && isDefaultAws(known) && stack.node.tryFindChild(known.node.id) === known) return known;
  const [provider, ...others] = stack.node.children.filter(isDefaultAws);
  if (provider === undefined || others.length > 0) return undefined;
  found.set(stack, provider);
  return provider;
}

/** True where the stack has an AWS provider that resources take unless told otherwise. */
export function hasDefaultProvider(stack: TerraformStack): boolean {
  return stack.node.children.some(isDefaultAws);
}

/** Region of the default AWS provider of a construct's stack, or undefined where it is not literally known. */
export function stackRegion(scope: IConstruct): string | undefined {
  const provider = defaultProvider(scope);
  return provider === undefined ? undefined : literalRegion(provider);
}

/** The only account that the default AWS provider of a construct's stack may work in, where it says so literally. */
export function stackAccount(scope: IConstruct): string | undefined {
  const { allowedAccountIds } = (defaultProvider(scope) ?? {}) as { readonly allowedAccountIds?: unknown };
  if (!Array.isArray(allowedAccountIds) || allowedAccountIds.length !== 1) return undefined;
  const account: unknown = allowedAccountIds[0];
  return typeof account === 'string' && !isUnresolved(account) ? account : undefined;
}
