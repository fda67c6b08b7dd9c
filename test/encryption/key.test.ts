import type { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { TerraformVariable } from 'cdktf';
import { AwsAccount } from '../../lib/core/aws-account';
import { Key } from '../../lib/encryption/key';
import type { KeyProps } from '../../lib/encryption/key-props';
import { KeySpec } from '../../lib/encryption/key-spec';
import { Role } from '../../lib/iam/role';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import { Secret } from '../../lib/secrets/secret';
import {
  childResource,
  deletionAttacks,
  errorOf,
  newStack,
  onlyResource,
  overrideAttacks,
  synth,
  type Attack,
} from '../core/support';

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

  it.each(['', 'aws/rds', 'alias/aws/rds', 'a b', 'a:b', 'alias/', 'x'.repeat(251), 7, null, ['a']])(
    'refuses alias %p',
    (alias) => {
      expect(errorOf(() => new Key(newStack(), 'key', { alias: alias as never })).code).toBe('KEY_ALIAS_INVALID');
    },
  );

  it.each<[KeyProps, string]>([
    [{ rotationPeriodDays: 89 }, 'KEY_ROTATION_PERIOD_INVALID'],
    [{ rotationPeriodDays: 2561 }, 'KEY_ROTATION_PERIOD_INVALID'],
    [{ rotationPeriodDays: 90.5 }, 'KEY_ROTATION_PERIOD_INVALID'],
    [{ deletionWindowDays: 6 }, 'KEY_DELETION_WINDOW_INVALID'],
    [{ deletionWindowDays: 31 }, 'KEY_DELETION_WINDOW_INVALID'],
    [{ deletionWindowDays: 0 }, 'KEY_DELETION_WINDOW_INVALID'],
    [{ deletionWindowDays: NaN }, 'KEY_DELETION_WINDOW_INVALID'],
    [{ deletionWindowDays: '30' as never }, 'KEY_DELETION_WINDOW_INVALID'],
    [{ deletionWindowDays: null as never }, 'KEY_DELETION_WINDOW_INVALID'],
    [{ rotationPeriodDays: true as never }, 'KEY_ROTATION_PERIOD_INVALID'],
    [{ rotationPeriodDays: 366 }, 'LOOSENING_REASON_MISSING'],
    [{ deletionWindowDays: 29 }, 'LOOSENING_REASON_MISSING'],
    [{ rotationPeriodDays: 180, keySpec: KeySpec.RSA_4096 }, 'KEY_ROTATION_PERIOD_INVALID'],
    [{ description: '' }, 'KEY_DESCRIPTION_INVALID'],
    [{ description: 7 as never }, 'KEY_DESCRIPTION_INVALID'],
    [{ description: 'x'.repeat(8193) }, 'KEY_DESCRIPTION_INVALID'],
    [{ multiRegion: 'yes' as never }, 'KEY_MULTI_REGION_INVALID'],
    [{ tags: { 'aws:x': 'y' } }, 'TAGS_INVALID'],
    [{ tags: { '': 'y' } }, 'TAGS_INVALID'],
    [{ tags: { a: 1 as never } }, 'TAGS_INVALID'],
    [{ tags: { a: 'x'.repeat(257) } }, 'TAGS_INVALID'],
    [{ tags: ['a'] as never }, 'TAGS_INVALID'],
    [{ tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`t${index}`, ''])) }, 'TAGS_INVALID'],
    [{ keySpec: 'RSA_4096' as never }, 'KEY_SPEC_INVALID'],
    [{ keyUsage: 'SIGN_VERIFY' as never }, 'KEY_USAGE_INVALID'],
    [{ admins: [] }, 'KEY_ADMINS_EMPTY'],
    [{ admins: ['arn:aws:iam::111122223333:role/admin'] as never }, 'KEY_PRINCIPAL_INVALID'],
    [{ users: 'all' as never }, 'KEY_PRINCIPAL_INVALID'],
    [{ users: [null] as never }, 'KEY_PRINCIPAL_INVALID'],
    [{ users: [{ roleArn: '*' }] as never }, 'KEY_PRINCIPAL_INVALID'],
    [{ admins: [{ roleArn: 'arn:aws:iam::111122223333:role/*' }] as never }, 'KEY_PRINCIPAL_INVALID'],
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

  it('takes tokens of every kind for every number and flag', () => {
    const stack = newStack();
    const list = new TerraformVariable(stack, 'list', { type: 'list(string)' });
    const text = new TerraformVariable(stack, 'text', {});
    for (const [index, token] of [list.listValue, text.stringValue, text.booleanValue, '${var.text}'].entries()) {
      new Key(stack, `key${index}`, {
        rotationPeriodDays: token as never,
        deletionWindowDays: token as never,
        multiRegion: token as never,
        description: token as never,
        alias: token as never,
        tags: { a: token as never },
      });
    }
    expect(JSON.stringify(synth(stack))).not.toMatch(/NaN|Token\[/);
  });

  it('keeps a duplicate id and the tree apart', () => {
    const stack = newStack();
    new Key(stack, 'key');
    expect(() => new Key(stack, 'key')).toThrow(/already a Construct with name 'key'/);
  });

  it('rotates less often, and goes sooner, where a reason is given', () => {
    const stack = newStack();
    const looseningReason = 'archive that is read once a year';
    new Key(stack, 'key', { rotationPeriodDays: 2560, deletionWindowDays: 7, looseningReason });
    expect(onlyResource(synth(stack), 'aws_kms_key')).toMatchObject({
      rotation_period_in_days: 2560,
      deletion_window_in_days: 7,
    });
  });

  it('stays in its region, unless it is made to be replicated', () => {
    const stack = newStack();
    new Key(stack, 'key', { multiRegion: true });
    expect(onlyResource(synth(stack), 'aws_kms_key').multi_region).toBe(true);
  });

  it('is looked up by its alias', () => {
    const stack = newStack();
    Key.fromAlias(stack, 'key', 'shop').grantDecrypt(newRole(stack));
    const json = synth(stack);
    expect(json.data.aws_kms_alias).toEqual({ 'key-alias': { name: 'alias/shop' } });
    expect(statements(onlyResource(json, 'aws_iam_policy').policy)).toMatchObject([
      { Action: ['kms:Decrypt'], Resource: ['${data.aws_kms_alias.key-alias.target_key_arn}'] },
    ]);
    expect(errorOf(() => Key.fromAlias(stack, 'own', 'aws/s3')).code).toBe('KEY_ALIAS_INVALID');
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
    ...overrideAttacks('custom_key_store_id', 'cks-1234567890abcdef0'),
    ...overrideAttacks('xks_key_id', 'x'),
    ...overrideAttacks('multi_region', true),
    ...overrideAttacks('rotation_period_in_days', 366),
    ...overrideAttacks('deletion_window_in_days', 29),
  ])('notice %s', (_, attack) => {
    const stack = newStack();
    attack(new Key(stack, 'key').resource, stack);
    expect(() => synth(stack)).toThrow(/KEY_/);
  });

  it('notice that the alias leads to another key', () => {
    const stack = newStack();
    const [key, other] = [new Key(stack, 'key', { alias: 'shop' }), new Key(stack, 'other')];
    childResource(key, 'Alias').addOverride('target_key_id', other.keyId);
    expect(() => synth(stack)).toThrow(/KEY_ALIAS_TARGET/);
  });

  it('hold for a key whose numbers are tokens', () => {
    const stack = newStack();
    const days = new TerraformVariable(stack, 'days', { type: 'number' });
    const { resource } = new Key(stack, 'key', { deletionWindowDays: days.numberValue });
    resource.deletionWindowInDays = 7;
    expect(() => synth(stack)).toThrow(/KEY_DELETION_WINDOW: .* is 7, but Key guarantees 30 days/);
  });

  it('leave room for what is as good', () => {
    const stack = newStack();
    const { resource } = new Key(stack, 'key');
    resource.rotationPeriodInDays = 90;
    resource.deletionWindowInDays = 30;
    resource.isEnabled = true;
    resource.bypassPolicyLockoutSafetyCheck = false;
    resource.multiRegion = false;
    resource.customerMasterKeySpec = 'SYMMETRIC_DEFAULT';
    resource.keyUsage = 'ENCRYPT_DECRYPT';
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
    expect(grant.principalStatements).toHaveLength(1);
    expect(statements(onlyResource(synth(stack), 'aws_iam_policy').policy)).toEqual([
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt'],
        Resource: [key.keyArn],
        Condition: { StringEquals: { 'kms:ViaService': ['sqs.eu-west-1.amazonaws.com'] } },
      },
    ]);
  });

  it('is used in the region of its ARN, whatever the other parts are', () => {
    const stack = newStack();
    const { partition, accountId } = AwsAccount.of(stack);
    const arn = `arn:${partition}:kms:us-east-1:${accountId}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
    const key = Key.fromKeyArn(stack, 'key', arn);
    key.grantDecrypt(newRole(stack), { viaService: 'sqs' });
    expect(statements(onlyResource(synth(stack), 'aws_iam_policy').policy)).toMatchObject([
      { Condition: { StringEquals: { 'kms:ViaService': ['sqs.us-east-1.amazonaws.com'] } } },
    ]);
    expect(errorOf(() => new Secret(stack, 'api', { encryptionKey: key })).code).toBe('KEY_REGION_MISMATCH');
  });

  it('is in the region of the stack where its alias is looked up', () => {
    const stack = newStack();
    const secretArn = (region: string) => `arn:aws:secretsmanager:${region}:111122223333:secret:api-AbCdEf`;
    const encryptionKey = Key.fromAlias(stack, 'key', 'shop');
    const use = (region: string) => () =>
      Secret.fromSecretAttributes(stack, `of-${region}`, { secretArn: secretArn(region), encryptionKey });
    expect(errorOf(use('us-east-1')).code).toBe('KEY_REGION_MISMATCH');
    expect(use('eu-west-1')().secretArn).toBe(secretArn('eu-west-1'));
  });

  it('can be bound to an encryption context', () => {
    const stack = newStack();
    const [key, role] = [new Key(stack, 'key'), newRole(stack)];
    key.grantEncrypt(role, { viaService: 's3', encryptionContext: { purpose: 'invoices', tenant: role.roleArn } });
    expect(statements(onlyResource(synth(stack), 'aws_iam_policy').policy)).toMatchObject([
      {
        Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
        Condition: {
          StringEquals: {
            'kms:ViaService': [`s3.${REGION}.amazonaws.com`],
            'kms:EncryptionContext:purpose': ['invoices'],
            'kms:EncryptionContext:tenant': [expect.stringMatching(/^\$\{aws_iam_role\./) as unknown],
          },
        },
      },
    ]);
  });

  it.each<[string, unknown]>([
    ['viaService', ''],
    ['viaService', 's3.eu-west-1.amazonaws.com'],
    ['viaService', 's*'],
    ['viaService', 7],
    ['encryptionContext', {}],
    ['encryptionContext', null],
    ['encryptionContext', { '': 'x' }],
    ['encryptionContext', { a: 1 }],
    ['encryptionContext', 'a=b'],
  ])('are refused for %s %p', (name, value) => {
    const stack = newStack();
    const [key, role] = [new Key(stack, 'key'), newRole(stack)];
    expect(errorOf(() => key.grantDecrypt(role, { [name]: value })).code).toBe('KEY_GRANT_INVALID');
  });

  it.each(['key/1', 'arn:aws:kms:eu-west-1:111122223333:alias/shop', 'arn:aws:kms:eu-west-1:111122223333:key/*', ''])(
    'are refused for key ARN %p',
    (arn) => {
      expect(errorOf(() => Key.fromKeyArn(newStack(), 'key', arn)).code).toBe('KEY_ARN_INVALID');
    },
  );
});
