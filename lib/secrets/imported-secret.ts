import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { checkWhenKnown } from '../core/known-literal';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import type { IKey } from '../encryption/key-ref';
import { requireEncryptionKey } from '../encryption/required-key';
import { SecretBase } from './secret-base';

const SECRET = /^arn:[^:*?]+:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@!-]+$/;

function requireArn(arn: unknown, isValid: (arn: string) => boolean, allowed: string, owner: Construct): void {
  if (typeof arn === 'string' && isUnresolved(arn)) {
    checkWhenKnown(owner, arn, (literal) => {
      requireArn(literal, isValid, allowed, owner);
    });
    return;
  }
  if (typeof arn === 'string' && SECRET.test(arn) && isValid(arn)) return;
  throw new GuardrailsError('SECRET_ARN_INVALID', `secret ARN is ${shown(arn)}, ${allowed}`, owner);
}

/** Throws unless the key can encrypt the secret: a symmetric key of the secret's region. */
function requireKeyOf(secret: SecretBase, key: IKey | undefined): void {
  const region = isUnresolved(secret.secretArn) ? undefined : secret.secretArn.split(':')[3];
  requireEncryptionKey(secret, key, 'encryptionKey', () => region);
}

/** A secret that was made elsewhere, such as the one RDS keeps a master password in. */
export class ImportedSecret extends SecretBase {
  readonly secretArn: string;
  protected readonly decryptionKey: IKey | undefined;

  constructor(scope: Construct, id: string, secretArn: string, decryptionKey?: IKey) {
    super(scope, id);
    this.secretArn = secretArn;
    this.decryptionKey = decryptionKey;
    requireArn(
      secretArn,
      (arn) => /-[A-Za-z0-9]{6}$/.test(arn),
      'allowed is the full ARN with its six random characters at the end; copy it from the secret, or pass what you have to fromSecretPartialArn',
      this,
    );
    requireKeyOf(this, decryptionKey);
  }
}

/** A secret that was made elsewhere, whose six random characters are not known. */
export class PartiallyKnownSecret extends SecretBase {
  readonly secretArn: string;
  protected readonly decryptionKey: IKey | undefined;

  constructor(scope: Construct, id: string, secretArn: string, decryptionKey?: IKey) {
    super(scope, id);
    this.secretArn = secretArn;
    this.decryptionKey = decryptionKey;
    requireArn(
      secretArn,
      () => true,
      'allowed is arn:aws:secretsmanager:<region>:<account>:secret:<name>, without wildcards; pass the ARN of one secret',
      this,
    );
    requireKeyOf(this, decryptionKey);
  }

  /** The characters that Secrets Manager adds are exactly six: no secret whose name merely begins alike matches. */
  protected override get arnOfGrants(): string {
    return `${this.secretArn}-??????`;
  }
}
