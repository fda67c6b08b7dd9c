import { GuardrailsError } from '../../core/guardrails-error';
import { requireProps } from '../../core/props';
import { shown } from '../../core/texts';
import { isUnresolved } from '../../core/tokens';
import type { StatementJson } from '../statement-json';
import { RESOURCE_GUARDS } from './administrative-actions';
import { approvedBy, unlessApproved } from './approved-principals';
import type { ResourcePolicyGuardProps } from './guard-props';
import { SPARING_SERVICES } from './sparing-services';

function requireService(service: unknown): readonly string[] {
  const actions = typeof service === 'string' ? RESOURCE_GUARDS.get(service) : undefined;
  if (actions !== undefined) return actions;
  throw new GuardrailsError(
    'PROPS_INVALID',
    `service is ${shown(service)}, allowed are ${[...RESOURCE_GUARDS.keys()].join(', ')}; pass that of the resource`,
  );
}

function requireResource(arn: unknown, service: string): void {
  if (arn === '*' || (typeof arn === 'string' && !arn.startsWith('#{') && isUnresolved(arn))) return;
  if (typeof arn === 'string' && new RegExp(`^arn:[^:*?]+:${service}:[^*?]+$`).test(arn)) return;
  throw new GuardrailsError(
    'POLICY_RESOURCE_INVALID',
    `resource ${shown(arn)} is no ARN of one resource of ${service}; pass the arn attribute of the resource`,
  );
}

/**
 * A denial for the policy of a resource: made by `DenyGuards.resourcePolicy`. `statement` goes into a policy that is
 * written as JSON; `actions` and `conditions` go into `SecretPolicyStatement.deny`.
 */
export class ResourcePolicyGuard {
  private readonly json: StatementJson;

  /** @throws GuardrailsError POLICY_RESOURCE_INVALID, PRINCIPAL_ARN_INVALID, PROPS_INVALID */
  constructor(props: ResourcePolicyGuardProps) {
    requireProps(props, 'props of ResourcePolicyGuard');
    const { service, resourceArn } = props;
    const actions = requireService(service);
    requireResource(resourceArn, service);
    this.json = {
      Sid: 'DenyAdministration',
      Effect: 'Deny',
      Principal: '*',
      Action: actions,
      Resource: [resourceArn],
      Condition: { ...unlessApproved(approvedBy(props)), ...SPARING_SERVICES },
    };
  }

  /** Full names of the actions that are denied. */
  get actions(): string[] {
    return [...(this.json.Action ?? [])];
  }

  /** Condition values by operator and key. */
  get conditions(): Record<string, Record<string, string[]>> {
    return structuredClone(this.json.Condition ?? {}) as Record<string, Record<string, string[]>>;
  }

  /** The statement as AWS reads it, for the `Statement` list of a policy. */
  get statement(): Record<string, unknown> {
    return structuredClone(this.json) as unknown as Record<string, unknown>;
  }
}
