import type { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Fn, Lazy, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { Key } from '../../lib/encryption/key';
import { Role } from '../../lib/iam/role';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import { Secret } from '../../lib/secrets/secret';
import type { SecretProps } from '../../lib/secrets/secret-props';
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
const ACCOUNT = '${data.aws_caller_identity.guardrails-aws-caller-identity.account_id}';
const REPLICA = {
  region: 'eu-central-1',
  keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
};
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
        {
          Sid: 'KeepOtherAccountsOut',
          Effect: 'Deny',
          Principal: '*',
          Action: ['secretsmanager:*'],
          Resource: ['*'],
          Condition: {
            StringNotEquals: { 'aws:PrincipalAccount': [ACCOUNT] },
            Bool: { 'aws:PrincipalIsAWSService': ['false'] },
          },
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
      Fn.base64decode('aHVudGVyMg=='),
      Fn.join('', ['hun', 'ter2']),
      Fn.join('', ['${var', '.hunter2}']),
      7 as never,
      null as never,
      ['hunter2'] as never,
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
    [{ recoveryWindowDays: '30' as never }, 'SECRET_RECOVERY_WINDOW_INVALID'],
    [{ recoveryWindowDays: NaN }, 'SECRET_RECOVERY_WINDOW_INVALID'],
    [{ recoveryWindowDays: 29 }, 'LOOSENING_REASON_MISSING'],
    [{ secretStringWo: EPHEMERAL, secretStringWoVersion: 0 }, 'SECRET_VALUE_VERSION_INVALID'],
    [{ secretStringWo: EPHEMERAL, secretStringWoVersion: 1.5 }, 'SECRET_VALUE_VERSION_INVALID'],
    [{ secretStringWoVersion: 2 }, 'SECRET_VALUE_MISSING'],
    [{ secretStringWo: EPHEMERAL, generatedValue: {} }, 'SECRET_GENERATION_INVALID'],
    [{ secretName: '' }, 'SECRET_NAME_INVALID'],
    [{ secretName: 'a b' }, 'SECRET_NAME_INVALID'],
    [{ secretName: 'x'.repeat(513) }, 'SECRET_NAME_INVALID'],
    [{ secretName: 7 as never }, 'SECRET_NAME_INVALID'],
    [{ description: '' }, 'SECRET_DESCRIPTION_INVALID'],
    [{ description: 'x'.repeat(2049) }, 'SECRET_DESCRIPTION_INVALID'],
    [{ tags: { 'aws:a': 'b' } }, 'TAGS_INVALID'],
    [{ encryptionKey: KEY_ARN as never }, 'KEY_ARN_INVALID'],
    [{ encryptionKey: {} as never }, 'KEY_ARN_INVALID'],
    [{ encryptionKey: null as never }, 'KEY_ARN_INVALID'],
    [{ encryptionKey: { keyArn: 'alias/aws/secretsmanager' } as never }, 'KEY_ARN_INVALID'],
  ])('refuses %p', (props, code) => {
    expect(errorOf(() => new Secret(newStack(), 'api', props)).code).toBe(code);
  });
});

