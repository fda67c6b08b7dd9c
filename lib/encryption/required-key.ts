import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { stackRegion } from '../core/stack-provider';
import { shown } from '../core/texts';
import { checkWhenKnown } from '../core/known-literal';
import { isUnresolved } from '../core/tokens';
import { isKeyArn, KEY_ARN_FORM, regionOfKey } from './key-arn';
import { KeyBase } from './key-base';
import type { IKey } from './key-ref';

/** What is wrong with using a key in the owner's region, as far as both regions are known. */
function regionFault(key: IKey, name: string, regionOfUse: () => string | undefined): string | undefined {
  const region = key instanceof KeyBase ? key._literalRegion() : regionOfKey(key.keyArn);
  const use = region === undefined ? undefined : regionOfUse();
  if (region === undefined || use === undefined || use === region) return undefined;
  return `${name} is in ${region}, but is used in ${use}, where KMS does not know it; pass a key of ${use}`;
}

function requireArn(owner: Construct, key: IKey, name: string): void {
  const keyArn: unknown = (key as IKey | null)?.keyArn;
  const requireLiteral = (literal: unknown): void => {
    if (isKeyArn(literal)) return;
    throw new GuardrailsError(
      'KEY_ARN_INVALID',
      `${name} has the key ARN ${shown(literal)}, allowed is ${KEY_ARN_FORM}; pass a Key, or Key.fromKeyArn(…)`,
      owner,
    );
  };
  if (typeof keyArn !== 'string' || !isUnresolved(keyArn)) requireLiteral(keyArn);
  else if (!(key instanceof KeyBase)) checkWhenKnown(owner, keyArn, requireLiteral);
}

/**
 * Throws unless a key can encrypt what the owner makes: a symmetric key, given by its ARN, in the owner's region. Regions
 * that become known later are looked at when the app is synthesised. Absent keys pass.
 *
 * @param name prop that holds the key
 * @param regionOfUse region of what is encrypted, as far as it is known; that of the owner's stack by default
 * @throws GuardrailsError KEY_ARN_INVALID, KEY_USAGE_MISMATCH, KEY_REGION_MISMATCH
 */
export function requireEncryptionKey(
  owner: Construct,
  key: IKey | undefined,
  name = 'encryptionKey',
  regionOfUse: () => string | undefined = () => stackRegion(owner),
): void {
  if (key === undefined) return;
  requireArn(owner, key, name);
  const spec = key instanceof KeyBase ? key._unfitSpec() : undefined;
  if (spec !== undefined) {
    throw new GuardrailsError(
      'KEY_USAGE_MISMATCH',
      `${name} is of ${spec}, with which AWS services do not encrypt; pass a key of SYMMETRIC_DEFAULT`,
      owner,
    );
  }
  const problem = regionFault(key, name, regionOfUse);
  if (problem !== undefined) throw new GuardrailsError('KEY_REGION_MISMATCH', problem, owner);
  owner.node.addValidation({
    validate: () => {
      const late = regionFault(key, name, regionOfUse);
      return late === undefined ? [] : [new GuardrailsError('KEY_REGION_MISMATCH', late, owner).message];
    },
  });
}
