import { GuardrailsError } from '../../core/guardrails-error';
import { requireProps } from '../../core/props';
import { shown } from '../../core/texts';
import { GLOBAL_ACTIONS, GLOBAL_SERVICES } from '../../iam-data/global-services';
import { PolicyStatement } from '../policy-statement';
import { requireRegions } from '../region-names';
import type { Conditions } from '../statement-json';
import { ADMINISTRATIVE_ACTIONS, NAME_KEEPING } from './administrative-actions';
import { approvedBy, unlessApproved } from './approved-principals';
import type {
  AdminActionsGuardProps,
  AssumeRoleGuardProps,
  RegionsGuardProps,
  ResourcePolicyGuardProps,
} from './guard-props';
import { AssumeRoleGuard } from './assume-role-guard';
import { ResourcePolicyGuard } from './resource-policy-guard';
import { knownHarmless } from './watch-lockouts';

/** The props as `PolicyStatement` takes them. */
function mutable(conditions: Conditions): Record<string, Record<string, string[]>> {
  return Object.fromEntries(
    Object.entries(conditions).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, [...values]])),
    ]),
  );
}

function requireList(name: string, value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new GuardrailsError('PROPS_INVALID', `${name} is ${shown(value)}, allowed is a list of actions; pass a list`);
}

/**
 * Explicit denials that hold whatever else is allowed, and lock nobody out: fixed lists of actions, denied to all but
 * exactly named principals. For statements of roles, of boundaries (see `DenyGuardBoundary`), of resources and of trust.
 */
export class DenyGuards {
  /**
   * Denies what administrators do (changing roles, policies, users and credentials, opening resources to others) to all
   * but the deployer and the approved principals. Never denies the work of applications. The second statement keeps the
   * approved names: nobody else makes, renames, changes, assumes or hands to services the roles and users of these ARNs.
   * Other roles are not limited: who carries the guard and may use a role that does not carry it has what that role has
   * (see `usableRolePath` of `DenyGuardBoundary`).
   *
   * @throws GuardrailsError PRINCIPAL_ARN_INVALID for wildcards and what is no ARN of one role or user
   * @throws GuardrailsError POLICY_ACTION_INVALID, POLICY_ACTION_WILDCARD, PROPS_INVALID
   */
  static adminActions(props: AdminActionsGuardProps): PolicyStatement[] {
    requireProps(props, 'props of DenyGuards.adminActions');
    const further = requireList('furtherActions', props.furtherActions);
    if (further.includes('*')) {
      throw new GuardrailsError(
        'POLICY_ACTION_WILDCARD',
        'action "*" denies all that a principal does, its work included; list the actions that only administrators need',
      );
    }
    const approved = approvedBy(props);
    const conditions = mutable(unlessApproved(approved));
    const actions = [...new Set([...ADMINISTRATIVE_ACTIONS, ...further])] as string[];
    const guards = [
      PolicyStatement.deny({ sid: 'DenyAdministration', actions, conditions }),
      PolicyStatement.deny({
        sid: 'DenyApprovedNames',
        actions: [...NAME_KEEPING],
        resources: [...approved],
        conditions,
      }),
    ];
    return further.length === 0 ? guards.map((guard) => knownHarmless(guard)) : guards;
  }

  /**
   * Denies requests to other regions, apart from services and actions with one endpoint for all of them: IAM, Route 53,
   * CloudFront and the like. The list is part of the package and grows with it.
   *
   * @throws GuardrailsError POLICY_CONDITION_INVALID for what is no region
   * @throws GuardrailsError POLICY_ACTION_INVALID, PROPS_INVALID
   */
  static otherRegions(props: RegionsGuardProps): PolicyStatement {
    requireProps(props, 'props of DenyGuards.otherRegions');
    requireRegions(props.regions);
    const exempt = requireList('exemptActions', props.exemptActions);
    const everything = exempt.find((action) => typeof action === 'string' && /^[*?]*(?::[*?]*)?$/.test(action));
    if (everything !== undefined) {
      throw new GuardrailsError(
        'POLICY_ACTION_WILDCARD',
        `action ${shown(everything)} exempts everything; name the services that are needed in other regions`,
      );
    }
    const services = [...GLOBAL_SERVICES].map((prefix) => `${prefix}:*`);
    return PolicyStatement.deny({
      sid: 'DenyOtherRegions',
      notActions: [...new Set([...services, ...GLOBAL_ACTIONS, ...exempt])] as string[],
      conditions: { StringNotEquals: { 'aws:RequestedRegion': [...props.regions] } },
    });
  }

  /**
   * Denies to all but the deployer and the approved principals what changes, opens or removes a resource: for the
   * policy of the resource itself. AWS services that act by themselves are spared.
   *
   * @throws GuardrailsError PRINCIPAL_ARN_INVALID, POLICY_RESOURCE_INVALID, PROPS_INVALID
   */
  static resourcePolicy(props: ResourcePolicyGuardProps): ResourcePolicyGuard {
    return new ResourcePolicyGuard(props);
  }

  /**
   * Denies `sts:AssumeRole` to all but the approved principals: for `role.addTrust`, next to principals that allow it.
   * AWS services are spared; callers with a token of an identity provider assume roles by other actions.
   *
   * @throws GuardrailsError PRINCIPAL_ARN_INVALID, PROPS_INVALID
   */
  static assumeRole(props: AssumeRoleGuardProps): AssumeRoleGuard {
    return new AssumeRoleGuard(props);
  }
}