describe('a secret and its surroundings', () => {
  it('takes tokens of every kind for every number', () => {
    const stack = newStack();
    const list = new TerraformVariable(stack, 'list', { type: 'list(string)' });
    const text = new TerraformVariable(stack, 'text', {});
    for (const [index, token] of [list.listValue, text.stringValue, text.booleanValue, '${var.text}'].entries()) {
      const secret = new Secret(stack, `s${index}`, {
        recoveryWindowDays: token as never,
        secretName: token as never,
        description: token as never,
        secretStringWo: EPHEMERAL,
        secretStringWoVersion: token as never,
        tags: { a: token as never },
      });
      secret.addRotation({
        lambdaArn: token as never,
        automaticallyAfterDays: token as never,
        duration: token as never,
        rotateImmediately: token as never,
      });
    }
    expect(JSON.stringify(synth(stack))).not.toMatch(/NaN|Token\[/);
  });

  it('knows its account whatever its key is', () => {
    const stack = newStack();
    new Secret(stack, 'api', { encryptionKey: Key.fromKeyArn(stack, 'key', KEY_ARN) });
    const json = synth(stack);
    expect(json.data.aws_caller_identity).toEqual({ 'guardrails-aws-caller-identity': {} });
    expect(String(onlyResource(json, 'aws_secretsmanager_secret_policy').policy)).toContain(ACCOUNT);
  });

  it('refuses a key of another region, as soon as both are known', () => {
    const elsewhere = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const stack = newStack();
    const error = errorOf(() => new Secret(stack, 'api', { encryptionKey: Key.fromKeyArn(stack, 'key', elsewhere) }));
    expect(error.code).toBe('KEY_REGION_MISMATCH');
    expect(error.message).toContain('encryptionKey is in us-east-1, but is used in eu-west-1');
    const later = new TerraformStack(Testing.app(), 'later');
    new Secret(later, 'api', { encryptionKey: Key.fromKeyArn(later, 'key', elsewhere) });
    new AwsProvider(later, 'aws', { region: 'eu-west-1' });
    expect(() => synth(later)).toThrow(/KEY_REGION_MISMATCH/);
    const open = new TerraformStack(Testing.app(), 'open');
    new AwsProvider(open, 'aws', { region: new TerraformVariable(open, 'region', {}).stringValue });
    new Secret(open, 'api', { encryptionKey: Key.fromKeyArn(open, 'key', elsewhere) });
    expect(() => synth(open)).not.toThrow();
  });

  it('takes a key of another stack of its region, and refuses one of another region', () => {
    const app = Testing.app();
    const [data, web, far] = ['eu-west-1', 'eu-west-1', 'us-east-1'].map((region, index) => {
      const stack = new TerraformStack(app, `stack${index}`);
      new AwsProvider(stack, 'aws', { region });
      return stack;
    }) as [TerraformStack, TerraformStack, TerraformStack];
    const encryptionKey = new Key(data, 'key');
    const secret = new Secret(web, 'api', { encryptionKey });
    secret.grantRead(newRole(web));
    expect(errorOf(() => new Secret(far, 'api', { encryptionKey })).code).toBe('KEY_REGION_MISMATCH');
    data.prepareStack();
    web.prepareStack();
    expect(onlyResource(synth(web), 'aws_secretsmanager_secret').kms_key_id).toMatch(
      /^\$\{data\.terraform_remote_state\.cross-stack-reference-input-stack0\.outputs\./,
    );
    expect(() => synth(data)).not.toThrow();
  });

  it('throws for a duplicate id', () => {
    const stack = newStack();
    new Secret(stack, 'api');
    expect(() => new Secret(stack, 'api')).toThrow(/already a Construct with name 'api'/);
  });
});

describe('guarantees of a secret', () => {
  const open = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] });
  const newSecret = (stack = newStack()) => {
    const secret = new Secret(stack, 'api', { secretStringWo: EPHEMERAL, replicas: [REPLICA] });
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
    ...overrideAttacks('recovery_window_in_days', 29),
    ...overrideAttacks('replica', [{ region: 'us-east-1' }]),
    ...deletionAttacks('replica'),
    ...overrideAttacks('force_overwrite_replica_secret', true),
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
          ...overrideAttacks('secret_arn', ARN),
        ],
      ] as const,
      [
        'RotationPermission',
        'SECRET_ROTATION_PERMISSION',
        [
          ...overrideAttacks('principal', '*'),
          ...overrideAttacks('source_arn', '*'),
          ...deletionAttacks('source_arn'),
          ...deletionAttacks('source_account'),
          ...overrideAttacks('action', 'lambda:*'),
          ...overrideAttacks('function_name', 'other'),
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
      ['Value', 'SECRET_VALUE_TARGET', overrideAttacks('secret_id', ARN)] as const,
      ['Value', 'SECRET_VALUE_VERSION', overrideAttacks('secret_string_wo_version', 9)] as const,
      [
        'Rotation',
        'SECRET_ROTATION:',
        [...overrideAttacks('secret_id', ARN), ...overrideAttacks('rotation_lambda_arn', `${LAMBDA}s`)],
      ] as const,
      [
        'Rotation',
        'SECRET_ROTATION_INTERVAL',
        [
          ...overrideAttacks('rotation_rules.automatically_after_days', 365),
          ...overrideAttacks('rotation_rules.automatically_after_days', 31),
          ...overrideAttacks('rotation_rules.automatically_after_days', 0),
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
