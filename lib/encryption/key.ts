import type { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { Construct } from 'constructs';
import { AwsAccount } from '../core/aws-account';
import { requireBoolean } from '../core/flags';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee, integerBetween, type Guarantee } from '../core/guarantee';
import { declareIfWeaker } from '../core/loosening';
import { aws } from '../core/provider-resources';
import { stackRegion } from '../core/stack-provider';
import { requireTags } from '../core/tags';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { requireProps } from '../core/props';
import type { Grant } from '../iam/grant';
import type { IRole } from '../iam/role-ref';
import type { Conditions } from '../iam/statement-json';
import { ImportedKey, type ImportedKeyOptions } from './imported-key';
import { useOf } from './key-actions';
import { addAlias, aliasName } from './key-alias';
import { KeyBase, type KeyConsent, type KeyUse } from './key-base';
import {
  commonGuarantees,
  declareDeletionWindow,
  DELETION,
  requireDeletionWindow,
  requireKeyDescription,
  requireRotationPeriod,
  ROTATION,
} from './key-limits';
import { type KeyPeople, KeyPolicy } from './key-policy';
import type { KeyProps } from './key-props';
import type { IKey } from './key-ref';
import { KeyService, requireService } from './key-service';
import { KeySpec, KeyUsage } from './key-spec';

/**
 * A customer managed key. A symmetric one, which is the default, rotates.
 *
 * Nobody can be locked out: the account, or the roles of `admins` and the root user, can always change its policy.
 */
export class Key extends KeyBase {
  /**
   * A key that was made elsewhere.
   *
   * @throws GuardrailsError KEY_ARN_INVALID, GRANT_CROSS_ACCOUNT
   */
  static fromKeyArn(scope: Construct, id: string, keyArn: string, options: ImportedKeyOptions = {}): IKey {
    return new ImportedKey(scope, id, keyArn, options);
  }

  /**
   * A key that was made elsewhere, looked up by its alias when Terraform runs.
   *
   * @param alias name of the alias, with or without `alias/`
   * @throws GuardrailsError KEY_ALIAS_INVALID
   */
  static fromAlias(scope: Construct, id: string, alias: string): IKey {
    const name = aliasName(alias, scope);
    const lookup = new aws.dataAwsKmsAlias.DataAwsKmsAlias(scope, `${id}-alias`, { name });
    return new ImportedKey(scope, id, lookup.targetKeyArn, {}, true);
  }

  /** The provider's own resource. */
  readonly resource: KmsKey;
  readonly keyArn: string;
  /** Id of the key. */
  readonly keyId: string;
  /** Key material. */
  readonly keySpec: KeySpec;
  /** What the key is used for. */
  readonly keyUsage: KeyUsage;
  /** Whether `ReplicaKey` can replicate the key. */
  readonly multiRegion: boolean;
  /**
   * Roles that alone administer the key, and roles that may use it.
   *
   * @internal
   */
  readonly _people: KeyPeople;

  private readonly policy: KeyPolicy;

  /** @throws GuardrailsError KEY_… for props that are out of range or contradict each other, LOOSENING_REASON_MISSING */
  constructor(scope: Construct, id: string, props: KeyProps = {}) {
    super(scope, id);
    requireProps(props, 'props of Key', this);
    this.validateProps(props);
    const { rotationPeriodDays = ROTATION.byDefault, deletionWindowDays = DELETION.byDefault, alias } = props;
    this.keySpec = props.keySpec ?? KeySpec.SYMMETRIC_DEFAULT;
    this.keyUsage = this.usageOf(this.keySpec, props.keyUsage);
    this.multiRegion = props.multiRegion ?? false;
    const rotates = this.keySpec.isSymmetricEncryption;
    const use = useOf(this.keySpec, this.keyUsage);
    this.policy = new KeyPolicy(this, AwsAccount.of(this), { admins: props.admins, users: props.users }, use, rotates);
    this._people = this.policy.people;
    this.resource = new aws.kmsKey.KmsKey(this, 'Resource', {
      description: props.description ?? `Key at ${this.node.path}`,
      customerMasterKeySpec: rotates ? undefined : this.keySpec.name,
      keyUsage: rotates ? undefined : this.keyUsage.name,
      enableKeyRotation: rotates ? true : undefined,
      rotationPeriodInDays: rotates ? rotationPeriodDays : undefined,
      deletionWindowInDays: deletionWindowDays,
      multiRegion: props.multiRegion,
      policy: this.policy.toString(),
      tags: props.tags,
    });
    this.keyArn = this.resource.arn;
    this.keyId = this.resource.keyId;
    this.declareLoosenings(props);
    if (alias !== undefined) addAlias(this, alias, this.keyId);
    guarantee(this, this.resource, [
      ...commonGuarantees(deletionWindowDays, this.policy.toString(), 'is_enabled'),
      ...this.materialGuarantees(),
      ...(rotates ? rotationGuarantees(rotationPeriodDays) : []),
    ]);
  }

