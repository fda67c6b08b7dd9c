import { type IResolvable, Op, type Postcondition, TerraformSelf } from 'cdktf';
import type { Construct } from 'constructs';
import { GuardrailsError, type GuardrailsErrorCode } from '../core/guardrails-error';

/** Props of a new instance that RDS refuses where the data comes from elsewhere. */
const OF_THE_SOURCE = [
  'databaseName',
  'masterUsername',
  'masterPasswordWo',
  'masterPasswordWoVersion',
  'blueGreenUpdate',
  'timezone',
  'characterSetName',
];

/** Throws for props, given from JavaScript or spread from another form, that the source decides about. */
export function refuseSourceProps(
  props: object,
  code: GuardrailsErrorCode,
  construct: Construct,
  more: readonly string[] = [],
): void {
  const given = [...OF_THE_SOURCE, ...more].find(
    (name) => Object.hasOwn(props, name) && (props as Record<string, unknown>)[name] !== undefined,
  );
  if (given === undefined) return;
  throw new GuardrailsError(
    code,
    `${given} is set, but the source of the data decides about it; leave it out`,
    construct,
  );
}

/**
 * What Terraform checks once a copy is made: RDS takes encryption from the source, whatever `storage_encrypted` says.
 *
 * @param keyArn key that the storage must have; undefined for any
 */
export function encryptionCheck(keyArn: string | undefined): Postcondition {
  const encrypted: unknown = TerraformSelf.getAny('storage_encrypted');
  const hasKey = keyArn === undefined ? undefined : Op.eq(TerraformSelf.getString('kms_key_id'), keyArn);
  return {
    condition: hasKey === undefined ? (encrypted as IResolvable) : Op.and(encrypted, hasKey),
    errorMessage:
      'the storage of the copy is not encrypted with the key that was asked for, because RDS takes encryption from the source; encrypt the source first: restore an encrypted copy of its snapshot',
  };
}
