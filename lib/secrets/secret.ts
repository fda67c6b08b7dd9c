import type { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import type { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee, integerBetween } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import { requireInteger } from '../core/ranges';
import { Key } from '../encryption/key';
import type { IKey } from '../encryption/key-ref';
import { PolicyDocument } from '../iam/policy-document';
import { ImportedSecret } from './imported-secret';
import { SecretBase } from './secret-base';
import type { ISecret } from './secret-ref';
import { requireExpression } from './secret-value';

export interface SecretProps {
  /**
   * Name of the secret. A deleted secret keeps its name for the recovery window.
   *
   * @default - Terraform makes one up
   */
  readonly secretName?: string;

  /**
   * What the secret is for.
   *
   * @default - derived from the construct path
   */
  readonly description?: string;

  /**
   * Customer managed key that encrypts the value.
   *
   * @default - a new key of the secret's own
   */
  readonly encryptionKey?: IKey;

  /**
   * Value, as one expression that Terraform evaluates when it applies, such as `${ephemeral.random_password.api.result}`.
   * Written through a write-only argument: it is neither in the JSON nor in the state. Needs Terraform 1.11.
   *
   * @default - the secret is created without a value; set it outside of Terraform
   */
  readonly secretStringWo?: string;

  /**
   * Raise it to write the value again: Terraform cannot see that it has changed.
   *
   * @default 1
   */
  readonly secretStringWoVersion?: number;

  /**
   * Days that a deleted secret can still be restored: 7 to 30.
   *
   * @default 30
   */
  readonly recoveryWindowDays?: number;

  /**
   * Tags of the secret.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}

export interface SecretAttributes {
  /** Full ARN of the secret, with its six random characters. */
  readonly secretArn: string;

  /**
   * Customer managed key that encrypts the secret.
   *
   * @default - none: grants do not include decryption
   */
  readonly encryptionKey?: IKey;
}

export interface SecretRotationProps {
  /** ARN of the Lambda function that rotates the value. */
  readonly lambdaArn: string;

  /**
   * Days between rotations: 30 to 90.
   *
   * @default 30
   */
  readonly automaticallyAfterDays?: number;
}

const RECOVERY = { min: 7, max: 30, byDefault: 30 };
const ROTATION = { min: 30, max: 90, byDefault: 30 };

/** A secret under a customer managed key, closed to the public, read over TLS only, whose value is never in the state. */
export class Secret extends SecretBase {
  /** A secret that was made elsewhere, encrypted with the key that AWS manages. */
  static fromSecretArn(scope: Construct, id: string, secretArn: string): ISecret {
    return new ImportedSecret(scope, id, secretArn);
  }

  /** A secret that was made elsewhere. */
  static fromSecretAttributes(scope: Construct, id: string, attributes: SecretAttributes): ISecret {
    return new ImportedSecret(scope, id, attributes.secretArn, attributes.encryptionKey);
  }

  /** The provider's own resource. */
  readonly resource: SecretsmanagerSecret;
  readonly secretArn: string;
  /** Key that encrypts the value. */
  readonly encryptionKey: IKey;

  protected readonly decryptionKey: IKey;
  private rotation: SecretsmanagerSecretRotation | undefined;

  constructor(scope: Construct, id: string, props: SecretProps = {}) {
    super(scope, id);
    const { recoveryWindowDays = RECOVERY.byDefault, secretStringWo, secretStringWoVersion = 1 } = props;
    requireInteger(recoveryWindowDays, {
      code: 'SECRET_RECOVERY_WINDOW_INVALID',
      name: 'recoveryWindowDays',
      ...RECOVERY,
      remedy: 'pass 30 or leave it out',
      construct: this,
    });
    if (secretStringWo !== undefined) requireExpression(secretStringWo, this);
    this.encryptionKey =
      props.encryptionKey ?? new Key(this, 'Key', { description: `Key of the secret at ${this.node.path}` });
    this.decryptionKey = this.encryptionKey;
    this.resource = new aws.secretsmanagerSecret.SecretsmanagerSecret(this, 'Resource', {
      name: props.secretName,
      description: props.description ?? `Secret at ${this.node.path}`,
      kmsKeyId: this.encryptionKey.keyArn,
      recoveryWindowInDays: recoveryWindowDays,
      tags: props.tags,
    });
    this.secretArn = this.resource.arn;
    guarantee(this, this.resource, [
      {
        code: 'SECRET_ENCRYPTED',
        attribute: 'kms_key_id',
        value: this.encryptionKey.keyArn,
        promise: 'a customer managed key',
        instead: 'use the prop encryptionKey',
      },
      {
        code: 'SECRET_RECOVERY_WINDOW',
        attribute: 'recovery_window_in_days',
        value: recoveryWindowDays,
        accepts: integerBetween(RECOVERY.min, RECOVERY.max),
        promise: `${RECOVERY.min} to ${RECOVERY.max} days`,
        instead: 'use the prop recoveryWindowDays',
      },
      {
        code: 'SECRET_POLICY',
        attribute: 'policy',
        value: undefined,
        promise: 'a policy that is checked against public access',
      },
    ]);
    this.addPolicy();
    if (secretStringWo !== undefined) this.addValue(secretStringWo, secretStringWoVersion);
  }

  /**
   * Rotates the value with a Lambda function, and lets Secrets Manager call it.
   *
   * @throws GuardrailsError SECRET_ROTATION_EXISTS, SECRET_ROTATION_INTERVAL_INVALID
   */
  addRotation(props: SecretRotationProps): void {
    const { lambdaArn, automaticallyAfterDays: days = ROTATION.byDefault } = props;
    if (this.rotation !== undefined) {
      throw new GuardrailsError('SECRET_ROTATION_EXISTS', 'the secret rotates already; add its rotation once', this);
    }
    requireInteger(days, {
      code: 'SECRET_ROTATION_INTERVAL_INVALID',
      name: 'automaticallyAfterDays',
      ...ROTATION,
      remedy: 'pass 30 or leave it out',
      construct: this,
    });
    const permission = new aws.lambdaPermission.LambdaPermission(this, 'RotationPermission', {
      action: 'lambda:InvokeFunction',
      functionName: lambdaArn,
      principal: 'secretsmanager.amazonaws.com',
      sourceArn: this.secretArn,
    });
    this.rotation = new aws.secretsmanagerSecretRotation.SecretsmanagerSecretRotation(this, 'Rotation', {
      secretId: this.secretArn,
      rotationLambdaArn: lambdaArn,
      rotationRules: { automaticallyAfterDays: days },
      dependsOn: [permission],
    });
    guarantee(this, this.rotation, [
      {
        code: 'SECRET_ROTATION_INTERVAL',
        attribute: 'rotation_rules.automatically_after_days',
        value: days,
        accepts: integerBetween(ROTATION.min, ROTATION.max),
        promise: `${ROTATION.min} to ${ROTATION.max} days`,
      },
      { code: 'SECRET_ROTATION_INTERVAL', attribute: 'rotation_rules.schedule_expression', value: undefined },
    ]);
  }

  private addPolicy(): void {
    const document = new PolicyDocument();
    document._addJson({
      Sid: 'RequireTls',
      Effect: 'Deny',
      Principal: '*',
      Action: ['secretsmanager:*'],
      Resource: ['*'],
      Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
    });
    const policy = new aws.secretsmanagerSecretPolicy.SecretsmanagerSecretPolicy(this, 'Policy', {
      secretArn: this.secretArn,
      policy: document.toJson(),
      blockPublicPolicy: true,
    });
    guarantee(this, policy, [
      { code: 'SECRET_POLICY', attribute: 'block_public_policy', value: true },
      { code: 'SECRET_POLICY', attribute: 'policy', value: document.toJson(), promise: 'a policy that requires TLS' },
      { code: 'SECRET_POLICY', attribute: 'secret_arn', value: this.secretArn },
    ]);
  }

  private addValue(secretStringWo: string, version: number): void {
    requireInteger(version, {
      code: 'SECRET_VALUE_VERSION_INVALID',
      name: 'secretStringWoVersion',
      min: 1,
      max: Number.MAX_SAFE_INTEGER,
      remedy: 'begin with 1 and raise it to write the value again',
      construct: this,
    });
    const value = new aws.secretsmanagerSecretVersion.SecretsmanagerSecretVersion(this, 'Value', {
      secretId: this.secretArn,
      secretStringWo,
      secretStringWoVersion: version,
    });
    const secretless = ['secret_string', 'secret_binary'].map((attribute) => ({
      code: 'SECRET_VALUE_WRITE_ONLY',
      attribute,
      value: undefined,
      promise: 'a value that is written only',
      instead: 'use the prop secretStringWo',
      sensitive: true,
    }));
    guarantee(this, value, [
      ...secretless,
      {
        code: 'SECRET_VALUE_WRITE_ONLY',
        attribute: 'secret_string_wo',
        value: secretStringWo,
        promise: 'the expression of the prop secretStringWo',
        sensitive: true,
      },
    ]);
  }
}
