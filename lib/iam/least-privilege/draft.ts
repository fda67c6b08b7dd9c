import { GuardrailsError } from '../../core/guardrails-error';
import { shown } from '../../core/texts';
import { isUnresolved } from '../../core/tokens';
import type { ActionEntry, ServiceTable } from '../../iam-data/service-table';
import { isResourceless } from '../action-resources';
import { requireApproved, unlessApproved } from '../deny-guards/approved-principals';
import { partsOf } from '../expressions';
import { PolicyStatement } from '../policy-statement';
import type { Conditions } from '../statement-json';
import { memberName } from './names';
import { nearest } from './nearest';
import type { Permission } from './permission';

/** A resource that actions may be done with. */
export interface Target {
  readonly arn: string;
  /** Kinds that it may be of, as members of services are named; undefined: any of them, as its ARN is a token. */
  readonly kinds: readonly string[] | undefined;
}

/** Actions of one service with what they may be done with, before they are divided by kinds of resource. */
export interface Draft {
  readonly table: ServiceTable;
  readonly actions: readonly ActionEntry[];
  readonly targets: readonly Target[];
  readonly conditions: Conditions;
  readonly unscopable?: string;
  readonly wholeKindReason?: string;
  /** The only ones who may use the permissions: to all others they are denied. */
  readonly approvedPrincipals?: readonly string[];
}

function invalidAction(problem: string): GuardrailsError {
  return new GuardrailsError('POLICY_ACTION_INVALID', problem);
}

/** An action by its name, with or without the prefix of its service. */
function actionOf(table: ServiceTable, written: unknown): ActionEntry {
  if (typeof written !== 'string' || written === '' || isUnresolved(written)) {
    throw invalidAction(`action ${shown(written)} cannot be reviewed; write its name, such as GetObject`);
  }
  if (/[*?]/.test(written)) {
    throw new GuardrailsError(
      'POLICY_ACTION_WILDCARD',
      `action ${shown(written)} has a wildcard, which also allows actions that AWS adds later; list the actions that are needed`,
    );
  }
  const prefix = `${table.prefix}:`;
  const name = written.startsWith(prefix) ? written.slice(prefix.length) : written;
  const action = table.actions.get(name.toLowerCase());
  if (action?.name === name) return action;
  const names = [...table.actions.values()].map((each) => each.name);
  throw invalidAction(`${shown(written)} is no action of ${table.prefix}${nearest(name, names)}`);
}

/** Throws unless there are actions, each one of the service. */
export function actionsOf(table: ServiceTable, names: unknown): readonly ActionEntry[] {
  if (!Array.isArray(names) || names.length === 0) {
    throw invalidAction('no action is named; list those that are needed, such as GetObject');
  }
  return [...new Set((names as readonly unknown[]).map((name) => actionOf(table, name)))];
}

function isFor(action: ActionEntry, { kinds }: Target): boolean {
  const needed = action.resourceTypes.map(({ name }) => memberName(name));
  return kinds === undefined ? needed.length > 0 : needed.some((kind) => kinds.includes(kind));
}

function requireTargets({ table, actions, targets }: Draft): void {
  for (const action of actions) {
    if (targets.some((target) => isFor(action, target))) continue;
    const full = `${table.prefix}:${action.name}`;
    const kinds = action.resourceTypes.map(({ name }) => memberName(name));
    throw new GuardrailsError(
      'POLICY_RESOURCE_INVALID',
      kinds.length === 0
        ? `${full} works on every resource only; allow it apart, with the reason in onUnscopable`
        : `${full} has no resource of a kind that it works on; pass one of ${kinds.join(', ')}, or leave the action out`,
    );
  }
  for (const target of targets) {
    if (actions.some((action) => isFor(action, target))) continue;
    const names = actions.length === 0 ? 'no action' : `none of ${actions.map(({ name }) => name).join(', ')}`;
    throw new GuardrailsError(
      'POLICY_RESOURCE_INVALID',
      `${names} works on resource ${shown(target.arn)}, which is of kind ${target.kinds?.join(' or ') ?? 'unknown'}; leave it out, or add the action it is for`,
    );
  }
}

function requireUnscopable({ table, actions }: Draft): void {
  const scopable = actions.find(({ name }) => !isResourceless(`${table.prefix}:${name}`));
  if (scopable === undefined) return;
  const kinds = scopable.resourceTypes.map(({ name }) => memberName(name));
  throw new GuardrailsError(
    'POLICY_RESOURCE_WILDCARD',
    `${table.prefix}:${scopable.name} can be limited to resources of kind ${kinds.join(', ')}; name them with on`,
  );
}

/** Each action with the resources that it works on, and with no other. */
export function permissionsOf(draft: Draft): readonly Permission[] {
  const { table, actions, targets, conditions, unscopable, wholeKindReason } = draft;
  if (unscopable !== undefined) {
    requireUnscopable(draft);
    const all = actions.map(({ name }) => `${table.prefix}:${name}`);
    return [{ actions: all, resources: ['*'], conditions, unscopable }];
  }
  requireTargets(draft);
  return actions.map((action) => ({
    actions: [`${table.prefix}:${action.name}`],
    resources: [...new Set(targets.filter((target) => isFor(action, target)).map(({ arn }) => arn))],
    conditions,
    ...(wholeKindReason === undefined ? {} : { wholeKindReason }),
  }));
}

/** What is denied to all but the approved principals: everything that the draft allows, under no other conditions. */
export function denialsOf(draft: Draft): readonly Permission[] {
  const { approvedPrincipals } = draft;
  if (approvedPrincipals === undefined) return [];
  const conditions = unlessApproved(requireApproved('approvedPrincipals', approvedPrincipals));
  return permissionsOf(draft).map(({ actions, resources }) => ({ actions, resources, conditions }));
}

function conditionsOf({ conditions }: Permission): Record<string, Record<string, string[]>> {
  return Object.fromEntries(
    Object.entries(conditions).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, [...values]])),
    ]),
  );
}

/** The statement that takes a permission away. */
export function denialOf(permission: Permission): PolicyStatement {
  const { actions, resources } = permission;
  return PolicyStatement.deny({
    actions: [...actions],
    resources: [...resources],
    conditions: conditionsOf(permission),
  });
}

/** The statement of a permission. */
export function statementOf(permission: Permission): PolicyStatement {
  const { actions, resources, unscopable, wholeKindReason } = permission;
  return PolicyStatement.allow({
    actions: [...actions],
    conditions: conditionsOf(permission),
    ...(unscopable === undefined ? { resources: [...resources], wholeKindReason } : { unscopable }),
  });
}

/** The pattern with wildcards that say nothing but a length or hyphens as one: `????????-*` fits each key. */
function collapsed(resource: string): string {
  return partsOf(resource)
    .map(({ text, isExpression }) => (isExpression ? text : text.replace(/[*?-]*[*?][*?-]*/g, '*')))
    .join('');
}

/** Throws unless the statements of a draft are such as `PolicyStatement.allow` takes. */
export function requireSound(draft: Draft): Draft {
  for (const permission of permissionsOf(draft)) {
    statementOf(permission);
    statementOf({ ...permission, resources: permission.resources.map(collapsed) });
  }
  return draft;
}
