import type { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { Construct } from 'constructs';
import { AwsAccount } from '../core/aws-account';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee, integerBetween } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import { requireInteger } from '../core/ranges';
import { isUnresolved } from '../core/tokens';
import { PolicyDocument } from '../iam/policy-document';
import { KeyBase } from './key-base';
import type { IKey } from './key-ref';

export interface KeyProps {
  /**
   * What the key protects.
   *
   * @default - derived from the construct path
   */
  readonly description?: string;

  /**
   * Alias of the key, with or without `alias/`.
   *
   * @default - no alias
   */
  readonly alias?: string;

  /**
   * Days between rotations: 90 to 2560.
   *
   * @default 365
   */
  readonly rotationPeriodDays?: number;

  /**
   * Days that a deleted key can still be restored: 7 to 30.
   *
   * @default 30
   */
  readonly deletionWindowDays?: number;

  /**
   * Tags of the key.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}

const ROTATION = { min: 90, max: 2560, byDefault: 365 };
const DELETION = { min: 7, max: 30, byDefault: 30 };

/**
 * A symmetric customer managed key that rotates.
 *
 * Its policy keeps the account as administrator: nobody can be locked out, and IAM policies such as grants decide who
 * uses the key.
 */
export class Key extends KeyBase {
  /**
   * A key that was made elsewhere.
   *
   * @throws GuardrailsError KEY_ARN_INVALID
   */
  static fromKeyArn(scope: Construct, id: string, keyArn: string): IKey {
    return new ImportedKey(scope, id, keyArn);
  }

  /** The provider's own resource. */
  readonly resource: KmsKey;
  readonly keyArn: string;
  /** Id of the key. */
  readonly keyId: string;

  private readonly policy = new PolicyDocument();

  constructor(scope: Construct, id: string, props: KeyProps = {}) {
    super(scope, id);
    const { rotationPeriodDays = ROTATION.byDefault, deletionWindowDays = DELETION.byDefault } = props;
    requireInteger(rotationPeriodDays, {
      code: 'KEY_ROTATION_PERIOD_INVALID',
      name: 'rotationPeriodDays',
      ...ROTATION,
      remedy: 'pass 365 or leave it out',
      construct: this,
    });
    requireInteger(deletionWindowDays, {
      code: 'KEY_DELETION_WINDOW_INVALID',
      name: 'deletionWindowDays',
      ...DELETION,
      remedy: 'pass 30 or leave it out',
      construct: this,
    });
    const account = AwsAccount.of(this);
    this.policy._addJson({
      Sid: 'AccountAdministersKey',
      Effect: 'Allow',
      Principal: { AWS: `arn:${account.partition}:iam::${account.accountId}:root` },
      Action: ['kms:*'],
      Resource: ['*'],
    });
    this.resource = new aws.kmsKey.KmsKey(this, 'Resource', {
      description: props.description ?? `Key at ${this.node.path}`,
      enableKeyRotation: true,
      rotationPeriodInDays: rotationPeriodDays,
      deletionWindowInDays: deletionWindowDays,
      policy: this.policy.toString(),
      tags: props.tags,
    });
    this.keyArn = this.resource.arn;
    this.keyId = this.resource.keyId;
    if (props.alias !== undefined) this.addAlias(props.alias);
    this.guarantee(rotationPeriodDays, deletionWindowDays);
  }

  /**
   * Lets CloudWatch Logs encrypt a log group of this account and region with the key.
   *
   * @param logGroupName name of the log group, such as `/aws/vpc/flow-logs`
   */
  allowLogGroup(logGroupName: string): void {
    const { partition, region, accountId } = AwsAccount.of(this);
    const logGroup = `arn:${partition}:logs:${region}:${accountId}:log-group:${logGroupName}`;
    this.policy._addJson({
      Effect: 'Allow',
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
        'kms:GenerateDataKey',
        'kms:DescribeKey',
      ],
      Resource: ['*'],
      Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': [logGroup] } },
    });
  }

  private addAlias(alias: string): void {
    const name = alias.startsWith('alias/') ? alias : `alias/${alias}`;
    if (!isUnresolved(alias) && (!/^alias\/[\w/-]+$/.test(name) || name.startsWith('alias/aws/'))) {
      throw new GuardrailsError(
        'KEY_ALIAS_INVALID',
        `alias is ${JSON.stringify(alias)}, allowed are letters, digits, /, _ and -, and no name that begins with aws/; choose another`,
        this,
      );
    }
    new aws.kmsAlias.KmsAlias(this, 'Alias', { name, targetKeyId: this.keyId });
  }

  private guarantee(rotationPeriodDays: number, deletionWindowDays: number): void {
    guarantee(this, this.resource, [
      { code: 'KEY_ROTATION', attribute: 'enable_key_rotation', value: true },
      {
        code: 'KEY_ROTATION_PERIOD',
        attribute: 'rotation_period_in_days',
        value: rotationPeriodDays,
        accepts: integerBetween(ROTATION.min, ROTATION.byDefault),
        instead: 'use the prop rotationPeriodDays',
      },
      {
        code: 'KEY_DELETION_WINDOW',
        attribute: 'deletion_window_in_days',
        value: deletionWindowDays,
        accepts: integerBetween(DELETION.min, DELETION.max),
        promise: `${DELETION.min} to ${DELETION.max} days`,
        instead: 'use the prop deletionWindowDays',
      },
      {
        code: 'KEY_ENABLED',
        attribute: 'is_enabled',
        value: undefined,
        accepts: (value) => value === true || value === 'true',
      },
      {
        code: 'KEY_NO_LOCKOUT',
        attribute: 'bypass_policy_lockout_safety_check',
        value: undefined,
        accepts: (value) => value === false || value === 'false',
      },
      { code: 'KEY_POLICY', attribute: 'policy', value: this.policy.toString(), promise: 'the policy that it wrote' },
      {
        code: 'KEY_SYMMETRIC',
        attribute: 'customer_master_key_spec',
        value: undefined,
        accepts: (value) => value === 'SYMMETRIC_DEFAULT',
      },
      {
        code: 'KEY_SYMMETRIC',
        attribute: 'key_usage',
        value: undefined,
        accepts: (value) => value === 'ENCRYPT_DECRYPT',
      },
    ]);
  }
}

class ImportedKey extends KeyBase {
  constructor(
    scope: Construct,
    id: string,
    readonly keyArn: string,
  ) {
    super(scope, id);
    if (isUnresolved(keyArn) || /^arn:[^:]+:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/.test(keyArn)) return;
    throw new GuardrailsError(
      'KEY_ARN_INVALID',
      `key ARN is ${JSON.stringify(keyArn)}, allowed is arn:aws:kms:<region>:<account>:key/<id>; pass the ARN of the key, not of an alias`,
      this,
    );
  }
}
