import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';

/** Throws GuardrailsError VPC_ID_INVALID unless the text is the id of a VPC, or a token. */
export function requireVpcId(vpcId: string, construct: IConstruct): void {
  const given: unknown = vpcId;
  if (typeof given === 'string' && (isUnresolved(given) || /^vpc-[0-9a-z]+$/.test(given))) return;
  throw new GuardrailsError(
    'VPC_ID_INVALID',
    `vpcId is ${shown(given)}, allowed are ids such as vpc-0123456789abcdef0; pass the id of the VPC`,
    construct,
  );
}
