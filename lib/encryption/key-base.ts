import { SecuredConstruct } from '../core/secured-construct';
import { Grant } from '../iam/grant';
import { PolicyStatement } from '../iam/policy-statement';
import type { IRole } from '../iam/role-ref';
import type { Conditions } from '../iam/statement-json';
import { grantConditions } from './grant-conditions';
import type { IKey, KeyGrantOptions } from './key-ref';

/** Actions that a role is about to be granted. */
export interface KeyUse {
  /** Usage that the actions need, such as `SIGN_VERIFY`. */
  readonly usage: string;
  readonly actions: string[];
}

/** What keys made here and keys made elsewhere share. */
export abstract class KeyBase extends SecuredConstruct implements IKey {
  abstract readonly keyArn: string;

  grantDecrypt(grantee: IRole, options: KeyGrantOptions = {}): Grant {
    return this._grantUse(grantee, { usage: 'ENCRYPT_DECRYPT', actions: ['kms:Decrypt'] }, options);
  }

  grantEncrypt(grantee: IRole, options: KeyGrantOptions = {}): Grant {
    return this._grantUse(
      grantee,
      { usage: 'ENCRYPT_DECRYPT', actions: ['kms:Encrypt', 'kms:GenerateDataKey'] },
      options,
    );
  }

  grantEncryptDecrypt(grantee: IRole, options: KeyGrantOptions = {}): Grant {
    const actions = ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey'];
    return this._grantUse(grantee, { usage: 'ENCRYPT_DECRYPT', actions }, options);
  }

  /**
   * Region of the key, or undefined where it is not literally known.
   *
   * @internal
   */
  abstract _literalRegion(): string | undefined;

  /**
   * The spec, where AWS services do not encrypt with it.
   *
   * @internal
   */
  _unfitSpec(): string | undefined {
    return undefined;
  }

  /** Region of the key: services that use it are there. */
  protected abstract region(): string;

  /**
   * What the key itself has to do before a role may use it.
   *
   * @returns the actions that make sense for the key
   * @internal
   */
  protected abstract _prepareGrant(grantee: IRole, use: KeyUse, conditions: Conditions | undefined): string[];

  /**
   * Adds the actions to the policy of the role.
   *
   * @internal
   */
  protected _grantUse(grantee: IRole, use: KeyUse, options: KeyGrantOptions): Grant {
    const conditions = grantConditions(options, () => this.region());
    const actions = this._prepareGrant(grantee, use, conditions);
    return Grant.toRole(grantee, PolicyStatement.allow({ actions, resources: [this.keyArn], conditions }));
  }
}
