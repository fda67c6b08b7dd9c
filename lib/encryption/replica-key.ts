import type { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import type { KmsReplicaKey } from '@cdktf/provider-aws/lib/kms-replica-key';
import { TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import { AwsAccount } from '../core/aws-account';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { literalRegion } from '../core/stack-provider';
import { aws } from '../core/provider-resources';
import { requireTags } from '../core/tags';
import { requireProps } from '../core/props';
import type { IRole } from '../iam/role-ref';
import type { Conditions } from '../iam/statement-json';
import { useOf } from './key-actions';
import { addAlias, aliasName } from './key-alias';
import { Key } from './key';
import { KeyBase, type KeyConsent, type KeyUse } from './key-base';
import {
  commonGuarantees,
  declareDeletionWindow,
  DELETION,
  requireDeletionWindow,
  requireKeyDescription,
} from './key-limits';
import { KeyPolicy } from './key-policy';
import { requireService, type KeyAccount, type KeyService } from './key-service';

/** Props of `ReplicaKey`. */
export interface ReplicaKeyProps {
  /** Key to replicate: symmetric and with `multiRegion`. The replica has its material, admins, users and rotation. */
  readonly primaryKey: Key;

  /** AWS provider of the other region, with an alias. */
  readonly provider: TerraformProvider;

  /**
   * What the key protects.
   *
   * @default - derived from the construct path
   */
  readonly description?: string;

  /**
   * Alias of the key in its region, with or without `alias/`.
   *
   * @default - no alias
   */
  readonly alias?: string;

  /**
   * Days that a deleted key can still be restored: 7 to 30. Less than 30 makes the default weaker.
   *
   * @default 30
   */
  readonly deletionWindowDays?: number;

  /**
   * Why defaults of this construct are made weaker; shown by `Guardrails.loosened` and in the report.
   *
   * @default - none: weakening a default throws
   */
  readonly looseningReason?: string;

  /**
   * Tags of the key: texts, 50 at the most.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}

/** A multi-region key in another region: the same key material, with a policy of its own. */
export class ReplicaKey extends KeyBase {
  /** The provider's own resource. */
  readonly resource: KmsReplicaKey;
  readonly keyArn: string;
  /** Id of the key: that of the primary key. */
  readonly keyId: string;

  private readonly policy: KeyPolicy;
  private readonly provider: TerraformProvider;
  private readonly account: KeyAccount;
  private regionLookup: DataAwsRegion | undefined;

  /** @throws GuardrailsError KEY_REPLICA_INVALID, KEY_DELETION_WINDOW_INVALID, KEY_ALIAS_INVALID, LOOSENING_REASON_MISSING */
  constructor(scope: Construct, id: string, props: ReplicaKeyProps) {
    super(scope, id);
    requireProps(props, 'props of ReplicaKey', this);
    const { primaryKey, provider, alias, deletionWindowDays = DELETION.byDefault } = props;
    this.requirePrimary(primaryKey, provider);
    requireKeyDescription(props.description, this);
    requireDeletionWindow(deletionWindowDays, this);
    requireTags(props.tags, this);
    if (alias !== undefined) aliasName(alias, this);
    this.provider = provider;
    const use = useOf(primaryKey.keySpec, primaryKey.keyUsage);
    // Asked for through the replica's own provider: whoever reads the policy sees that the account is the key's.
    const identity = new aws.dataAwsCallerIdentity.DataAwsCallerIdentity(this, 'Account', { provider });
    this.account = { partition: AwsAccount.of(this).partition, accountId: identity.accountId };
    this.policy = new KeyPolicy(this, this.account, primaryKey._people, use, true);
    this.resource = new aws.kmsReplicaKey.KmsReplicaKey(this, 'Resource', {
      primaryKeyArn: primaryKey.keyArn,
      description: props.description ?? `Key at ${this.node.path}`,
      deletionWindowInDays: deletionWindowDays,
      policy: this.policy.toString(),
      provider,
      tags: props.tags,
    });
    this.keyArn = this.resource.arn;
    this.keyId = this.resource.keyId;
    declareDeletionWindow(this, this.resource, props.deletionWindowDays, props.looseningReason);
    if (alias !== undefined) addAlias(this, alias, this.keyId, provider);
    guarantee(this, this.resource, [
      ...commonGuarantees(deletionWindowDays, this.policy.toString(), 'enabled'),
      { code: 'KEY_REPLICA', attribute: 'primary_key_arn', value: primaryKey.keyArn, promise: 'its primary key' },
    ]);
  }

  /** Lets an AWS service of the replica's region use the key. */
  allowService(service: KeyService): void {
    requireService(service, this);
    const [region, literalRegion] = [this.region(), this._literalRegion()];
    this.policy.addStatements(service._statements({ account: this.account, region, literalRegion }));
  }

  /** @internal */
  override _literalRegion(): string | undefined {
    return literalRegion(this.provider);
  }

  protected override region(): string {
    const literal = this._literalRegion();
    if (literal !== undefined) return literal;
    this.regionLookup ??= new aws.dataAwsRegion.DataAwsRegion(this, 'Region', { provider: this.provider });
    return this.regionLookup.id;
  }

  /** @internal */
  protected override _prepareGrant(grantee: IRole, use: KeyUse, conditions: Conditions | undefined): KeyConsent {
    return { actions: use.actions, statement: this.policy.admit(grantee, use.actions, conditions) };
  }

  private requirePrimary(primaryKey: Key, provider: TerraformProvider): void {
    const problem = this.primaryFault(primaryKey, provider);
    if (problem !== undefined) throw new GuardrailsError('KEY_REPLICA_INVALID', problem, this);
  }

  private primaryFault(primaryKey: Key, provider: TerraformProvider): string | undefined {
    if (!(primaryKey instanceof Key)) return 'primaryKey is no Key; pass the key that is to be replicated';
    if (!primaryKey.multiRegion)
      return 'primaryKey has no multiRegion, so KMS cannot replicate it; make it with multiRegion: true';
    if (!primaryKey.keySpec.isSymmetricEncryption)
      return `primaryKey is of ${primaryKey.keySpec.name}; pass a key of SYMMETRIC_DEFAULT`;
    if (!TerraformProvider.isTerraformProvider(provider))
      return 'provider is no provider; pass the AwsProvider of the other region';
    const [region, primary] = [literalRegion(provider), primaryKey._literalRegion()];
    if (region === undefined || region !== primary) return undefined;
    return `provider is of ${region}, where the primary key is; pass the AwsProvider of another region`;
  }
}
