import { GuardrailsError } from '../../core/guardrails-error';
import { requireProps } from '../../core/props';
import { shown } from '../../core/texts';
import type { StatementJson } from '../statement-json';
import { RESOURCE_GUARDS } from './administrative-actions';
import { approvedBy, unlessApproved } from './approved-principals';
import type { ResourcePolicyGuardProps } from './guard-props';
import { MARK, markedText } from './marked-text';
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
  if (isOneResource(arn, service)) return;
  throw new GuardrailsError(
    'POLICY_RESOURCE_INVALID',
    `resource ${shown(arn)} is no ARN of one resource of ${service}, to which the denied actions apply; pass the arn attribute of the resource`,
  );
}

function isOneResource(arn: unknown, service: string): boolean {
  // The policy of a bucket names the bucket; what has a slash is in it.
  const isBucket = service === 's3';
  if (arn === '*') return !isBucket;
  if (typeof arn !== 'string' || arn.startsWith('#{')) return false;
  const marked = markedText(arn) ?? '*';
  if (/[*?$]/.test(marked) || (isBucket && marked.includes('/'))) return false;
  return marked.startsWith(MARK) || new RegExp(`^arn:[^:]+:(?:${service}|${MARK}):.+$`).test(marked);
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
      // ECR refuses policies of repositories that name a resource.
      ...(service === 'ecr' ? {} : { Resource: [resourceArn] }),
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
