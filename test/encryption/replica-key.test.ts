import type { KmsReplicaKey } from '@cdktf/provider-aws/lib/kms-replica-key';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformVariable, type TerraformStack } from 'cdktf';
import { Key } from '../../lib/encryption/key';
import { KeyService } from '../../lib/encryption/key-service';
import { KeySpec } from '../../lib/encryption/key-spec';
import { ReplicaKey, type ReplicaKeyProps } from '../../lib/encryption/replica-key';
import { Role } from '../../lib/iam/role';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import { deletionAttacks, errorOf, newStack, onlyResource, overrideAttacks, synth, type Attack } from '../core/support';

function frankfurt(stack: TerraformStack, region = 'eu-central-1'): AwsProvider {
  return new AwsProvider(stack, 'replica', { alias: 'replica', region });
}

function newReplica(stack: TerraformStack, props: Partial<ReplicaKeyProps> = {}, id = 'copy'): ReplicaKey {
  const provider = props.provider ?? frankfurt(stack);
  const primaryKey = props.primaryKey ?? new Key(stack, 'key', { multiRegion: true });
  return new ReplicaKey(stack, id, { ...props, provider, primaryKey });
}

describe('ReplicaKey', () => {
  it('is a copy in the region of its provider, with the policy of its primary key', () => {
    const stack = newStack();
    const admins = [new Role(stack, 'admin', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') })];
    const primaryKey = new Key(stack, 'key', { multiRegion: true, admins, users: [] });
    const replica = newReplica(stack, { primaryKey, alias: 'shop', description: 'd', tags: { a: 'b' } });
    replica.allowService(KeyService.secretsManager());
    const json = synth(stack);
    const written = onlyResource(json, 'aws_kms_replica_key');
    expect(written).toMatchObject({
      provider: 'aws.replica',
      primary_key_arn: expect.stringMatching(/^\$\{aws_kms_key\.key_\w+\.arn\}$/) as unknown,
      deletion_window_in_days: 30,
      description: 'd',
      tags: { a: 'b' },
    });
    expect(onlyResource(json, 'aws_kms_alias')).toMatchObject({ provider: 'aws.replica', name: 'alias/shop' });
    const policy = String(written.policy);
    expect(policy).toContain('AdminsAdministerKey');
    expect(policy).toContain('secretsmanager.eu-central-1.amazonaws.com');
    expect(policy).not.toContain('AccountUseKey');
  });

  it('is granted for services of its own region', () => {
    const stack = newStack();
    const role = new Role(stack, 'app', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    newReplica(stack).grantDecrypt(role, { viaService: 's3' });
    expect(String(onlyResource(synth(stack), 'aws_iam_policy').policy)).toContain('s3.eu-central-1.amazonaws.com');
  });

  it('asks for a region that only Terraform knows', () => {
    const stack = newStack();
    const region = new TerraformVariable(stack, 'region', {});
    newReplica(stack, { provider: frankfurt(stack, region.stringValue) }).allowService(KeyService.sns());
    const json = synth(stack);
    expect(Object.values(json.data.aws_region ?? {})).toEqual([{ provider: 'aws.replica' }]);
    expect(String(onlyResource(json, 'aws_kms_replica_key').policy)).toMatch(/sns\.\$\{data\.aws_region\.copy_Region_/);
  });

  it.each<[string, (stack: TerraformStack) => Partial<ReplicaKeyProps>, string]>([
    ['a key of one region', (stack) => ({ primaryKey: new Key(stack, 'single') }), 'KEY_REPLICA_INVALID'],
    [
      'an imported key',
      (stack) => ({
        primaryKey: Key.fromKeyArn(stack, 'imported', 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1') as never,
      }),
      'KEY_REPLICA_INVALID',
    ],
    [
      'a key that is not symmetric',
      (stack) => ({ primaryKey: new Key(stack, 'rsa', { keySpec: KeySpec.RSA_2048, multiRegion: true }) }),
      'KEY_REPLICA_INVALID',
    ],
    ['the region of the primary', (stack) => ({ provider: frankfurt(stack, 'eu-west-1') }), 'KEY_REPLICA_INVALID'],
    ['no provider', () => ({ provider: 'eu-central-1' as never }), 'KEY_REPLICA_INVALID'],
    ['a short window', () => ({ deletionWindowDays: 6 }), 'KEY_DELETION_WINDOW_INVALID'],
    ['a weaker window without reason', () => ({ deletionWindowDays: 7 }), 'LOOSENING_REASON_MISSING'],
    ['an alias of AWS', () => ({ alias: 'aws/s3' }), 'KEY_ALIAS_INVALID'],
    ['an empty description', () => ({ description: '' }), 'KEY_DESCRIPTION_INVALID'],
    ['a tag of AWS', () => ({ tags: { 'aws:a': 'b' } }), 'TAGS_INVALID'],
  ])('refuses %s', (_, props, code) => {
    const stack = newStack();
    const error = errorOf(() => newReplica(stack, props(stack)));
    expect(error.code).toBe(code);
    expect(error.constructPath).toBe('shop/copy');
  });

  it.each<Attack<KmsReplicaKey>>([
    ['setter of enabled', (key) => (key.enabled = false)],
    ['setter of bypass', (key) => (key.bypassPolicyLockoutSafetyCheck = true)],
    [
      'resetPolicy',
      (key) => {
        key.resetPolicy();
      },
    ],
    ...overrideAttacks('enabled', false),
    ...overrideAttacks('deletion_window_in_days', 7),
    ...deletionAttacks('deletion_window_in_days'),
    ...overrideAttacks('policy', '{}'),
    ...deletionAttacks('policy'),
    ...overrideAttacks('primary_key_arn', 'arn:aws:kms:eu-west-1:111122223333:key/mrk-2'),
    ...overrideAttacks('bypass_policy_lockout_safety_check', true),
  ])('notices %s', (_, attack) => {
    const stack = newStack();
    attack(newReplica(stack).resource, stack);
    expect(() => synth(stack)).toThrow(/KEY_/);
  });
});
