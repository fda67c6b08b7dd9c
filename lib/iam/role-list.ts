import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { shown } from '../core/texts';
import type { PolicyStatement } from './policy-statement';
import type { IRole } from './role-ref';

/** Throws GuardrailsError POLICY_STATEMENT_INVALID unless the value is a list or absent. */
export function requireStatementList(statements: unknown, construct: IConstruct): readonly PolicyStatement[] {
  if (statements === undefined) return [];
  if (Array.isArray(statements)) return statements as readonly PolicyStatement[];
  throw new GuardrailsError(
    'POLICY_STATEMENT_INVALID',
    `statements is ${shown(statements)}, allowed is a list of what PolicyStatement.allow and PolicyStatement.deny return; pass one`,
    construct,
  );
}

/** Throws GuardrailsError ROLE_INVALID unless the value can stand for a role. */
export function requireRole(role: unknown, construct?: IConstruct): asserts role is IRole {
  const { addManagedPolicy, addToPolicy, roleArn } = (role ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof addManagedPolicy === 'function' && typeof addToPolicy === 'function' && typeof roleArn === 'string')
    return;
  throw new GuardrailsError(
    'ROLE_INVALID',
    `role is ${shown(role)}, allowed is a Role; import one that was made elsewhere with Role.fromRoleArn or Role.fromRoleName`,
    construct,
  );
}

/** The roles of a list, or none. */
export function requireRoleList(roles: unknown, construct: IConstruct): readonly IRole[] {
  if (roles === undefined) return [];
  if (!Array.isArray(roles)) requireRole(roles, construct);
  for (const role of roles as readonly unknown[]) requireRole(role, construct);
  return roles as readonly IRole[];
}