  /** Lets an AWS service use the key, such as `KeyService.cloudWatchLogs('/shop')`. */
  allowService(service: KeyService): void {
    requireService(service, this);
    this.requireUsage('ENCRYPT_DECRYPT');
    if (this._unfitSpec() !== undefined) throw this.mismatch('services encrypt with symmetric keys alone');
    const [region, literalRegion] = [this.region(), this._literalRegion()];
    this.policy.addStatements(service._statements({ account: AwsAccount.of(this), region, literalRegion }));
  }

  /**
   * Lets CloudWatch Logs encrypt a log group of this account and region with the key.
   *
   * @param logGroupName name of the log group, such as `/aws/vpc/flow-logs`
   */
  allowLogGroup(logGroupName: string): void {
    this.allowService(KeyService.cloudWatchLogs(logGroupName));
  }

  /**
   * Lets the role sign: `kms:Sign` on this key.
   *
   * @throws GuardrailsError KEY_USAGE_MISMATCH
   */
  grantSign(grantee: IRole): Grant {
    return this._grantUse(grantee, { usage: 'SIGN_VERIFY', actions: ['kms:Sign'] }, {});
  }

  /**
   * Lets the role verify signatures: `kms:Verify` and `kms:GetPublicKey` on this key.
   *
   * @throws GuardrailsError KEY_USAGE_MISMATCH
   */
  grantVerify(grantee: IRole): Grant {
    return this._grantUse(grantee, { usage: 'SIGN_VERIFY', actions: ['kms:Verify', 'kms:GetPublicKey'] }, {});
  }

  /**
   * Lets the role make message authentication codes: `kms:GenerateMac` on this key.
   *
   * @throws GuardrailsError KEY_USAGE_MISMATCH
   */
  grantGenerateMac(grantee: IRole): Grant {
    return this._grantUse(grantee, { usage: 'GENERATE_VERIFY_MAC', actions: ['kms:GenerateMac'] }, {});
  }

  /**
   * Lets the role verify message authentication codes: `kms:VerifyMac` on this key.
   *
   * @throws GuardrailsError KEY_USAGE_MISMATCH
   */
  grantVerifyMac(grantee: IRole): Grant {
    return this._grantUse(grantee, { usage: 'GENERATE_VERIFY_MAC', actions: ['kms:VerifyMac'] }, {});
  }

  /** @internal */
  override _literalRegion(): string | undefined {
    return stackRegion(this);
  }

  /** @internal */
  override _unfitSpec(): string | undefined {
    return this.keySpec.isSymmetricEncryption ? undefined : this.keySpec.name;
  }

  protected override region(): string {
    return AwsAccount.of(this).region;
  }

  /** @internal */
  protected override _prepareGrant(grantee: IRole, use: KeyUse, conditions: Conditions | undefined): KeyConsent {
    this.requireUsage(use.usage);
    if (this._unfitSpec() !== undefined && conditions !== undefined) {
      throw this.mismatch('services and encryption contexts go with symmetric keys alone');
    }
    // KMS makes data keys of symmetric keys alone.
    const actions =
      this._unfitSpec() === undefined ? use.actions : use.actions.filter((action) => action !== 'kms:GenerateDataKey');
    return { actions, statement: this.policy.admit(grantee, actions, conditions) };
  }

  private requireUsage(usage: string): void {
    if (this.keyUsage.name !== usage) throw this.mismatch(`the grant needs a key for ${usage}`);
  }

  private mismatch(why: string): GuardrailsError {
    const problem = `the key is of ${this.keySpec.name} for ${this.keyUsage.name}, but ${why}; make another key for it`;
    return new GuardrailsError('KEY_USAGE_MISMATCH', problem, this);
  }

