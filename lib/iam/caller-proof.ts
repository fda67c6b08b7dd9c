import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { checkWhenKnown } from '../core/known-literal';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import type { Conditions } from './statement-json';

/** What a caller of another account proves that it was meant: at least one of the two is needed. */
export interface CallerProofProps {
  /**
   * External id that the caller must present: agree on a value that is unique to the two of you. 2 to 1224 characters.
   *
   * @default - none
   */
  readonly externalId?: string;

  /**
   * Organization that the caller must belong to, such as `o-a1b2c3d4e5`.
   *
   * @default - none
   */
  readonly organizationId?: string;
}

function missing(problem: string): GuardrailsError {
  return new GuardrailsError('PRINCIPAL_EXTERNAL_ID_MISSING', problem);
}

/** Throws GuardrailsError PRINCIPAL_EXTERNAL_ID_MISSING for a proof with wildcards or outside of AWS's format. */
export function requireExactProof({ externalId, organizationId }: CallerProofProps): void {
  requireExact('externalId', externalId, /^[\w+=,.@:/-]{2,1224}$/, '2 to 1224 letters, digits and _+=,.@:/-');
  requireExact('organizationId', organizationId, /^o-[a-z0-9]{10,32}$/, 'the form o-a1b2c3d4e5');
}

/** Looks at a proof of tokens again when the app is synthesised. */
export function checkProofWhenKnown(scope: IConstruct, { externalId, organizationId }: CallerProofProps): void {
  if (isUnresolved(externalId)) {
    checkWhenKnown(scope, externalId, (literal) => {
      requireExactProof({ externalId: literal as string });
    });
  }
  if (isUnresolved(organizationId)) {
    checkWhenKnown(scope, organizationId, (literal) => {
      requireExactProof({ organizationId: literal as string });
    });
  }
}

function requireExact(name: string, value: string | undefined, format: RegExp, allowed: string): void {
  if (value === undefined || isUnresolved(value)) return;
  if (typeof value === 'string' && format.test(value)) return;
  throw missing(`${name} is ${shown(value)}, allowed is ${allowed}, which proves something; pass the exact value`);
}

/** Throws GuardrailsError PRINCIPAL_EXTERNAL_ID_MISSING where there is nothing to prove. */
export function requireProof(caller: string, { externalId, organizationId }: CallerProofProps): void {
  if (externalId !== undefined || organizationId !== undefined) return;
  throw missing(
    `${caller} is trusted without an external id, so a service that it uses can be tricked into assuming the role; pass externalId or organizationId`,
  );
}

export function proofConditions({ externalId, organizationId }: CallerProofProps): Conditions | undefined {
  const keys = {
    ...(externalId === undefined ? {} : { 'sts:ExternalId': [externalId] }),
    ...(organizationId === undefined ? {} : { 'aws:PrincipalOrgID': [organizationId] }),
  };
  return Object.keys(keys).length === 0 ? undefined : { StringEquals: keys };
}
