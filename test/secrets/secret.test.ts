import type { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { Fn, Lazy, TerraformVariable } from 'cdktf';
import { Key } from '../../lib/encryption/key';
import { Role } from '../../lib/iam/role';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import { Secret, type SecretProps } from '../../lib/secrets/secret';
import {
  childResource,
  deletionAttacks,
  errorOf,
  newStack,
  onlyResource,
  overrideAttacks,
  resourcesOf,
  synth,
  type Attack,
} from '../core/support';

const LAMBDA = 'arn:aws:lambda:eu-west-1:111122223333:function:rotate';
const EPHEMERAL = '${ephemeral.random_password.api.result}';
const ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/api-AbCdEf';
const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

function newRole(stack = newStack()): Role {
  return new Role(stack, 'app', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
}

function grantedActions(json: ReturnType<typeof synth>): readonly (readonly string[])[] {
  const policy = JSON.parse(String(onlyResource(json, 'aws_iam_policy').policy)) as {
    Statement: { Action: string[]; Resource: string[] }[];
  };
  return policy.Statement.map(({ Action, Resource }) => [...Action, ...Resource]);
}

describe('Secret', () => {
  it('is encrypted under a key of its own, recoverable, closed to the public and to clear text', () => {
    const stack = newStack();
    new Secret(stack, 'api');
    const json = synth(stack);
    expect(onlyResource(json, 'aws_kms_key')).toMatchObject({ enable_key_rotation: true });
    expect(onlyResource(json, 'aws_secretsmanager_secret')).toEqual({
      description: 'Secret at shop/api',
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.api_Key_\w+\.arn\}$/) as unknown,
      recovery_window_in_days: 30,
    });
    const policy = onlyResource(json, 'aws_secretsmanager_secret_policy');
    expect(policy.block_public_policy).toBe(true);
    expect(policy.secret_arn).toMatch(/^\$\{aws_secretsmanager_secret\.api_\w+\.arn\}$/);
    expect(JSON.parse(String(policy.policy))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'RequireTls',
          Effect: 'Deny',
          Principal: '*',
          Action: ['secretsmanager:*'],
          Resource: ['*'],
          Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
        },
      ],
    });
    expect(json.resource.aws_secretsmanager_secret_version).toBeUndefined();
  });

  it('takes a key, a name and tags', () => {
    const stack = newStack();
    const encryptionKey = new Key(stack, 'key');
    const secret = new Secret(stack, 'api', {
      encryptionKey,
      secretName: 'shop/api',
      description: 'd',
      tags: { a: 'b' },
    });
    expect(secret.encryptionKey).toBe(encryptionKey);
    const json = synth(stack);
    expect(resourcesOf(json, 'aws_kms_key')).toHaveLength(1);
    expect(onlyResource(json, 'aws_secretsmanager_secret')).toMatchObject({
      name: 'shop/api',
      description: 'd',
      tags: { a: 'b' },
    });
  });

  it('writes an expression through the write-only argument', () => {
    const stack = newStack();
    new Secret(stack, 'api', { secretStringWo: EPHEMERAL, secretStringWoVersion: 3 });
    expect(onlyResource(synth(stack), 'aws_secretsmanager_secret_version')).toEqual({
      secret_id: expect.stringMatching(/^\$\{aws_secretsmanager_secret\.api_\w+\.arn\}$/) as unknown,
      secret_string_wo: EPHEMERAL,
      secret_string_wo_version: 3,
    });
  });

  it('takes tokens for the value, its version and the recovery window', () => {
    const stack = newStack();
    const value = new TerraformVariable(stack, 'value', { sensitive: true });
    const number = new TerraformVariable(stack, 'number', { type: 'number' });
    new Secret(stack, 'api', {
      secretStringWo: Fn.jsonencode({ user: 'app', token: value.stringValue }),
      secretStringWoVersion: number.numberValue,
      recoveryWindowDays: number.numberValue,
    });
    const json = synth(stack);
    expect(onlyResource(json, 'aws_secretsmanager_secret_version')).toMatchObject({
      secret_string_wo: '${jsonencode({"user" = "app", "token" = var.value})}',
      secret_string_wo_version: '${var.number}',
    });
    expect(onlyResource(json, 'aws_secretsmanager_secret').recovery_window_in_days).toBe('${var.number}');
  });

  it('refuses literal values without repeating them', () => {
    const stack = newStack();
    const value = new TerraformVariable(stack, 'value', {});
    const literals = [
      'hunter' + '2',
      '',
      `pre-hunter2-${value.stringValue}`,
      `hunter2${EPHEMERAL}`,
      '${"hunter2"}',
      `${EPHEMERAL}${EPHEMERAL}`,
      Fn.jsonencode({ user: 'app', password: 'hunter' + '2' }),
      Lazy.stringValue({ produce: () => 'hunter' + '2' }),
    ];
    for (const [index, secretStringWo] of literals.entries()) {
      const error = errorOf(() => new Secret(stack, `s${index}`, { secretStringWo }));
      expect(error.code).toBe('SECRET_LITERAL_VALUE');
      expect(error.message).not.toContain('hunter2');
    }
  });

  it.each<[SecretProps, string]>([
    [{ recoveryWindowDays: 0 }, 'SECRET_RECOVERY_WINDOW_INVALID'],
    [{ recoveryWindowDays: 6 }, 'SECRET_RECOVERY_WINDOW_INVALID'],
    [{ recoveryWindowDays: 31 }, 'SECRET_RECOVERY_WINDOW_INVALID'],
    [{ secretStringWo: EPHEMERAL, secretStringWoVersion: 0 }, 'SECRET_VALUE_VERSION_INVALID'],
  ])('refuses %p', (props, code) => {
    expect(errorOf(() => new Secret(newStack(), 'api', props)).code).toBe(code);
  });
});

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

