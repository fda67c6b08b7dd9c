import { loadJson } from '../../compliance/model/load';
import { lockedResources, lockedRoles, type Lockout } from './lockout';

/** A lockout in a stack, and the construct that it is about. */
export interface LockoutInStack {
  readonly message: string;
  readonly constructPath: string | undefined;
}

/** Roles of a stack, by its JSON, that are locked out by a denial that they carry. */
export function lockedRolesIn(json: Readonly<Record<string, unknown>>, name: string): readonly LockoutInStack[] {
  return lockedRoles(loadJson(json, name).configuration).map(inStack);
}

/** Policies of resources in a stack, by its JSON, that lock out whoever runs Terraform. */
export function lockedResourcesIn(
  json: Readonly<Record<string, unknown>>,
  name: string,
  deployerArn: string,
): readonly LockoutInStack[] {
  return lockedResources(loadJson(json, name).configuration, deployerArn).map(inStack);
}

function inStack({ block, message }: Lockout): LockoutInStack {
  return { message, constructPath: block.constructPath };
}
