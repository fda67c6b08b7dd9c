import { dependable, Fn, Token, type ITerraformDependable } from 'cdktf';
import { GuardrailsError } from '../core/guardrails-error';
import { SecuredConstruct } from '../core/secured-construct';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { KeyBase } from '../encryption/key-base';
import type { IKey, KeyGrantOptions } from '../encryption/key-ref';
import { Grant } from '../iam/grant';
import { PolicyStatement } from '../iam/policy-statement';
import { ResourceStatement } from '../iam/resource-statement';
import { requireRole } from '../iam/role-list';
import type { IRole } from '../iam/role-ref';
import type { StatementJson } from '../iam/statement-json';
import { EphemeralBlock } from './ephemeral-block';
import type { ISecret } from './secret-ref';

/** A staging label: AWS takes 1 to 256 characters; wildcards would only pretend to match. */
const STAGE = /^[\w+=,.@:/-]{1,256}$/;

const READ_ID = 'EphemeralValue';

/** The key is used by Secrets Manager alone. */
const VIA: KeyGrantOptions = { viaService: 'secretsmanager' };

/** What writing a value takes of the key. https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
export function grantWriting(key: IKey, grantee: IRole): Grant {
  return key instanceof KeyBase ? key._grantDataKeys(grantee, VIA) : key.grantEncryptDecrypt(grantee, VIA);
}

/** What a role is about to be granted. */
export interface SecretUse {
  readonly actions: string[];
  readonly conditions?: Record<string, Record<string, string[]>>;
  /** What of the key the actions take. */
  readonly keyGrant: (key: IKey) => Grant;
}

/** What secrets made here and secrets made elsewhere share. */
export abstract class SecretBase extends SecuredConstruct implements ISecret {
  abstract readonly secretArn: string;
  protected abstract readonly decryptionKey: IKey | undefined;

  grantRead(grantee: IRole, versionStages?: string[]): Grant {
    const conditions = this.stageConditions(versionStages);
    return this._grantActions(grantee, {
      actions: ['secretsmanager:GetSecretValue'],
      conditions,
      keyGrant: (key) => key.grantDecrypt(grantee, VIA),
    });
  }

  grantWrite(grantee: IRole): Grant {
    return this._grantActions(grantee, {
      actions: ['secretsmanager:PutSecretValue'],
      keyGrant: (key) => grantWriting(key, grantee),
    });
  }

  ephemeralValue(): string {
    const existing = this.node.tryFindChild(READ_ID) as EphemeralBlock | undefined;
    const block =
      existing ??
      new EphemeralBlock(this, READ_ID, 'aws_secretsmanager_secret_version', {
        secret_id: this.secretArn,
        ...(this.valueSource === undefined ? {} : { depends_on: [dependable(this.valueSource)] }),
      });
    return block.attribute('secret_string');
  }

  ephemeralValueFromJson(key: string): string {
    if (typeof key !== 'string' || isUnresolved(key) || !/^[A-Za-z_][\w-]*$/.test(key)) {
      throw new GuardrailsError(
        'SECRET_JSON_KEY_INVALID',
        `key is ${isUnresolved(key) ? 'not known before Terraform runs' : shown(key)}, allowed are letters, digits, _ and -, beginning with a letter; pass the name of a member such as password`,
        this,
      );
    }
    return Token.asString(Fn.lookupNested(Fn.jsondecode(this.ephemeralValue()), [key]));
  }

  /** What writes the value, where this stack does. */
  protected get valueSource(): ITerraformDependable | undefined {
    return undefined;
  }

  /** What policies name the secret by. */
  protected get arnOfGrants(): string {
    return this.secretArn;
  }

  /**
   * Lets a role in by the policy of the secret, where its own policies are not enough: it is of another account.
   *
   * @internal
   */
  protected abstract _admit(
    grantee: IRole,
    actions: readonly string[],
    conditions: SecretUse['conditions'],
  ): readonly StatementJson[];

  /**
   * Adds actions on the secret, and the use of its key, to the policies of the role; on both sides across accounts.
   *
   * @internal
   */
  protected _grantActions(grantee: IRole, { actions, conditions, keyGrant }: SecretUse): Grant {
    requireRole(grantee);
    const admitted = this._admit(grantee, actions, conditions).map((each) => ResourceStatement._of(this, each));
    const ofKey = this.decryptionKey === undefined ? undefined : keyGrant(this.decryptionKey);
    const statement = PolicyStatement.allow({ actions, resources: [this.arnOfGrants], conditions });
    const granted = Grant.toRole(grantee, statement)._with(admitted);
    return ofKey === undefined ? granted : ofKey.combine(granted);
  }

  private stageConditions(stages: string[] | undefined): Record<string, Record<string, string[]>> | undefined {
    if (stages === undefined) return undefined;
    const isList = Array.isArray(stages) && stages.length > 0 && !isUnresolved(stages);
    if (isList && stages.every((stage) => typeof stage === 'string' && (isUnresolved(stage) || STAGE.test(stage))))
      return { 'ForAnyValue:StringEquals': { 'secretsmanager:VersionStage': stages } };
    throw new GuardrailsError(
      'SECRET_VERSION_STAGE_INVALID',
      `versionStages is ${isUnresolved(stages) ? 'a list that is not known before Terraform runs' : shown(stages)}, allowed are staging labels such as AWSCURRENT, without wildcards; name them, or leave them out`,
      this,
    );
  }
}
