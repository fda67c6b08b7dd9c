import type { Construct } from 'constructs';
import { AwsAccount } from '../core/aws-account';
import { GuardrailsError } from '../core/guardrails-error';
import { shown } from '../core/texts';
import { checkWhenKnown } from '../core/known-literal';
import { isUnresolved } from '../core/tokens';
import type { IRole } from '../iam/role-ref';
import { isKeyArn, KEY_ARN_FORM, regionOfKey } from './key-arn';
import { KeyBase, type KeyUse } from './key-base';

/** A key that was made elsewhere. */
export class ImportedKey extends KeyBase {
  constructor(
    scope: Construct,
    id: string,
    readonly keyArn: string,
  ) {
    super(scope, id);
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
    return regionOfKey(this.keyArn);
  }

  protected override region(): string {
    return this._literalRegion() ?? AwsAccount.of(this).region;
  }

  /**
   * The policy of the key is not ours to extend.
   *
   * @internal
   */
  protected override _prepareGrant(_grantee: IRole, use: KeyUse): string[] {
    return use.actions;
  }
}