  private validateProps(props: KeyProps): void {
    requireKeyDescription(props.description, this);
    requireRotationPeriod(props.rotationPeriodDays, this);
    requireDeletionWindow(props.deletionWindowDays, this);
    requireBoolean(props.multiRegion, { code: 'KEY_MULTI_REGION_INVALID', name: 'multiRegion', construct: this });
    requireTags(props.tags, this);
    if (props.alias !== undefined) aliasName(props.alias, this);
    if (props.keySpec !== undefined && !(props.keySpec instanceof KeySpec)) {
      const problem = `keySpec is ${shown(props.keySpec)}, allowed are KeySpec.SYMMETRIC_DEFAULT and its siblings; pass one of them`;
      throw new GuardrailsError('KEY_SPEC_INVALID', problem, this);
    }
    if (props.rotationPeriodDays !== undefined && props.keySpec?.isSymmetricEncryption === false) {
      const problem = `rotationPeriodDays is given for ${props.keySpec.name}, which cannot rotate by itself; leave it out`;
      throw new GuardrailsError('KEY_ROTATION_PERIOD_INVALID', problem, this);
    }
  }

  private usageOf(spec: KeySpec, given: KeyUsage | undefined): KeyUsage {
    const usage = given ?? spec.usages[0];
    if (usage !== undefined && spec.usages.includes(usage)) return usage;
    const allowed = spec.usages.map(({ name }) => `KeyUsage.${name}`).join(', ');
    throw new GuardrailsError(
      'KEY_USAGE_INVALID',
      `keyUsage is ${given instanceof KeyUsage ? given.name : shown(given)}, allowed for ${spec.name} are ${allowed}; pass one of them or leave it out`,
      this,
    );
  }

  private declareLoosenings({ rotationPeriodDays, deletionWindowDays, looseningReason: reason }: KeyProps): void {
    const setting = { setting: 'rotationPeriodDays', defaultValue: ROTATION.byDefault, value: rotationPeriodDays };
    declareIfWeaker(this, this.resource, { ...setting, reason }, (value) => Number(value) > ROTATION.byDefault);
    declareDeletionWindow(this, this.resource, deletionWindowDays, reason);
  }

  private materialGuarantees(): readonly Guarantee[] {
    const { keySpec, keyUsage, multiRegion } = this;
    const isSymmetric = keySpec.isSymmetricEncryption;
    const material = { code: 'KEY_MATERIAL', instead: 'use the props keySpec and keyUsage' };
    const elsewhere = {
      code: 'KEY_MATERIAL_IN_KMS',
      value: undefined,
      promise: 'key material that KMS makes and keeps',
    };
    return [
      {
        ...material,
        attribute: 'customer_master_key_spec',
        value: isSymmetric ? undefined : keySpec.name,
        accepts: (value) => value === keySpec.name,
      },
      {
        ...material,
        attribute: 'key_usage',
        value: isSymmetric ? undefined : keyUsage.name,
        accepts: (value) => value === keyUsage.name,
      },
      { ...elsewhere, attribute: 'custom_key_store_id' },
      { ...elsewhere, attribute: 'xks_key_id' },
      {
        code: 'KEY_REGION',
        attribute: 'multi_region',
        value: this.resource.multiRegionInput,
        accepts: (value) => !multiRegion && (value === false || value === 'false'),
        promise: multiRegion ? 'a key that can be replicated' : 'a key that stays in its region',
        instead: 'use the prop multiRegion',
      },
    ];
  }
}

function rotationGuarantees(days: number): readonly Guarantee[] {
  const longest = isUnresolved(days) ? ROTATION.byDefault : days;
  return [
    { code: 'KEY_ROTATION', attribute: 'enable_key_rotation', value: true, rules: ['kms-key-rotation-enabled'] },
    {
      code: 'KEY_ROTATION_PERIOD',
      attribute: 'rotation_period_in_days',
      value: days,
      accepts: integerBetween(ROTATION.min, longest),
      promise: `${ROTATION.min} to ${longest} days`,
      instead: 'use the props rotationPeriodDays and looseningReason',
      rules: ['kms-key-rotation-period'],
    },
  ];
}
