import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { isUnresolved } from '../core/tokens';
import type { IKey } from '../encryption/key-ref';
import { SecretBase } from './secret-base';

/** A secret that was made elsewhere, such as the one RDS keeps a master password in. */
export class ImportedSecret extends SecretBase {
  readonly secretArn: string;
  protected readonly decryptionKey: IKey | undefined;

  constructor(scope: Construct, id: string, secretArn: string, decryptionKey?: IKey) {
    super(scope, id);
    this.secretArn = secretArn;
    this.decryptionKey = decryptionKey;
    if (
      isUnresolved(secretArn) ||
      /^arn:[^:]+:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^*?]+-[A-Za-z0-9]{6}$/.test(secretArn)
    )
      return;
    throw new GuardrailsError(
      'SECRET_ARN_INVALID',
      `secret ARN is ${JSON.stringify(secretArn)}, allowed is the full ARN with its six random characters at the end; copy it from the secret`,
      this,
    );
  }
}
