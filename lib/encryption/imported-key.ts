import type { Construct } from 'constructs';
import { AwsAccount } from '../core/aws-account';
import { GuardrailsError } from '../core/guardrails-error';
import { stackRegion } from '../core/stack-provider';
import { shown } from '../core/texts';
import { checkWhenKnown } from '../core/known-literal';
import { isUnresolved } from '../core/tokens';
import { requireProps } from '../core/props';
import { accountOfArn, requireAdmission, requireAdmissionReason } from '../iam/grant-accounts';
import type { IRole } from '../iam/role-ref';
import { isKeyArn, KEY_ARN_FORM, regionOfKey } from './key-arn';
import { KeyBase, type KeyConsent, type KeyUse } from './key-base';

/** How a key that was made elsewhere takes part. */
export interface ImportedKeyOptions {
  /**
   * Who lets the roles of another account use the key that grants are made to: its policy is not changed from here. Such
   * as `the data team names our role in the key policy, DATA-123`.
   *
   * @default - none: a grant across accounts throws
   */
  readonly admittedByOwnerReason?: string;
}

/** A key that was made elsewhere. */
export class ImportedKey extends KeyBase {
  constructor(
    scope: Construct,
    id: string,
    readonly keyArn: string,
    private readonly options: ImportedKeyOptions = {},
    private readonly isOfStackRegion = false,
  ) {
    super(scope, id);
    requireProps(options, 'options of Key.fromKeyArn', this);
    requireAdmissionReason(options.admittedByOwnerReason, this);
    if (typeof keyArn !== 'string' || !isUnresolved(keyArn)) this.requireArn(keyArn);
    else {
      checkWhenKnown(this, keyArn, (literal) => {
        this.requireArn(literal);
      });
    }
  }

  private requireArn(keyArn: unknown): void {
    if (isKeyArn(keyArn)) return;
    throw new GuardrailsError(
      'KEY_ARN_INVALID',
      `key ARN is ${shown(keyArn)}, allowed is ${KEY_ARN_FORM}; pass the ARN of the key, not of an alias`,
      this,
    );
  }

  /** @internal */
  override _literalRegion(): string | undefined {
    return this.isOfStackRegion ? stackRegion(this) : regionOfKey(this.keyArn);
  }

  protected override region(): string {
    return this._literalRegion() ?? AwsAccount.of(this).region;
  }

  /**
   * The policy of the key is not ours to extend.
   *
   * @internal
   */
  protected override _prepareGrant(grantee: IRole, use: KeyUse): KeyConsent {
    requireAdmission(grantee, accountOfArn(this.keyArn, this), this.options.admittedByOwnerReason, this);
    return { actions: use.actions };
  }
}
