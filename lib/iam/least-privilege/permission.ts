import { type Conditions, statementKey } from '../statement-json';

/** Actions that may each be done with each of the resources. */
export interface Permission {
  /** Full names, such as `s3:GetObject`. */
  readonly actions: readonly string[];
  /** ARNs; `*` alone where nothing else is possible. */
  readonly resources: readonly string[];
  readonly conditions: Conditions;
  /** Why the actions apply to every resource. */
  readonly unscopable?: string;
  /** Why resources name every one of a kind. */
  readonly wholeKindReason?: string;
}

function union(left: readonly string[], right: readonly string[]): readonly string[] {
  return [...new Set([...left, ...right])];
}

function reasons(left: string | undefined, right: string | undefined): string | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return union(left.split('; '), right.split('; ')).join('; ');
}

function together(left: Permission, right: Permission): Permission {
  const unscopable = reasons(left.unscopable, right.unscopable);
  const wholeKindReason = reasons(left.wholeKindReason, right.wholeKindReason);
  return {
    actions: union(left.actions, right.actions),
    resources: union(left.resources, right.resources),
    conditions: left.conditions,
    ...(unscopable === undefined ? {} : { unscopable }),
    ...(wholeKindReason === undefined ? {} : { wholeKindReason }),
  };
}

/** Puts those together that have the same key, at the place of the first. */
function mergedBy(permissions: readonly Permission[], keyOf: (permission: Permission) => unknown): Permission[] {
  const byKey = new Map<string, Permission>();
  for (const permission of permissions) {
    // A reason excuses the resources that it was given for, and no others.
    const key = statementKey({
      same: keyOf(permission),
      conditions: permission.conditions,
      unscopable: permission.unscopable !== undefined,
      wholeKind: permission.wholeKindReason !== undefined,
    });
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? permission : together(known, permission));
  }
  return [...byKey.values()];
}

/**
 * Fewer permissions that allow exactly the same: under each set of conditions every action gets all of its resources, and
 * actions with the same resources become one permission. No action comes to a resource that it was not allowed on.
 */
export function merged(permissions: readonly Permission[]): readonly Permission[] {
  const single = permissions.flatMap((each) => each.actions.map((action) => ({ ...each, actions: [action] })));
  const byAction = mergedBy(single, ({ actions }) => actions);
  return mergedBy(byAction, ({ resources }) => resources);
}

/**
 * The permission in parts that fit, each with some of the resources, or of the actions where there is one resource.
 *
 * @returns parts as small as they get where nothing fits
 */
export function divided(permission: Permission, fits: (part: Permission) => boolean): readonly Permission[] {
  if (fits(permission)) return [permission];
  for (const list of ['resources', 'actions'] as const) {
    const { length } = permission[list];
    if (length < 2) continue;
    const halves = [permission[list].slice(0, length / 2), permission[list].slice(length / 2)];
    return halves.flatMap((half) => divided({ ...permission, [list]: half }, fits));
  }
  return [permission];
}
