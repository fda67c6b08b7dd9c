import type { IConstruct } from 'constructs';
import type { Grant } from '../iam/grant';
import type { IRole } from '../iam/role-ref';

/** A secret of Secrets Manager, made here or elsewhere. */
export interface ISecret extends IConstruct {
  /** ARN of the secret. */
  readonly secretArn: string;

  /**
   * Lets the role read the value: `secretsmanager:GetSecretValue` on this secret, and `kms:Decrypt` through it.
   *
   * @param versionStages staging labels that alone may be read, such as `AWSCURRENT`; any by default
   * @throws GuardrailsError SECRET_VERSION_STAGE_INVALID
   */
  grantRead(grantee: IRole, versionStages?: string[]): Grant;

  /**
   * Lets the role set the value: `secretsmanager:PutSecretValue` on this secret, and the use of its key through Secrets
   * Manager. The role cannot read the value.
   */
  grantWrite(grantee: IRole): Grant;

  /**
   * The value, for ephemeral use alone: write-only arguments, provider blocks, and other ephemeral blocks of the same
   * stack. Terraform refuses it elsewhere, so it never comes into the state. Needs Terraform 1.10.
   */
  ephemeralValue(): string;

  /**
   * One member of a value that is a JSON object, for ephemeral use alone: see `ephemeralValue`.
   *
   * @param key name of the member, such as `password`
   * @throws GuardrailsError SECRET_JSON_KEY_INVALID
   */
  ephemeralValueFromJson(key: string): string;
}
