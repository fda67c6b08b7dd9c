import type { IConstruct } from 'constructs';
import type { Grant } from '../iam/grant';
import type { IRole } from '../iam/role-ref';

/** A secret of Secrets Manager, made here or elsewhere. */
export interface ISecret extends IConstruct {
  /** ARN of the secret. */
  readonly secretArn: string;

  /** Lets the role read the value: `secretsmanager:GetSecretValue` on this secret, and `kms:Decrypt` through it. */
  grantRead(grantee: IRole): Grant;
}
