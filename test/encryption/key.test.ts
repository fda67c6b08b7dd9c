import type { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { TerraformVariable } from 'cdktf';
import { Key, type KeyProps } from '../../lib/encryption/key';
import { Role } from '../../lib/iam/role';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import { deletionAttacks, errorOf, newStack, onlyResource, overrideAttacks, synth, type Attack } from '../core/support';

const ROOT =
  'arn:${data.aws_partition.guardrails-aws-partition.partition}:iam::${data.aws_caller_identity.guardrails-aws-caller-identity.account_id}:root';
const REGION = '${data.aws_region.guardrails-aws-region.id}';

interface Statement {
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: unknown;
}

function statements(policy: unknown): readonly Statement[] {
  return (JSON.parse(String(policy)) as { readonly Statement: readonly Statement[] }).Statement;
}

function newRole(stack = newStack()): Role {
  return new Role(stack, 'app', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
}

describe('Key', () => {
  it('rotates, waits before deletion and keeps the account as its administrator', () => {
    const stack = newStack();
    new Key(stack, 'key');
    const json = synth(stack);
    const key = onlyResource(json, 'aws_kms_key');
    expect(key).toMatchObject({ enable_key_rotation: true, rotation_period_in_days: 365, deletion_window_in_days: 30 });
    expect(key.description).toBe('Key at shop/key');
    expect(statements(key.policy)).toEqual([
      { Sid: 'AccountAdministersKey', Effect: 'Allow', Principal: { AWS: ROOT }, Action: ['kms:*'], Resource: ['*'] },
    ]);
    expect(json.resource.aws_kms_alias).toBeUndefined();
    expect(Object.keys(json.data.aws_caller_identity ?? {})).toEqual(['guardrails-aws-caller-identity']);
  });

  it.each<[string, string]>([
    ['shop', 'alias/shop'],
    ['alias/shop/db', 'alias/shop/db'],
  ])('has alias %s', (alias, name) => {
    const stack = newStack();
    new Key(stack, 'key', { alias, description: 'd', tags: { a: 'b' } });
    const json = synth(stack);
    expect(onlyResource(json, 'aws_kms_alias')).toMatchObject({
      name,
      target_key_id: expect.stringMatching(/\.key_id\}$/) as unknown,
    });
    expect(onlyResource(json, 'aws_kms_key')).toMatchObject({ description: 'd', tags: { a: 'b' } });
  });

  it.each(['', 'aws/rds', 'alias/aws/rds', 'a b', 'a:b'])('refuses alias %p', (alias) => {
    expect(errorOf(() => new Key(newStack(), 'key', { alias })).code).toBe('KEY_ALIAS_INVALID');
  });

  it.each<[KeyProps, string]>([
    [{ rotationPeriodDays: 89 }, 'KEY_ROTATION_PERIOD_INVALID'],
    [{ rotationPeriodDays: 2561 }, 'KEY_ROTATION_PERIOD_INVALID'],
    [{ rotationPeriodDays: 90.5 }, 'KEY_ROTATION_PERIOD_INVALID'],
    [{ deletionWindowDays: 6 }, 'KEY_DELETION_WINDOW_INVALID'],
    [{ deletionWindowDays: 31 }, 'KEY_DELETION_WINDOW_INVALID'],
    [{ deletionWindowDays: 0 }, 'KEY_DELETION_WINDOW_INVALID'],
  ])('refuses %p', (props, code) => {
    const error = errorOf(() => new Key(newStack(), 'key', props));
    expect(error.code).toBe(code);
    expect(error.constructPath).toBe('shop/key');
  });

  it('takes tokens for numbers', () => {
    const stack = newStack();
    const days = new TerraformVariable(stack, 'days', { type: 'number' });
    new Key(stack, 'key', { rotationPeriodDays: days.numberValue, deletionWindowDays: days.numberValue });
    expect(onlyResource(synth(stack), 'aws_kms_key')).toMatchObject({
      rotation_period_in_days: '${var.days}',
      deletion_window_in_days: '${var.days}',
    });
  });

  it('lets CloudWatch Logs use it for one log group, once', () => {
    const stack = newStack();
    const key = new Key(stack, 'key');
    key.allowLogGroup('/shop');
    key.allowLogGroup('/shop');
    const [, logs, ...others] = statements(onlyResource(synth(stack), 'aws_kms_key').policy);
    expect(others).toHaveLength(0);
    expect(logs).toMatchObject({
      Effect: 'Allow',
      Principal: { Service: `logs.${REGION}.amazonaws.com` },
      Condition: {
        ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': [expect.stringMatching(/:log-group:\/shop$/) as unknown] },
      },
    });
    expect(logs?.Action).not.toContain('kms:*');
  });
});

describe('guarantees of a key', () => {
  const open = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' }] });
  const setters: Attack<KmsKey>[] = [
    ['setter of enableKeyRotation', (key) => (key.enableKeyRotation = false)],
    [
      'resetEnableKeyRotation',
      (key) => {
        key.resetEnableKeyRotation();
      },
    ],
    [
      'resetPolicy',
      (key) => {
        key.resetPolicy();
      },
    ],
    ['setter of isEnabled', (key) => (key.isEnabled = false)],
    ['setter of bypassPolicyLockoutSafetyCheck', (key) => (key.bypassPolicyLockoutSafetyCheck = true)],
    ['setter of customerMasterKeySpec', (key) => (key.customerMasterKeySpec = 'RSA_2048')],
    [
      'resetDeletionWindowInDays',
      (key) => {
        key.resetDeletionWindowInDays();
      },
    ],
  ];

  it.each<Attack<KmsKey>>([
    ...setters,
    ...overrideAttacks('enable_key_rotation', false),
    ...deletionAttacks('enable_key_rotation'),
    ...overrideAttacks('rotation_period_in_days', 2560),
    ...overrideAttacks('deletion_window_in_days', 6),
    ...overrideAttacks('is_enabled', false),
    ...overrideAttacks('bypass_policy_lockout_safety_check', true),
    ...overrideAttacks('policy', open),
    ...deletionAttacks('policy'),
    ...overrideAttacks('key_usage', 'SIGN_VERIFY'),
  ])('notice %s', (_, attack) => {
    const stack = newStack();
    attack(new Key(stack, 'key').resource, stack);
    expect(() => synth(stack)).toThrow(/KEY_/);
  });

  it('leave room for what is as good', () => {
    const stack = newStack();
    const { resource } = new Key(stack, 'key');
    resource.rotationPeriodInDays = 90;
    resource.deletionWindowInDays = 7;
    resource.isEnabled = true;
    expect(() => synth(stack)).not.toThrow();
  });
});

describe('grants on a key', () => {
  it('list exact actions', () => {
    const stack = newStack();
    const [key, role] = [new Key(stack, 'key'), newRole(stack)];
    key.grantEncryptDecrypt(role);
    const policy = statements(onlyResource(synth(stack), 'aws_iam_policy').policy);
    expect(policy).toEqual([
      {
        Effect: 'Allow',
        Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: [expect.stringMatching(/^\$\{aws_kms_key\.key_\w+\.arn\}$/)],
      },
    ]);
  });

  it('can be bound to a service', () => {
    const stack = newStack();
    const key = Key.fromKeyArn(
      stack,
      'key',
      'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    );
    const grant = key.grantDecrypt(newRole(stack), { viaService: 'sqs' });
    expect(grant.statements).toHaveLength(1);
    expect(statements(onlyResource(synth(stack), 'aws_iam_policy').policy)).toEqual([
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt'],
        Resource: [key.keyArn],
        Condition: { StringEquals: { 'kms:ViaService': [`sqs.${REGION}.amazonaws.com`] } },
      },
    ]);
  });

  it.each(['key/1', 'arn:aws:kms:eu-west-1:111122223333:alias/shop', 'arn:aws:kms:eu-west-1:111122223333:key/*', ''])(
    'are refused for key ARN %p',
    (arn) => {
      expect(errorOf(() => Key.fromKeyArn(newStack(), 'key', arn)).code).toBe('KEY_ARN_INVALID');
    },
  );
});
