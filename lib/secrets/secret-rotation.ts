import type { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { AwsAccount } from '../core/aws-account';
import { requireBoolean } from '../core/flags';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee, integerBetween } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import { requireInteger } from '../core/ranges';
import { stackRegion } from '../core/stack-provider';
import { requireText } from '../core/texts';
import { isUnresolved } from '../core/tokens';

/** How a secret is rotated: `secret.addRotation`. */
export interface SecretRotationProps {
  /**
   * ARN of the Lambda function that rotates the value, without version or alias.
   *
   * @default - none; then `managed` is required
   */
  readonly lambdaArn?: string;

  /**
   * Whether Secrets Manager rotates the value by itself, which it does for secrets that other services own.
   *
   * @default false
   */
  readonly managed?: boolean;

  /**
   * Days between rotations: 30 to 90. More than 30 makes the default weaker.
   *
   * @default 30
   */
  readonly automaticallyAfterDays?: number;

  /**
   * Length of the window in which the rotation begins, in hours: `1h` to `24h`.
   *
   * @default - until the end of the day
   */
  readonly duration?: string;

  /**
   * Whether the value rotates as soon as the rotation is set up; else in the next window.
   *
   * @default true
   */
  readonly rotateImmediately?: boolean;
}

/** Days between rotations: what is secure. */
export const ROTATION = { min: 30, max: 90, byDefault: 30 };

/** Secrets Manager calls functions of its own region alone. */
function requireNear(lambdaArn: string | undefined, owner: Construct): void {
  const [region, own] = [isUnresolved(lambdaArn) ? undefined : lambdaArn?.split(':')[3], stackRegion(owner)];
  if (region === undefined || own === undefined || region === own) return;
  throw new GuardrailsError(
    'SECRET_ROTATION_FUNCTION_INVALID',
    `lambdaArn is in ${region}, but the secret is in ${own}; pass a function of ${own}`,
    owner,
  );
}

function requireFunction({ lambdaArn, managed }: SecretRotationProps, owner: Construct): void {
  const code = 'SECRET_ROTATION_FUNCTION_INVALID';
  requireBoolean(managed, { code, name: 'managed', construct: owner });
  requireText(lambdaArn, {
    code,
    name: 'lambdaArn',
    pattern: /^arn:[^:*?]+:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+$/,
    allowed: 'ARNs of functions, without version or alias',
    remedy: 'pass the ARN of the function',
    construct: owner,
  });
  requireNear(lambdaArn, owner);
  if ((lambdaArn === undefined) === (managed === true || isUnresolved(managed))) return;
  throw new GuardrailsError(
    code,
    lambdaArn === undefined
      ? 'neither lambdaArn nor managed says who rotates the value; pass one of them'
      : 'lambdaArn and managed both say who rotates the value; pass one of them',
    owner,
  );
}

/** @throws GuardrailsError SECRET_ROTATION_FUNCTION_INVALID, SECRET_ROTATION_INTERVAL_INVALID, SECRET_ROTATION_WINDOW_INVALID */
export function requireRotation(props: SecretRotationProps, owner: Construct): void {
  requireFunction(props, owner);
  requireInteger(props.automaticallyAfterDays, {
    code: 'SECRET_ROTATION_INTERVAL_INVALID',
    name: 'automaticallyAfterDays',
    ...ROTATION,
    remedy: 'pass 30 or leave it out',
    construct: owner,
  });
  requireText(props.duration, {
    code: 'SECRET_ROTATION_WINDOW_INVALID',
    name: 'duration',
    pattern: /^(?:[1-9]|1\d|2[0-4])h$/,
    allowed: 'hours from 1h to 24h',
    remedy: 'pass a window such as 3h, or leave it out',
    construct: owner,
  });
  requireBoolean(props.rotateImmediately, {
    code: 'SECRET_ROTATION_WINDOW_INVALID',
    name: 'rotateImmediately',
    construct: owner,
  });
}

/** Lets Secrets Manager call the function, for this secret alone. */
function addPermission(owner: Construct, lambdaArn: string, secretArn: string): ITerraformDependable {
  const { accountId } = AwsAccount.of(owner);
  const permission = new aws.lambdaPermission.LambdaPermission(owner, 'RotationPermission', {
    action: 'lambda:InvokeFunction',
    functionName: lambdaArn,
    principal: 'secretsmanager.amazonaws.com',
    sourceAccount: accountId,
    sourceArn: secretArn,
  });
  const scoped = {
    code: 'SECRET_ROTATION_PERMISSION',
    promise: 'a permission of Secrets Manager for this secret alone',
  };
  guarantee(owner, permission, [
    { ...scoped, attribute: 'action', value: 'lambda:InvokeFunction' },
    { ...scoped, attribute: 'function_name', value: lambdaArn },
    { ...scoped, attribute: 'principal', value: 'secretsmanager.amazonaws.com' },
    { ...scoped, attribute: 'source_account', value: accountId },
    { ...scoped, attribute: 'source_arn', value: secretArn },
  ]);
  return permission;
}

/** Makes the rotation. What it needs first, such as the first value, is in `dependsOn`. */
export function createRotation(
  owner: Construct,
  secretArn: string,
  props: SecretRotationProps,
  dependsOn: readonly ITerraformDependable[],
): SecretsmanagerSecretRotation {
  const { lambdaArn, automaticallyAfterDays: days = ROTATION.byDefault, duration, rotateImmediately } = props;
  const permission = lambdaArn === undefined ? [] : [addPermission(owner, lambdaArn, secretArn)];
  const needed = [...permission, ...dependsOn];
  const rotation = new aws.secretsmanagerSecretRotation.SecretsmanagerSecretRotation(owner, 'Rotation', {
    secretId: secretArn,
    rotationLambdaArn: lambdaArn,
    rotateImmediately,
    rotationRules: { automaticallyAfterDays: days, duration },
    dependsOn: needed.length === 0 ? undefined : needed,
  });
  const longest = isUnresolved(days) ? ROTATION.byDefault : days;
  const interval = { code: 'SECRET_ROTATION_INTERVAL', rules: ['secretsmanager-rotation-interval'] };
  guarantee(owner, rotation, [
    {
      ...interval,
      attribute: 'rotation_rules.automatically_after_days',
      value: days,
      accepts: integerBetween(1, longest),
      promise: `at most ${longest} days`,
      instead: 'use automaticallyAfterDays of addRotation and looseningReason of the secret',
    },
    { ...interval, attribute: 'rotation_rules.schedule_expression', value: undefined },
    {
      code: 'SECRET_ROTATION',
      attribute: 'secret_id',
      value: secretArn,
      promise: 'the rotation of its own secret',
      rules: ['secretsmanager-rotation-enabled'],
    },
    {
      code: 'SECRET_ROTATION',
      attribute: 'rotation_lambda_arn',
      value: lambdaArn,
      promise: 'rotation by the function of addRotation',
    },
  ]);
  return rotation;
}
