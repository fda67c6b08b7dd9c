import type { Construct } from 'constructs';
import { GuardrailsError, type GuardrailsErrorCode } from '../core/guardrails-error';
import { shown } from './prop-checks';

/** Throws unless what was made elsewhere is described: each named attribute is there, and security groups are a list. */
export function requireAttributes(
  attributes: object,
  names: readonly string[],
  code: GuardrailsErrorCode,
  construct: Construct,
): void {
  const given = new Map<string, unknown>(Object.entries({ ...attributes }));
  const missing = names.filter((name) => given.get(name) === undefined || given.get(name) === null);
  if (missing.length > 0)
    throw new GuardrailsError(code, `${missing.join(', ')} is missing; pass what AWS says of it`, construct);
  const groups = given.get('securityGroups');
  const isList =
    Array.isArray(groups) &&
    groups.every((group: unknown) => typeof group === 'object' && group !== null && 'securityGroupId' in group);
  if (isList) return;
  throw new GuardrailsError(
    code,
    `securityGroups is ${shown(groups)}, allowed is a list of SecurityGroup constructs; import ids with SecurityGroup.fromSecurityGroupId`,
    construct,
  );
}
