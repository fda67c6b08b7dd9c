import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { Key } from '../../lib/encryption/key';
import type { KeyProps } from '../../lib/encryption/key-props';
import { KeyService } from '../../lib/encryption/key-service';
import { KeySpec } from '../../lib/encryption/key-spec';
import { Role } from '../../lib/iam/role';
import type { IRole } from '../../lib/iam/role-ref';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import { errorOf, newStack, onlyResource, synth } from '../core/support';

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal: Readonly<Record<string, string | readonly string[]>>;
  readonly Action: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const ADMIN_ARN = 'arn:aws:iam::111122223333:role/deployer';
const ACCOUNT = '${data.aws_caller_identity.guardrails-aws-caller-identity.account_id}';
const REGION = '${data.aws_region.guardrails-aws-region.id}';

function policyOf(stack: TerraformStack): readonly Statement[] {
  const { policy } = onlyResource(synth(stack), 'aws_kms_key');
  return (JSON.parse(String(policy)) as { readonly Statement: readonly Statement[] }).Statement;
}

function newRole(stack: TerraformStack, id: string): Role {
  return new Role(stack, id, { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
}

/** Who may take an action, by the statements of a policy. */
function mayDo(policy: readonly Statement[], action: string): readonly string[] {
  return policy
    .filter(({ Action }) => Action.includes(action) || Action.includes('kms:*'))
    .map(({ Sid, Principal }) => Sid ?? JSON.stringify(Principal));
}

function keyWith(props: (stack: TerraformStack) => KeyProps): readonly Statement[] {
  const stack = newStack();
  new Key(stack, 'key', props(stack));
  return policyOf(stack);
}

const USE = ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncryptTo'];
const POWER = ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:CreateAlias'];

describe('the policy of a key', () => {
  it('keeps administration and use apart with admins', () => {
    const policy = keyWith((stack) => ({ admins: [Role.fromRoleArn(stack, 'admin', ADMIN_ARN)] }));
    for (const action of USE) expect(mayDo(policy, action)).toEqual(['AccountUseKey']);
    expect(mayDo(policy, 'kms:ScheduleKeyDeletion')).toEqual(['AdminsAdministerKey']);
    expect(mayDo(policy, 'kms:PutKeyPolicy')).toEqual(['AdminsAdministerKey', 'RootUserRecoversKey']);
    expect(policy.find(({ Sid }) => Sid === 'AdminsAdministerKey')?.Principal).toEqual({ AWS: [ADMIN_ARN] });
    expect(mayDo(policy, 'kms:CreateGrant')).toEqual(['AccountGrantToServices']);
  });

  it('leaves the root user alone, not IAM policies, what it takes to save the key', () => {
    const policy = keyWith((stack) => ({ admins: [newRole(stack, 'admin')] }));
    expect(policy.find(({ Sid }) => Sid === 'RootUserRecoversKey')).toMatchObject({
      Principal: { AWS: expect.stringMatching(/:root$/) as unknown },
      Condition: { StringEquals: { 'aws:PrincipalType': ['Account'] } },
    });
  });

  it('limits use to users', () => {
    const policy = keyWith((stack) => ({ users: [newRole(stack, 'app')] }));
    for (const action of USE) expect(mayDo(policy, action)).toEqual(['UsersUseKey']);
    for (const action of POWER) expect(mayDo(policy, action)).toEqual(['AccountAdministersKey']);
    expect(policy.find(({ Sid }) => Sid === 'UsersGrantToServices')?.Condition).toEqual({
      Bool: { 'kms:GrantIsForAWSResource': ['true'] },
    });
  });

  it('leaves nobody the use of a key with an empty list of users', () => {
    const policy = keyWith(() => ({ users: [] }));
    for (const action of USE) expect(mayDo(policy, action)).toEqual([]);
  });

  it.each<[string, (stack: TerraformStack) => KeyProps]>([
    ['defaults', () => ({})],
    ['admins', (stack) => ({ admins: [newRole(stack, 'admin')] })],
    ['users', (stack) => ({ users: [newRole(stack, 'app')] })],
    ['both', (stack) => ({ admins: [newRole(stack, 'admin')], users: [newRole(stack, 'app')] })],
    ['nobody to use it', () => ({ users: [] })],
    ['signatures', () => ({ keySpec: KeySpec.RSA_2048, users: [] })],
  ])('never locks everyone out: %s', (_, props) => {
    const policy = keyWith(props);
    expect(mayDo(policy, 'kms:PutKeyPolicy').length).toBeGreaterThan(0);
    expect(policy.filter(({ Effect }) => Effect !== 'Allow')).toEqual([]);
    expect(JSON.stringify(policy)).not.toContain('"Principal":"*"');
    expect(JSON.stringify(policy)).not.toContain('"AWS":"*"');
  });

  it('lets auditors read it by IAM policies in every form', () => {
    const policy = keyWith((stack) => ({ admins: [newRole(stack, 'admin')], users: [] }));
    expect(mayDo(policy, 'kms:GetKeyRotationStatus')).toContain('AccountReadsKey');
  });

  it('names what is granted where use is limited, and only there', () => {
    const stack = newStack();
    const [user, other] = [newRole(stack, 'user'), newRole(stack, 'other')];
    const key = new Key(stack, 'key', { users: [user] });
    key.grantDecrypt(user);
    key.grantDecrypt(other, { viaService: 's3' });
    const [granted, ...more] = policyOf(stack).filter(({ Sid }) => Sid === undefined);
    expect(more).toEqual([]);
    expect(granted).toMatchObject({
      Principal: { AWS: expect.stringMatching(/aws_iam_role\.other/) as unknown },
      Action: ['kms:Decrypt'],
      Condition: { StringEquals: { 'kms:ViaService': [`s3.${REGION}.amazonaws.com`] } },
    });
    const open = newStack();
    new Key(open, 'key', { admins: [newRole(open, 'admin')] }).grantDecrypt(newRole(open, 'other'));
    expect(policyOf(open).every(({ Sid }) => Sid !== undefined)).toBe(true);
  });
});

describe('roles that administer and use a key', () => {
  it.each<[string, (admin: IRole, stack: TerraformStack) => unknown]>([
    ['in both lists', (admin, stack) => new Key(stack, 'key', { admins: [admin], users: [admin] })],
    [
      'in both lists by ARN',
      (admin, stack) =>
        new Key(stack, 'key', { admins: [admin], users: [Role.fromRoleArn(stack, 'again', admin.roleArn)] }),
    ],
    ['by a grant', (admin, stack) => new Key(stack, 'key', { admins: [admin] }).grantEncryptDecrypt(admin)],
    [
      'by a grant, users given',
      (admin, stack) => new Key(stack, 'key', { admins: [admin], users: [] }).grantDecrypt(admin),
    ],
  ])('are refused %s', (_, attempt) => {
    const stack = newStack();
    const error = errorOf(() => attempt(Role.fromRoleArn(stack, 'admin', ADMIN_ARN), stack));
    expect(error.code).toBe('KEY_ADMIN_IS_USER');
    expect(error.message).toContain(ADMIN_ARN);
    expect(error.constructPath).toBe('shop/key');
  });
});

describe('lists of roles', () => {
  it('are those that the key was made with', () => {
    const stack = newStack();
    const [admin, app] = ['admin', 'app'].map((id) => newRole(stack, id)) as [Role, Role];
    const users: IRole[] = [];
    const key = new Key(stack, 'key', { admins: [admin], users });
    users.push(app);
    key.grantDecrypt(app);
    expect(mayDo(policyOf(stack), 'kms:Decrypt')).toEqual([expect.stringContaining('aws_iam_role.app')]);
    for (const [index, wrong] of [7, 'x', {}].entries()) {
      expect(errorOf(() => new Key(stack, `k${index}`, { users: wrong as never })).code).toBe('KEY_PRINCIPAL_INVALID');
    }
  });

  it.each([
    ['arn:aws:iam::111122223333:role/deployer', true],
    ['arn:${data.aws_partition.current.partition}:iam::111122223333:role/deployer', true],
    ['arn:aws:iam::111122223333:role/team/deployer', false],
    ['arn:aws:iam::111122223333:role/${var.name}', false],
    ['arn:aws:iam::444455556666:role/deployer', false],
  ])('know a role that was imported by its name by %s', (arn, isSame) => {
    const stack = new TerraformStack(Testing.app(), 'shop');
    new AwsProvider(stack, 'aws', { region: 'eu-west-1', allowedAccountIds: ['111122223333'] });
    const key = new Key(stack, 'key', { admins: [Role.fromRoleName(stack, 'admin', 'deployer')] });
    const use = () => key.grantDecrypt(Role.fromRoleArn(stack, 'again', arn));
    if (isSame) expect(errorOf(use).code).toBe('KEY_ADMIN_IS_USER');
    else expect(use().principalStatements).toHaveLength(1);
  });
});

describe('a key and roles of two stacks', () => {
  function twoStacks(): readonly [TerraformStack, TerraformStack] {
    const app = Testing.app();
    const stackIn = (name: string): TerraformStack => {
      const stack = new TerraformStack(app, name);
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      return stack;
    };
    return [stackIn('data'), stackIn('web')];
  }

  it('work together where IAM policies decide about use', () => {
    const [data, web] = twoStacks();
    new Key(data, 'key', { admins: [newRole(data, 'admin')] }).grantDecrypt(newRole(web, 'app'), { viaService: 's3' });
    data.prepareStack();
    web.prepareStack();
    expect(Testing.synth(web, true)).toContain('data.terraform_remote_state');
    expect(() => Testing.synth(data, true)).not.toThrow();
  });

  it('are refused where each would need the other', () => {
    const [data, web] = twoStacks();
    const key = new Key(data, 'key', { users: [] });
    expect(errorOf(() => key.grantDecrypt(newRole(web, 'app'))).code).toBe('KEY_PRINCIPAL_INVALID');
    key.grantDecrypt(Role.fromRoleArn(web, 'known', ADMIN_ARN));
    expect(policyOf(data).at(-1)?.Principal).toEqual({ AWS: ADMIN_ARN });
  });
});

describe('Key.allowService', () => {
  const via = (service: string) => ({ StringEquals: { 'kms:ViaService': [`${service}.${REGION}.amazonaws.com`] } });

  function allowed(service: KeyService): readonly Statement[] {
    const stack = newStack();
    const key = new Key(stack, 'key', { users: [] });
    key.allowService(service);
    key.allowService(service);
    return policyOf(stack).slice(2);
  }

  it.each<[string, KeyService, string]>([
    ['RDS', KeyService.rds(), 'rds'],
    ['Secrets Manager', KeyService.secretsManager(), 'secretsmanager'],
  ])('lets %s use it and hold on to it, for the account alone', (_, service, prefix) => {
    const [use, grants, ...others] = allowed(service);
    expect(others).toEqual([]);
    expect(use?.Condition).toEqual(via(prefix));
    expect(use?.Action).toEqual(expect.arrayContaining(USE));
    expect(grants).toMatchObject({
      Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
      Condition: { ...via(prefix), Bool: { 'kms:GrantIsForAWSResource': ['true'] } },
    });
    for (const each of [use, grants]) expect(each?.Principal.AWS).toMatch(/:iam::\$\{.*\}:root$/);
  });

  it('lets S3 and SNS use it without holding on to it', () => {
    expect(allowed(KeyService.s3())).toMatchObject([{ Condition: via('s3') }]);
    expect(allowed(KeyService.sns())).toMatchObject([{ Condition: via('sns') }]);
  });

  it('limits S3 to one bucket and its objects', () => {
    const bucket = 'arn:aws:s3:::shop-images';
    expect(allowed(KeyService.s3(bucket))).toMatchObject([
      { Condition: { ...via('s3'), StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucket, `${bucket}/*`] } } },
    ]);
  });

  it('limits CloudWatch Logs to one log group, and alarms to the account', () => {
    expect(allowed(KeyService.cloudWatchLogs('/shop'))).toMatchObject([
      {
        Principal: { Service: `logs.${REGION}.amazonaws.com` },
        Condition: {
          ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': [expect.stringMatching(/:log-group:\/shop$/)] },
        },
      },
    ]);
    expect(allowed(KeyService.cloudWatchAlarms())).toMatchObject([
      {
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Condition: { StringEquals: { 'aws:SourceAccount': [ACCOUNT] } },
      },
    ]);
  });

  it('know CloudWatch Logs by its name in China', () => {
    const stack = new TerraformStack(Testing.app(), 'cn');
    new AwsProvider(stack, 'aws', { region: 'cn-north-1' });
    new Key(stack, 'key').allowLogGroup('/shop');
    const services = policyOf(stack).map(({ Principal }) => Principal.Service);
    expect(services).toContain(`logs.${REGION}.amazonaws.com.cn`);
  });

  it.each(['', '/a*', 'a b', undefined, 7])('refuses log group %p', (name) => {
    expect(errorOf(() => KeyService.cloudWatchLogs(name as never)).code).toBe('KEY_SERVICE_INVALID');
  });

  it.each(['shop-images', 'arn:aws:s3:::*', 'arn:aws:s3:::shop-images/*', '', 7])('refuses bucket %p', (arn) => {
    expect(errorOf(() => KeyService.s3(arn as never)).code).toBe('KEY_SERVICE_INVALID');
  });

  it('refuses what is no service, and keys that services cannot use', () => {
    const stack = newStack();
    const error = errorOf(() => {
      new Key(stack, 'key').allowService('rds' as never);
    });
    expect(error.code).toBe('KEY_SERVICE_INVALID');
    for (const keySpec of [KeySpec.RSA_4096, KeySpec.HMAC_256]) {
      const key = new Key(stack, keySpec.name, { keySpec });
      expect(
        errorOf(() => {
          key.allowLogGroup('/shop');
        }).code,
      ).toBe('KEY_USAGE_MISMATCH');
    }
  });
});
