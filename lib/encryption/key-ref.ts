import type { IConstruct } from 'constructs';
import type { Grant } from '../iam/grant';
import type { IRole } from '../iam/role-ref';

/** Limits a grant on a key. */
export interface KeyGrantOptions {
  /**
   * Service through which alone the key may be used, such as `secretsmanager`, in the region of the key.
   *
   * @default - the key may be used directly
   */
  readonly viaService?: string;

  /**
   * Encryption context that a request must come with, such as `{ SecretARN: secret.secretArn }`.
   *
   * @default - any encryption context
   */
  readonly encryptionContext?: Record<string, string>;
}

/** A customer managed key, made here or elsewhere. */
export interface IKey extends IConstruct {
  /** ARN of the key. */
  readonly keyArn: string;

  /**
   * Lets the role decrypt: `kms:Decrypt` on this key.
   *
   * @throws GuardrailsError KEY_GRANT_INVALID, KEY_USAGE_MISMATCH
   */
  grantDecrypt(grantee: IRole, options?: KeyGrantOptions): Grant;

  /**
   * Lets the role encrypt: `kms:Encrypt` and `kms:GenerateDataKey` on this key.
   *
   * @throws GuardrailsError KEY_GRANT_INVALID, KEY_USAGE_MISMATCH
   */
  grantEncrypt(grantee: IRole, options?: KeyGrantOptions): Grant;

  /**
   * Lets the role encrypt and decrypt: `kms:Encrypt`, `kms:Decrypt` and `kms:GenerateDataKey` on this key.
   *
   * @throws GuardrailsError KEY_GRANT_INVALID, KEY_USAGE_MISMATCH
   */
  grantEncryptDecrypt(grantee: IRole, options?: KeyGrantOptions): Grant;
}
