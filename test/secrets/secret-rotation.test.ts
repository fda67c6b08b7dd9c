import { TerraformVariable } from 'cdktf';
import { Secret } from '../../lib/secrets/secret';
import type { SecretRotationProps } from '../../lib/secrets/secret-rotation';
import { errorOf, newStack, onlyResource, synth } from '../core/support';

const LAMBDA = 'arn:aws:lambda:eu-west-1:111122223333:function:rotate';
const EPHEMERAL = '${ephemeral.random_password.api.result}';
const ACCOUNT = '${data.aws_caller_identity.guardrails-aws-caller-identity.account_id}';

describe('Secret.addRotation', () => {
  it('rotates every 30 days and lets Secrets Manager call the function for this secret', () => {
    const stack = newStack();
    new Secret(stack, 'api').addRotation({ lambdaArn: LAMBDA });
    const json = synth(stack);
    const permission = onlyResource(json, 'aws_lambda_permission');
    expect(permission).toMatchObject({
      action: 'lambda:InvokeFunction',
      function_name: LAMBDA,
      principal: 'secretsmanager.amazonaws.com',
      source_account: ACCOUNT,
    });
    const rotation = onlyResource(json, 'aws_secretsmanager_secret_rotation');
    expect(rotation).toMatchObject({ rotation_lambda_arn: LAMBDA, rotation_rules: { automatically_after_days: 30 } });
    expect(rotation.secret_id).toBe(permission.source_arn);
    expect(rotation.depends_on).toEqual([expect.stringMatching(/^aws_lambda_permission\.api_RotationPermission_\w+$/)]);
  });

  it.each([0, 1, 29, 91, 30.5])('refuses %p days', (automaticallyAfterDays) => {
    expect(
      errorOf(() => {
        new Secret(newStack(), 'api').addRotation({ lambdaArn: LAMBDA, automaticallyAfterDays });
      }).code,
    ).toBe('SECRET_ROTATION_INTERVAL_INVALID');
  });

  it('takes a window, a longer interval with a reason, and waits for the first value', () => {
    const stack = newStack();
    const secret = new Secret(stack, 'api', { secretStringWo: EPHEMERAL, looseningReason: 'the partner takes weeks' });
    secret.addRotation({ lambdaArn: LAMBDA, automaticallyAfterDays: 90, duration: '3h', rotateImmediately: false });
    const rotation = onlyResource(synth(stack), 'aws_secretsmanager_secret_rotation');
    expect(rotation).toMatchObject({
      rotate_immediately: false,
      rotation_rules: { automatically_after_days: 90, duration: '3h' },
    });
    expect(rotation.depends_on).toEqual([
      expect.stringMatching(/^aws_lambda_permission\./),
      expect.stringMatching(/^aws_secretsmanager_secret_version\.api_Value_/),
    ]);
  });

  it('is left to Secrets Manager', () => {
    const stack = newStack();
    new Secret(stack, 'api').addRotation({ managed: true });
    const json = synth(stack);
    expect(onlyResource(json, 'aws_secretsmanager_secret_rotation')).toEqual({
      secret_id: expect.stringMatching(/^\$\{aws_secretsmanager_secret\.api_\w+\.arn\}$/) as unknown,
      rotation_rules: { automatically_after_days: 30 },
    });
    expect(json.resource.aws_lambda_permission).toBeUndefined();
  });

  it.each<[SecretRotationProps, string]>([
    [{}, 'SECRET_ROTATION_FUNCTION_INVALID'],
    [{ managed: false }, 'SECRET_ROTATION_FUNCTION_INVALID'],
    [{ managed: 'yes' as never }, 'SECRET_ROTATION_FUNCTION_INVALID'],
    [{ managed: true, lambdaArn: LAMBDA }, 'SECRET_ROTATION_FUNCTION_INVALID'],
    [{ lambdaArn: '' }, 'SECRET_ROTATION_FUNCTION_INVALID'],
    [{ lambdaArn: 'rotate' }, 'SECRET_ROTATION_FUNCTION_INVALID'],
    [{ lambdaArn: `${LAMBDA}:1` }, 'SECRET_ROTATION_FUNCTION_INVALID'],
    [{ lambdaArn: LAMBDA.replace('eu-west-1', 'us-east-1') }, 'SECRET_ROTATION_FUNCTION_INVALID'],
    [{ lambdaArn: 7 as never }, 'SECRET_ROTATION_FUNCTION_INVALID'],
    [{ lambdaArn: LAMBDA, automaticallyAfterDays: 31 }, 'LOOSENING_REASON_MISSING'],
    [{ lambdaArn: LAMBDA, automaticallyAfterDays: '30' as never }, 'SECRET_ROTATION_INTERVAL_INVALID'],
    [{ lambdaArn: LAMBDA, duration: '0h' }, 'SECRET_ROTATION_WINDOW_INVALID'],
    [{ lambdaArn: LAMBDA, duration: '25h' }, 'SECRET_ROTATION_WINDOW_INVALID'],
    [{ lambdaArn: LAMBDA, duration: '3' }, 'SECRET_ROTATION_WINDOW_INVALID'],
    [{ lambdaArn: LAMBDA, duration: '' }, 'SECRET_ROTATION_WINDOW_INVALID'],
    [{ lambdaArn: LAMBDA, duration: 3 as never }, 'SECRET_ROTATION_WINDOW_INVALID'],
    [{ lambdaArn: LAMBDA, rotateImmediately: 1 as never }, 'SECRET_ROTATION_WINDOW_INVALID'],
  ])('refuses %p', (props, code) => {
    const secret = new Secret(newStack(), 'api');
    const error = errorOf(() => {
      secret.addRotation(props);
    });
    expect(error.code).toBe(code);
    expect(error.constructPath).toBe('shop/api');
    secret.addRotation({ lambdaArn: LAMBDA });
  });

  it('takes a token', () => {
    const stack = newStack();
    const days = new TerraformVariable(stack, 'days', { type: 'number' });
    new Secret(stack, 'api').addRotation({ lambdaArn: LAMBDA, automaticallyAfterDays: days.numberValue });
    expect(onlyResource(synth(stack), 'aws_secretsmanager_secret_rotation').rotation_rules).toEqual({
      automatically_after_days: '${var.days}',
    });
  });

  it('happens once', () => {
    const secret = new Secret(newStack(), 'api');
    secret.addRotation({ lambdaArn: LAMBDA });
    expect(
      errorOf(() => {
        secret.addRotation({ lambdaArn: LAMBDA });
      }).code,
    ).toBe('SECRET_ROTATION_EXISTS');
  });
});
