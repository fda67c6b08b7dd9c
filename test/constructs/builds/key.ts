import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { TerraformStack } from 'cdktf';
import { Key, KeyService, KeySpec, KeyUsage, ReplicaKey, Role, ServicePrincipal } from '../../../lib';
import type { ConstructBuild } from '../construct-build';

function role(stack: TerraformStack, id: string): Role {
  return new Role(stack, id, { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
}

export const keyBuilds: readonly ConstructBuild[] = [
  { construct: 'Key', variant: 'defaults', build: (stack) => new Key(stack, 'key') },
  {
    construct: 'Key',
    variant: 'every option',
    build: (stack) => {
      const key = new Key(stack, 'key', {
        description: 'Data of the shop',
        alias: 'shop/data',
        admins: [role(stack, 'admin')],
        users: [role(stack, 'user')],
        rotationPeriodDays: 180,
        deletionWindowDays: 21,
        multiRegion: true,
        keySpec: KeySpec.SYMMETRIC_DEFAULT,
        keyUsage: KeyUsage.ENCRYPT_DECRYPT,
        looseningReason: 'the keys of test accounts are cleared away within a month',
        tags: { Team: 'shop' },
      });
      key.allowLogGroup('/shop/orders');
      key.allowService(KeyService.rds());
      key.allowService(KeyService.secretsManager());
      key.allowService(KeyService.s3('arn:aws:s3:::shop-images'));
      key.allowService(KeyService.sns());
      key.allowService(KeyService.cloudWatchAlarms());
      const app = role(stack, 'app');
      key.grantEncryptDecrypt(app, { viaService: 'sqs' });
      key.grantDecrypt(app, { encryptionContext: { purpose: 'invoices' } });
      return key;
    },
  },
  {
    construct: 'Key',
    variant: 'administration apart from use',
    build: (stack) => {
      const key = new Key(stack, 'key', { admins: [role(stack, 'admin')] });
      key.grantEncrypt(role(stack, 'app'));
      return key;
    },
  },
  {
    construct: 'Key',
    variant: 'signatures',
    build: (stack) => {
      const key = new Key(stack, 'key', { keySpec: KeySpec.ECC_NIST_P256, users: [] });
      key.grantSign(role(stack, 'app'));
      key.grantVerify(role(stack, 'partner'));
      return key;
    },
  },
  {
    construct: 'Key',
    variant: 'message authentication codes',
    build: (stack) => {
      const key = new Key(stack, 'key', { keySpec: KeySpec.HMAC_256 });
      key.grantGenerateMac(role(stack, 'app'));
      key.grantVerifyMac(role(stack, 'partner'));
      return key;
    },
  },
  {
    construct: 'ReplicaKey',
    variant: 'in another region',
    build: (stack) => {
      const provider = new AwsProvider(stack, 'replica-provider', {
        alias: 'replica',
        region: 'eu-central-1',
        allowedAccountIds: ['123456789012'],
        defaultTags: [
          { tags: { Owner: 'builders', Environment: 'prod', Project: 'builds', DataClassification: 'confidential' } },
        ],
      });
      const primaryKey = new Key(stack, 'key', { multiRegion: true });
      const replica = new ReplicaKey(stack, 'replica', {
        primaryKey,
        provider,
        description: 'Data of the shop',
        alias: 'shop/data',
        deletionWindowDays: 21,
        looseningReason: 'the keys of test accounts are cleared away within a month',
        tags: { Team: 'shop' },
      });
      replica.allowService(KeyService.secretsManager());
      replica.grantDecrypt(role(stack, 'app'), { viaService: 'secretsmanager' });
      return replica;
    },
  },
  {
    construct: 'Key',
    variant: 'imported',
    build: (stack) => {
      const key = Key.fromKeyArn(stack, 'key', new Key(stack, 'original', { alias: 'shop' }).keyArn);
      key.grantEncryptDecrypt(role(stack, 'app'));
      return key;
    },
  },
];
