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

/** Region of the default AWS provider of a construct's stack, or undefined where it is not literally known. */
export function stackRegion(scope: IConstruct): string | undefined {
  const [provider, ...others] = TerraformStack.of(scope).node.children.filter(isDefaultAws);
  return provider === undefined || others.length > 0 ? undefined : literalRegion(provider);
}

/** The only account that the default AWS provider of a construct's stack may work in, where it says so literally. */
export function stackAccount(scope: IConstruct): string | undefined {
  const [provider, ...others] = TerraformStack.of(scope).node.children.filter(isDefaultAws);
  const { allowedAccountIds } = (provider ?? {}) as { readonly allowedAccountIds?: unknown };
  if (others.length > 0 || !Array.isArray(allowedAccountIds) || allowedAccountIds.length !== 1) return undefined;
  const account: unknown = allowedAccountIds[0];
  return typeof account === 'string' && !isUnresolved(account) ? account : undefined;
}
