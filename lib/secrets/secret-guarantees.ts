import type { SecretsmanagerSecret, SecretsmanagerSecretReplica } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import type { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import type { Construct } from 'constructs';
import { guarantee, integerBetween } from '../core/guarantee';
import { isUnresolved } from '../core/tokens';

/** Days that a deleted secret can still be restored: what Secrets Manager takes, and what is secure. */
export const RECOVERY = { min: 7, max: 30, byDefault: 30 };

interface SecretPromises {
  readonly keyArn: string;
  readonly recoveryWindowDays: number;
  readonly replica: readonly SecretsmanagerSecretReplica[] | undefined;
}

/** Promises about the secret itself. */
export function guaranteeSecret(
  owner: Construct,
  resource: SecretsmanagerSecret,
  { keyArn, recoveryWindowDays, replica }: SecretPromises,
): void {
  const shortest = isUnresolved(recoveryWindowDays) ? RECOVERY.byDefault : recoveryWindowDays;
  guarantee(owner, resource, [
    {
      code: 'SECRET_ENCRYPTED',
      attribute: 'kms_key_id',
      value: keyArn,
      promise: 'a customer managed key',
      instead: 'use the prop encryptionKey',
      rules: ['secretsmanager-secret-cmk'],
    },
    {
      code: 'SECRET_RECOVERY_WINDOW',
      attribute: 'recovery_window_in_days',
      value: recoveryWindowDays,
      accepts: integerBetween(shortest, RECOVERY.max),
      promise: shortest === RECOVERY.max ? `${shortest} days` : `${shortest} to ${RECOVERY.max} days`,
      instead: 'use the props recoveryWindowDays and looseningReason',
      rules: ['secretsmanager-recovery-window'],
    },
    {
      code: 'SECRET_POLICY',
      attribute: 'policy',
      value: undefined,
      promise: 'a policy that is checked against public access',
      instead: 'use addToResourcePolicy',
      rules: ['secretsmanager-policy-not-public'],
    },
    {
      code: 'SECRET_REPLICA',
      attribute: 'replica',
      value: replica?.map(({ region, kmsKeyId }) => ({ region, kms_key_id: kmsKeyId })),
      promise: 'copies under keys of their own alone',
      instead: 'use the prop replicas',
      rules: ['secretsmanager-replica-cmk'],
    },
    {
      code: 'SECRET_REPLICA',
      attribute: 'force_overwrite_replica_secret',
      value: undefined,
      accepts: (value) => value === false || value === 'false',
      promise: 'that no secret of another region is overwritten',
    },
  ]);
}

interface ValuePromises {
  readonly secretArn: string;
  readonly expression: string;
  readonly version: number;
}

/** Promises about the value: it is written only, and never kept. */
export function guaranteeValue(
  owner: Construct,
  value: SecretsmanagerSecretVersion,
  { secretArn, expression, version }: ValuePromises,
): void {
  const writeOnly = {
    code: 'SECRET_VALUE_WRITE_ONLY',
    instead: 'use the prop secretStringWo or generatedValue',
    rules: ['secretsmanager-write-only-value', 'secretsmanager-no-plaintext-value'],
    sensitive: true,
  };
  guarantee(owner, value, [
    ...['secret_string', 'secret_binary'].map((attribute) => ({
      ...writeOnly,
      attribute,
      value: undefined,
      promise: 'a value that is written only',
    })),
    {
      ...writeOnly,
      attribute: 'secret_string_wo',
      value: expression,
      promise: 'the expression of the prop secretStringWo or generatedValue',
    },
    {
      code: 'SECRET_VALUE_VERSION',
      attribute: 'secret_string_wo_version',
      value: version,
      instead: 'use the prop secretStringWoVersion',
    },
    { code: 'SECRET_VALUE_TARGET', attribute: 'secret_id', value: secretArn, promise: 'the value of its own secret' },
  ]);
}
