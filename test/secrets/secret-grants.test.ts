import type { TerraformStack } from 'cdktf';
import { Key } from '../../lib/encryption/key';
import { Role } from '../../lib/iam/role';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import { Secret } from '../../lib/secrets/secret';
import type { SecretReplica } from '../../lib/secrets/secret-props';
import { errorOf, newStack, onlyResource, synth } from '../core/support';

const ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/api-AbCdEf';
const PARTIAL = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/api';
const KEY = 'key/1234abcd-12ab-34cd-56ef-1234567890ab';
const KEY_ARN = `arn:aws:kms:eu-west-1:111122223333:${KEY}`;
const FRANKFURT = `arn:aws:kms:eu-central-1:111122223333:${KEY}`;

function newRole(stack: TerraformStack): Role {
  return new Role(stack, 'app', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
}

function granted(stack: TerraformStack): readonly Readonly<Record<string, unknown>>[] {
  const { policy } = onlyResource(synth(stack), 'aws_iam_policy');
  return (JSON.parse(String(policy)) as { readonly Statement: readonly Readonly<Record<string, unknown>>[] }).Statement;
}

describe('grants on a secret', () => {
  const secretArn = expect.stringMatching(/^\$\{aws_secretsmanager_secret\.api_\w+\.arn\}$/) as unknown;
  const via = {
    StringEquals: { 'kms:ViaService': ['secretsmanager.${data.aws_region.guardrails-aws-region.id}.amazonaws.com'] },
  };

  it('limit reading to stages', () => {
    const stack = newStack();
    new Secret(stack, 'api').grantRead(newRole(stack), ['AWSCURRENT', 'AWSPENDING']);
    expect(granted(stack)).toMatchObject([
      { Action: ['kms:Decrypt'], Condition: via },
      {
        Action: ['secretsmanager:GetSecretValue'],
        Resource: [secretArn],
        Condition: { 'ForAnyValue:StringEquals': { 'secretsmanager:VersionStage': ['AWSCURRENT', 'AWSPENDING'] } },
      },
    ]);
  });

  it.each<[unknown]>([[[]], ['AWSCURRENT'], [['*']], [['']], [[7]], [null]])('refuse stages %p', (stages) => {
    const stack = newStack();
    const [secret, role] = [new Secret(stack, 'api'), newRole(stack)];
    expect(errorOf(() => secret.grantRead(role, stages as never)).code).toBe('SECRET_VERSION_STAGE_INVALID');
    expect(synth(stack).resource.aws_iam_policy).toBeUndefined();
  });

  it('let write without reading', () => {
    const stack = newStack();
    new Secret(stack, 'api').grantWrite(newRole(stack));
    expect(granted(stack)).toMatchObject([
      { Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Condition: via },
      { Action: ['secretsmanager:PutSecretValue'], Resource: [secretArn] },
    ]);
  });

  it('let a rotation function do what its four steps take', () => {
    const stack = newStack();
    new Secret(stack, 'api').grantRotate(newRole(stack));
    expect(granted(stack)).toMatchObject([
      { Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Condition: via },
      {
        Action: [
          'secretsmanager:DescribeSecret',
          'secretsmanager:GetSecretValue',
          'secretsmanager:PutSecretValue',
          'secretsmanager:UpdateSecretVersionStage',
        ],
        Resource: [secretArn],
      },
      { Action: ['secretsmanager:GetRandomPassword'], Resource: ['*'] },
    ]);
  });
});

describe('a secret that was made elsewhere', () => {
  it('is granted exactly by a partial ARN', () => {
    const stack = newStack();
    const secret = Secret.fromSecretPartialArn(stack, 'api', PARTIAL, Key.fromKeyArn(stack, 'key', KEY_ARN));
    expect(secret.secretArn).toBe(PARTIAL);
    secret.grantRead(newRole(stack));
    expect(granted(stack).map(({ Resource }) => Resource)).toEqual([[KEY_ARN], [`${PARTIAL}-??????`]]);
  });

  it('is looked up by its name', () => {
    const stack = newStack();
    Secret.fromSecretName(stack, 'api', 'shop/api').grantRead(newRole(stack));
    expect(synth(stack).data.aws_secretsmanager_secret).toEqual({ 'api-lookup': { name: 'shop/api' } });
    expect(granted(stack)).toMatchObject([{ Resource: ['${data.aws_secretsmanager_secret.api-lookup.arn}'] }]);
  });

  it.each<[string, () => unknown, string]>([
    [
      'a partial ARN with a wildcard',
      () => Secret.fromSecretPartialArn(newStack(), 'x', `${PARTIAL}*`),
      'SECRET_ARN_INVALID',
    ],
    ['a name for a partial ARN', () => Secret.fromSecretPartialArn(newStack(), 'x', 'shop/api'), 'SECRET_ARN_INVALID'],
    ['nothing for an ARN', () => Secret.fromSecretArn(newStack(), 'x', undefined as never), 'SECRET_ARN_INVALID'],
    ['a name with a wildcard', () => Secret.fromSecretName(newStack(), 'x', 'shop/*'), 'SECRET_NAME_INVALID'],
    ['no name', () => Secret.fromSecretName(newStack(), 'x', undefined as never), 'SECRET_NAME_INVALID'],
    [
      'a text for a key',
      () => Secret.fromSecretAttributes(newStack(), 'x', { secretArn: ARN, encryptionKey: KEY_ARN as never }),
      'KEY_ARN_INVALID',
    ],
  ])('is refused by %s', (_, attempt, code) => {
    expect(errorOf(attempt).code).toBe(code);
  });

  it('takes a key of its own region, whatever the region of the stack is', () => {
    const stack = newStack();
    const [far, near] = [FRANKFURT, KEY_ARN].map((arn, index) => Key.fromKeyArn(stack, `key${index}`, arn));
    const secretArn = ARN.replace('eu-west-1', 'eu-central-1');
    Secret.fromSecretAttributes(stack, 'api', { secretArn, encryptionKey: far }).grantRead(newRole(stack));
    expect(granted(stack)).toMatchObject([
      {
        Resource: [FRANKFURT],
        Condition: { StringEquals: { 'kms:ViaService': ['secretsmanager.eu-central-1.amazonaws.com'] } },
      },
      { Resource: [secretArn] },
    ]);
    const error = errorOf(() => Secret.fromSecretAttributes(stack, 'other', { secretArn, encryptionKey: near }));
    expect(error.code).toBe('KEY_REGION_MISMATCH');
  });

  it('has no rotation to add', () => {
    expect(Secret.fromSecretArn(newStack(), 'x', ARN)).not.toHaveProperty('addRotation');
  });
});

describe('replicas of a secret', () => {
  it('are encrypted under keys of their own', () => {
    const stack = newStack();
    new Secret(stack, 'api', { replicas: [{ region: 'eu-central-1', keyArn: FRANKFURT }] });
    expect(onlyResource(synth(stack), 'aws_secretsmanager_secret').replica).toEqual([
      { region: 'eu-central-1', kms_key_id: FRANKFURT },
    ]);
  });

  it('take tokens', () => {
    const stack = newStack();
    new Secret(stack, 'api', { replicas: [{ region: '${var.region}', keyArn: '${var.key}' }] });
    expect(onlyResource(synth(stack), 'aws_secretsmanager_secret').replica).toEqual([
      { region: '${var.region}', kms_key_id: '${var.key}' },
    ]);
  });

  const frankfurt: SecretReplica = { region: 'eu-central-1', keyArn: FRANKFURT };
  it.each<[string, unknown]>([
    ['no list', frankfurt],
    ['null', null],
    ['nothing in the list', [null]],
    ['a text in the list', ['eu-central-1']],
    ['the region of the secret', [{ region: 'eu-west-1', keyArn: KEY_ARN }]],
    ['a region twice', [frankfurt, frankfurt]],
    ['a malformed region', [{ region: 'Frankfurt', keyArn: FRANKFURT }]],
    ['no region', [{ keyArn: FRANKFURT }]],
    ['no key', [{ region: 'eu-central-1' }]],
    ['the key of AWS', [{ region: 'eu-central-1', keyArn: 'alias/aws/secretsmanager' }]],
    ['an alias', [{ region: 'eu-central-1', keyArn: 'arn:aws:kms:eu-central-1:111122223333:alias/shop' }]],
    ['a key of another region', [{ region: 'eu-central-1', keyArn: KEY_ARN }]],
  ])('are refused with %s', (_, replicas) => {
    const error = errorOf(() => new Secret(newStack(), 'api', { replicas: replicas as never }));
    expect(error.code).toBe('SECRET_REPLICA_INVALID');
    expect(error.constructPath).toBe('shop/api');
  });
});