describe('guarantees of a secret', () => {
  const open = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] });
  const newSecret = (stack = newStack()) => {
    const secret = new Secret(stack, 'api', { secretStringWo: EPHEMERAL });
    secret.addRotation({ lambdaArn: LAMBDA });
    return secret;
  };

  it.each<Attack<SecretsmanagerSecret>>([
    ['setter of kmsKeyId', (secret) => (secret.kmsKeyId = 'alias/aws/secretsmanager')],
    [
      'resetKmsKeyId',
      (secret) => {
        secret.resetKmsKeyId();
      },
    ],
    ['setter of recoveryWindowInDays', (secret) => (secret.recoveryWindowInDays = 0)],
    [
      'resetRecoveryWindowInDays',
      (secret) => {
        secret.resetRecoveryWindowInDays();
      },
    ],
    ['setter of policy', (secret) => (secret.policy = open)],
    ...overrideAttacks('kms_key_id', 'alias/aws/secretsmanager'),
    ...deletionAttacks('kms_key_id'),
    ...overrideAttacks('recovery_window_in_days', 0),
    ...overrideAttacks('policy', open),
  ])('notice %s', (_, attack) => {
    const stack = newStack();
    attack(newSecret(stack).resource, stack);
    expect(() => synth(stack)).toThrow(/SECRET_/);
  });

  it.each<[string, string, Attack]>(
    [
      [
        'Policy',
        'SECRET_POLICY',
        [
          ...overrideAttacks('block_public_policy', false),
          ...deletionAttacks('block_public_policy'),
          ...overrideAttacks('policy', open),
        ],
      ] as const,
      [
        'Value',
        'SECRET_VALUE_WRITE_ONLY',
        [
          ...overrideAttacks('secret_string', 'x'),
          ...overrideAttacks('secret_binary', 'eA=='),
          ...overrideAttacks('secret_string_wo', 'x'),
        ],
      ] as const,
      [
        'Rotation',
        'SECRET_ROTATION_INTERVAL',
        [
          ...overrideAttacks('rotation_rules.automatically_after_days', 365),
          ...deletionAttacks('rotation_rules.automatically_after_days'),
          ...overrideAttacks('rotation_rules.schedule_expression', 'rate(365 days)'),
        ],
      ] as const,
    ].flatMap(([child, code, attacks]) => attacks.map((attack): [string, string, Attack] => [child, code, attack])),
  )('notice an attack on its %s with %s: %p', (child, code, [, run]) => {
    const stack = newStack();
    run(childResource(newSecret(stack), child), stack);
    expect(() => synth(stack)).toThrow(new RegExp(code));
  });

  it('notice that the policy is gone', () => {
    const stack = newStack();
    newSecret(stack);
    stack.addOverride('resource.aws_secretsmanager_secret_policy', undefined);
    expect(() => synth(stack)).toThrow(/SECRET_POLICY: .* was removed/);
  });
});

describe('Secret.grantRead', () => {
  it('lets the role read this secret and decrypt through Secrets Manager', () => {
    const stack = newStack();
    new Secret(stack, 'api').grantRead(newRole(stack));
    expect(grantedActions(synth(stack))).toEqual([
      ['kms:Decrypt', expect.stringMatching(/^\$\{aws_kms_key\.api_Key_\w+\.arn\}$/)],
      ['secretsmanager:GetSecretValue', expect.stringMatching(/^\$\{aws_secretsmanager_secret\.api_\w+\.arn\}$/)],
    ]);
  });

  it('works for secrets that were made elsewhere, with and without a key', () => {
    const stack = newStack();
    const role = newRole(stack);
    Secret.fromSecretArn(stack, 'plain', ARN).grantRead(role);
    expect(grantedActions(synth(stack))).toEqual([['secretsmanager:GetSecretValue', ARN]]);
    const encryptionKey = Key.fromKeyArn(stack, 'key', KEY_ARN);
    Secret.fromSecretAttributes(stack, 'keyed', { secretArn: ARN, encryptionKey }).grantRead(role);
    expect(grantedActions(synth(stack))).toEqual([
      ['secretsmanager:GetSecretValue', ARN],
      ['kms:Decrypt', KEY_ARN],
    ]);
  });

  it.each([
    'shop/api',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/api',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:*',
    '',
  ])('refuses secret ARN %p', (arn) => {
    expect(errorOf(() => Secret.fromSecretArn(newStack(), 'x', arn)).code).toBe('SECRET_ARN_INVALID');
  });
});
