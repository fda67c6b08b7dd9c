import { SecuredConstruct } from '../core/secured-construct';
import { Grant } from '../iam/grant';
import { PolicyStatement } from '../iam/policy-statement';
import { ResourceStatement } from '../iam/resource-statement';
import { requireRole } from '../iam/role-list';
import type { IRole } from '../iam/role-ref';
import type { Conditions, StatementJson } from '../iam/statement-json';
import { grantConditions } from './grant-conditions';
import type { IKey, KeyGrantOptions } from './key-ref';

/** Actions that a role is about to be granted. */
export interface KeyUse {
  /** Usage that the actions need, such as `SIGN_VERIFY`. */
  readonly usage: string;
  readonly actions: string[];
}

/** What a key does about a grant. */
export interface KeyConsent {
  /** The actions that make sense for the key. */
  readonly actions: readonly string[];
  /** What its policy says now; undefined where it lets the role in already, or is not ours to extend. */
  readonly statement?: StatementJson;
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
   * What a caller needs of the key to write through a service that encrypts under data keys: it makes one, and decrypts
   * it again.
   *
   * @internal
   */
  _grantDataKeys(grantee: IRole, options: KeyGrantOptions): Grant {
    const actions = ['kms:Decrypt', 'kms:GenerateDataKey'];
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
   * @internal
   */
  protected abstract _prepareGrant(grantee: IRole, use: KeyUse, conditions: Conditions | undefined): KeyConsent;

  /**
   * Adds the actions to the policy of the role.
   *
   * @internal
   */
  protected _grantUse(grantee: IRole, use: KeyUse, options: KeyGrantOptions): Grant {
    const conditions = grantConditions(options, () => this.region());
    requireRole(grantee);
    const { actions, statement } = this._prepareGrant(grantee, use, conditions);
    const granted = PolicyStatement.allow({ actions: [...actions], resources: [this.keyArn], conditions });
    const ofKey = statement === undefined ? [] : [ResourceStatement._of(this, statement)];
    return Grant.toRole(grantee, granted)._with(ofKey);
  }
}
