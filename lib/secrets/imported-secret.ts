import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { checkWhenKnown } from '../core/known-literal';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import type { IKey } from '../encryption/key-ref';
import { requireEncryptionKey } from '../encryption/required-key';
import {
  accountOfArn,
  foreignAccount,
  nameOfRole,
  requireAdmission,
  requireAdmissionReason,
} from '../iam/grant-accounts';
import type { IRole } from '../iam/role-ref';
import type { StatementJson } from '../iam/statement-json';
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

/** What is known of a secret that was made elsewhere. */
interface ImportedSecretProps {
  readonly encryptionKey?: IKey;
  readonly admittedByOwnerReason?: string;
}

/** What secrets made elsewhere share: their policies are not ours to extend. */
abstract class SecretMadeElsewhere extends SecretBase {
  protected readonly decryptionKey: IKey | undefined;
  private readonly admittedByOwnerReason: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    readonly secretArn: string,
    { encryptionKey, admittedByOwnerReason }: ImportedSecretProps,
  ) {
    super(scope, id);
    this.decryptionKey = encryptionKey;
    this.admittedByOwnerReason = admittedByOwnerReason;
    requireAdmissionReason(admittedByOwnerReason, this);
  }

  /** @internal */
  protected override _admit(grantee: IRole): readonly StatementJson[] {
    const own = accountOfArn(this.secretArn, this);
    requireAdmission(grantee, own, this.admittedByOwnerReason, this);
    if (this.decryptionKey !== undefined || foreignAccount(grantee, own) === undefined) return [];
    throw new GuardrailsError(
      'GRANT_CROSS_ACCOUNT',
      `role ${nameOfRole(grantee)} is of another account than the secret, and the key that AWS manages for secrets serves no other account; pass encryptionKey, the customer managed key of the secret`,
      this,
    );
  }
}

/** A secret that was made elsewhere, such as the one RDS keeps a master password in. */
export class ImportedSecret extends SecretMadeElsewhere {
  constructor(scope: Construct, id: string, secretArn: string, props: ImportedSecretProps = {}) {
    super(scope, id, secretArn, props);
    requireArn(
      secretArn,
      (arn) => /-[A-Za-z0-9]{6}$/.test(arn),
      'allowed is the full ARN with its six random characters at the end; copy it from the secret, or pass what you have to fromSecretPartialArn',
      this,
    );
    requireKeyOf(this, props.encryptionKey);
  }
}

/** A secret that was made elsewhere, whose six random characters are not known. */
export class PartiallyKnownSecret extends SecretMadeElsewhere {
  constructor(scope: Construct, id: string, secretArn: string, encryptionKey?: IKey) {
    super(scope, id, secretArn, { encryptionKey });
    requireArn(
      secretArn,
      () => true,
      'allowed is arn:aws:secretsmanager:<region>:<account>:secret:<name>, without wildcards; pass the ARN of one secret',
      this,
    );
    requireKeyOf(this, encryptionKey);
  }

  /** The characters that Secrets Manager adds are exactly six: no secret whose name merely begins alike matches. */
  protected override get arnOfGrants(): string {
    return `${this.secretArn}-??????`;
  }
}
