import type { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import type { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { declareIfWeaker } from '../core/loosening';
import { aws } from '../core/provider-resources';
import { requireInteger } from '../core/ranges';
import { stackAccount } from '../core/stack-provider';
import { requireTags } from '../core/tags';
import { requireText } from '../core/texts';
import { requireProps } from '../core/props';
import { Key } from '../encryption/key';
import type { IKey } from '../encryption/key-ref';
import { requireEncryptionKey } from '../encryption/required-key';
import { Grant } from '../iam/grant';
import { foreignAccount } from '../iam/grant-accounts';
import { PolicyStatement } from '../iam/policy-statement';
import type { IRole } from '../iam/role-ref';
import type { StatementJson } from '../iam/statement-json';
import { generateValue } from './generated-value';
import { ImportedSecret, PartiallyKnownSecret } from './imported-secret';
import { grantWriting, SecretBase, type SecretUse } from './secret-base';
import { guaranteeSecret, guaranteeValue, RECOVERY } from './secret-guarantees';
import { SecretPolicy } from './secret-policy';
import type { SecretPolicyStatement } from './secret-policy-statement';
import type { SecretAttributes, SecretProps } from './secret-props';
import type { ISecret } from './secret-ref';
import { replicasOf } from './secret-replicas';
import { createRotation, requireRotation, ROTATION, type SecretRotationProps } from './secret-rotation';
import { requireExpression } from './secret-value';

const NAME = { pattern: /^[\w/+=.@-]{1,512}$/, allowed: '1 to 512 letters, digits and /_+=.@-' };

/** A secret under a customer managed key, closed to the public and to other accounts, read over TLS only, whose value is never in the state. */
export class Secret extends SecretBase {
  /**
   * A secret that was made elsewhere, encrypted with the key that AWS manages.
   *
   * @param secretArn full ARN, with its six random characters
   * @throws GuardrailsError SECRET_ARN_INVALID
   */
  static fromSecretArn(scope: Construct, id: string, secretArn: string): ISecret {
    return new ImportedSecret(scope, id, secretArn);
  }

  /**
   * A secret that was made elsewhere.
   *
   * @throws GuardrailsError SECRET_ARN_INVALID, KEY_ARN_INVALID, GRANT_CROSS_ACCOUNT
   */
  static fromSecretAttributes(scope: Construct, id: string, attributes: SecretAttributes): ISecret {
    requireProps(attributes, 'attributes of the secret', scope);
    return new ImportedSecret(scope, id, attributes.secretArn, attributes);
  }

  /**
   * A secret that was made elsewhere, by its ARN without the six random characters. Grants cover exactly the secret of
   * that name.
   *
   * @throws GuardrailsError SECRET_ARN_INVALID, KEY_ARN_INVALID
   */
  static fromSecretPartialArn(scope: Construct, id: string, secretPartialArn: string, encryptionKey?: IKey): ISecret {
    return new PartiallyKnownSecret(scope, id, secretPartialArn, encryptionKey);
  }

  /**
   * A secret that was made elsewhere, looked up by its name when Terraform runs.
   *
   * @throws GuardrailsError SECRET_NAME_INVALID, KEY_ARN_INVALID
   */
  static fromSecretName(scope: Construct, id: string, secretName: string, encryptionKey?: IKey): ISecret {
    // An absent name, which only JavaScript can pass, is no name either.
    const given = typeof secretName === 'string' ? secretName : '';
    const remedy = 'pass the name of one secret';
    requireText(given, { code: 'SECRET_NAME_INVALID', name: 'secretName', ...NAME, remedy, construct: scope });
    const lookup = new aws.dataAwsSecretsmanagerSecret.DataAwsSecretsmanagerSecret(scope, `${id}-lookup`, {
      name: secretName,
    });
    return new ImportedSecret(scope, id, lookup.arn, { encryptionKey });
  }

  /** The provider's own resource. */
  readonly resource: SecretsmanagerSecret;
  readonly secretArn: string;
  /** Key that encrypts the value. */
  readonly encryptionKey: IKey;

  protected readonly decryptionKey: IKey | undefined;
  private readonly policy: SecretPolicy;
  private readonly looseningReason: string | undefined;
  private readonly value: SecretsmanagerSecretVersion | undefined;
  private hasRotation = false;

  /** @throws GuardrailsError SECRET_… and KEY_… for props that are out of range or contradict each other, LOOSENING_REASON_MISSING */
  constructor(scope: Construct, id: string, props: SecretProps = {}) {
    super(scope, id);
    requireProps(props, 'props of Secret', this);
    this.requireProps(props);
    const { recoveryWindowDays = RECOVERY.byDefault, tags } = props;
    const replica = replicasOf(props.replicas, this);
    this.looseningReason = props.looseningReason;
    this.encryptionKey =
      props.encryptionKey ?? new Key(this, 'Key', { description: `Key of the secret at ${this.node.path}`, tags });
    this.decryptionKey = this.encryptionKey;
    this.resource = new aws.secretsmanagerSecret.SecretsmanagerSecret(this, 'Resource', {
      name: props.secretName,
      description: props.description ?? `Secret at ${this.node.path}`,
      kmsKeyId: this.encryptionKey.keyArn,
      recoveryWindowInDays: recoveryWindowDays,
      replica,
      tags,
    });
    this.secretArn = this.resource.arn;
    this.loosen('recoveryWindowDays', RECOVERY.byDefault, recoveryWindowDays, (days) => days < RECOVERY.byDefault);
    guaranteeSecret(this, this.resource, { keyArn: this.encryptionKey.keyArn, recoveryWindowDays, replica });
    this.policy = new SecretPolicy(this, this.secretArn);
    this.value = this.createValue(props);
  }

  /**
   * Adds a statement to the secret's own policy. A role of the same account needs a grant instead, such as `grantRead`.
   *
   * Another account that is let in also needs the key, whose policy must name it.
   *
   * @throws GuardrailsError SECRET_POLICY_OTHER_ACCOUNT, SECRET_POLICY_STATEMENT_INVALID
   */
  addToResourcePolicy(statement: SecretPolicyStatement): void {
    this.policy.add(statement);
  }

  /**
   * Rotates the value: with a Lambda function, which Secrets Manager may then call for this secret, or by itself.
   *
   * @throws GuardrailsError SECRET_ROTATION_EXISTS, SECRET_ROTATION_FUNCTION_INVALID, SECRET_ROTATION_INTERVAL_INVALID,
   * SECRET_ROTATION_WINDOW_INVALID, LOOSENING_REASON_MISSING
   */
  addRotation(props: SecretRotationProps): void {
    requireProps(props, 'props of addRotation', this);
    if (this.hasRotation) {
      throw new GuardrailsError('SECRET_ROTATION_EXISTS', 'the secret rotates already; add its rotation once', this);
    }
    requireRotation(props, this);
    const { automaticallyAfterDays: days = ROTATION.byDefault } = props;
    this.loosen('automaticallyAfterDays', ROTATION.byDefault, days, (value) => value > ROTATION.byDefault);
    createRotation(this, this.secretArn, props, this.value === undefined ? [] : [this.value]);
    this.hasRotation = true;
  }

  /**
   * Lets the role of a rotation function rotate the value: read it, set a new one and move its stages, on this secret
   * alone, and make random passwords.
   */
  grantRotate(grantee: IRole): Grant {
    const random = PolicyStatement.allow({
      actions: ['secretsmanager:GetRandomPassword'],
      unscopable: 'GetRandomPassword belongs to no secret',
    });
    const rotate = this._grantActions(grantee, {
      actions: [
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'secretsmanager:UpdateSecretVersionStage',
      ],
      keyGrant: (key) => grantWriting(key, grantee),
    });
    return rotate.combine(Grant.toRole(grantee, random));
  }

  /** @internal */
  protected override _admit(
    grantee: IRole,
    actions: readonly string[],
    conditions: SecretUse['conditions'],
  ): readonly StatementJson[] {
    const account = foreignAccount(grantee, stackAccount(this));
    return account === undefined ? [] : [this.policy.admit(grantee, account, actions, conditions)];
  }

  protected override get valueSource(): ITerraformDependable | undefined {
    return this.value;
  }

  private requireProps(props: SecretProps): void {
    requireText(props.secretName, {
      code: 'SECRET_NAME_INVALID',
      name: 'secretName',
      ...NAME,
      remedy: 'choose such a name, or leave it out',
      construct: this,
    });
    requireText(props.description, {
      code: 'SECRET_DESCRIPTION_INVALID',
      name: 'description',
      pattern: /^[^]{1,2048}$/,
      allowed: 'texts of 1 to 2048 characters',
      remedy: 'say what the secret is for, or leave it out',
      construct: this,
    });
    requireInteger(props.recoveryWindowDays, {
      code: 'SECRET_RECOVERY_WINDOW_INVALID',
      name: 'recoveryWindowDays',
      ...RECOVERY,
      remedy: 'pass 30 or leave it out',
      construct: this,
    });
    requireTags(props.tags, this);
    requireEncryptionKey(this, props.encryptionKey);
    this.requireValue(props);
  }

  private requireValue({ secretStringWo, generatedValue, secretStringWoVersion }: SecretProps): void {
    requireInteger(secretStringWoVersion, {
      code: 'SECRET_VALUE_VERSION_INVALID',
      name: 'secretStringWoVersion',
      min: 1,
      max: Number.MAX_SAFE_INTEGER,
      remedy: 'begin with 1 and raise it to write the value again',
      construct: this,
    });
    if (secretStringWo !== undefined) requireExpression(secretStringWo, this);
    if (secretStringWo !== undefined && generatedValue !== undefined) {
      const problem = 'secretStringWo and generatedValue both say what the value is; pass one of them';
      throw new GuardrailsError('SECRET_GENERATION_INVALID', problem, this);
    }
    if (secretStringWoVersion === undefined || secretStringWo !== undefined || generatedValue !== undefined) return;
    const problem =
      'secretStringWoVersion is given without a value; pass secretStringWo or generatedValue, or leave it out';
    throw new GuardrailsError('SECRET_VALUE_MISSING', problem, this);
  }

  private loosen(setting: string, defaultValue: number, value: number, isWeaker: (value: number) => boolean): void {
    const loosening = { setting, defaultValue, value, reason: this.looseningReason };
    declareIfWeaker(this, this.resource, loosening, (literal) => isWeaker(Number(literal)));
  }

  private createValue(props: SecretProps): SecretsmanagerSecretVersion | undefined {
    const { generatedValue, secretStringWoVersion: version = 1 } = props;
    const expression =
      props.secretStringWo ?? (generatedValue === undefined ? undefined : generateValue(this, generatedValue));
    if (expression === undefined) return undefined;
    const value = new aws.secretsmanagerSecretVersion.SecretsmanagerSecretVersion(this, 'Value', {
      secretId: this.secretArn,
      secretStringWo: expression,
      secretStringWoVersion: version,
    });
    guaranteeValue(this, value, { secretArn: this.secretArn, expression, version });
    return value;
  }
}
