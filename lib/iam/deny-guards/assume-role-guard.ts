import { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import { finalAttributes } from '../../core/final-attributes';
import { GuardrailsError } from '../../core/guardrails-error';
import { requireProps } from '../../core/props';
import { Principal } from '../principal';
import type { StatementJson } from '../statement-json';
import { requireApproved, unlessApproved } from './approved-principals';
import type { AssumeRoleGuardProps } from './guard-props';
import { SPARING_SERVICES } from './sparing-services';

/**
 * The only ones who may assume a role of those that are let in: made by `DenyGuards.assumeRole`. It lets nobody in by
 * itself: it goes next to principals that do.
 */
export class AssumeRoleGuard extends Principal {
  private readonly approved: readonly string[];

  /** @throws GuardrailsError PRINCIPAL_ARN_INVALID, PROPS_INVALID */
  constructor(props: AssumeRoleGuardProps) {
    super();
    requireProps(props, 'props of AssumeRoleGuard');
    this.approved = requireApproved('approvedPrincipals', props.approvedPrincipals);
  }

  /** @internal */
  override _trustStatements(scope: IConstruct): readonly StatementJson[] {
    scope.node.addValidation({ validate: () => nobodyIn(scope) });
    return [
      {
        Sid: 'DenyOtherPrincipals',
        Effect: 'Deny',
        Principal: '*',
        Action: ['sts:AssumeRole'],
        Condition: { ...unlessApproved(this.approved), ...SPARING_SERVICES },
      },
    ];
  }
}

/** A trust that only denies is a role for nobody. */
function nobodyIn(role: IConstruct): string[] {
  const resource = role.node.tryFindChild('Resource');
  if (!TerraformResource.isTerraformResource(resource)) return [];
  const trust = finalAttributes(resource)?.assume_role_policy;
  if (typeof trust !== 'string' || /"Effect":\s*"Allow"/.test(trust) || !trust.includes('"DenyOtherPrincipals"'))
    return [];
  const problem =
    'the trust of the role lets nobody in: a guard keeps others out and no more; name in assumedBy who may assume the role';
  return [new GuardrailsError('PRINCIPAL_MISSING', problem, role).message];
}
