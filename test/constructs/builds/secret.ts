import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformVariable, type TerraformStack } from 'cdktf';
import { Key, Role, Secret, SecretPolicyStatement, ServicePrincipal } from '../../../lib';
import type { ConstructBuild } from '../construct-build';

const NO_ROTATION = {
  'secretsmanager-rotation-enabled': 'a rotation function knows the system of its user: see the build with rotation',
};

function role(stack: TerraformStack, id = 'app', service = 'ecs-tasks.amazonaws.com'): Role {
  return new Role(stack, id, { assumedBy: new ServicePrincipal(service) });
}

function replicaRegion(stack: TerraformStack): AwsProvider {
  return new AwsProvider(stack, 'replica-provider', {
    alias: 'replica',
    region: 'eu-central-1',
    allowedAccountIds: ['123456789012'],
    defaultTags: [
      { tags: { Owner: 'builders', Environment: 'prod', Project: 'builds', DataClassification: 'confidential' } },
    ],
  });
}

export const secretBuilds: readonly ConstructBuild[] = [
  {
    construct: 'Secret',
    variant: 'defaults',
    exceptions: NO_ROTATION,
    build: (stack) => {
      const secret = new Secret(stack, 'secret');
      secret.grantRead(role(stack));
      return secret;
    },
  },
  {
    construct: 'Secret',
    variant: 'granted to a role of another account',
    exceptions: NO_ROTATION,
    build: (stack) => {
      const secret = new Secret(stack, 'secret');
      const partner = Role.fromRoleArn(stack, 'partner', 'arn:aws:iam::444455556666:role/app');
      secret.grantRead(partner, ['AWSCURRENT']);
      secret.grantRead(role(stack));
      return secret;
    },
  },
  {
    construct: 'Secret',
    variant: 'every option',
    exceptions: NO_ROTATION,
    build: (stack) => {
      const encryptionKey = new Key(stack, 'key');
      const replicaKey = new KmsKey(stack, 'replica-key', {
        provider: replicaRegion(stack),
        enableKeyRotation: true,
      });
      const secret = new Secret(stack, 'secret', {
        secretName: 'shop/payment',
        description: 'Key of the payment provider',
        encryptionKey,
        generatedValue: {
          passwordLength: 40,
          excludeCharacters: '"@/\\',
          excludePunctuation: false,
          jsonKey: 'password',
          jsonMembers: { username: 'shop' },
        },
        secretStringWoVersion: 2,
        recoveryWindowDays: 14,
        replicas: [{ region: 'eu-central-1', keyArn: replicaKey.arn }],
        looseningReason: 'the secrets of test accounts are cleared away within a month',
        tags: { Team: 'shop' },
      });
      secret.addToResourcePolicy(
        SecretPolicyStatement.deny({ actions: ['secretsmanager:Delete*'], principals: [role(stack, 'guest').roleArn] }),
      );
      const app = role(stack);
      secret.grantRead(app, ['AWSCURRENT']);
      secret.grantWrite(app);
      return secret;
    },
  },
  {
    construct: 'Secret',
    variant: 'with rotation',
    build: (stack) => {
      const secret = new Secret(stack, 'secret', {
        generatedValue: {},
        looseningReason: 'the partner changes keys once a quarter',
      });
      const executor = role(stack, 'executor', 'lambda.amazonaws.com');
      secret.grantRotate(executor);
      const rotator = new LambdaFunction(stack, 'rotator', {
        functionName: 'rotate-payment-key',
        packageType: 'Image',
        imageUri: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/rotator:1',
        imageConfig: { command: ['rotate.handler'], entryPoint: ['node'], workingDirectory: '/rotate' },
        role: executor.roleArn,
      });
      secret.addRotation({
        lambdaArn: rotator.arn,
        automaticallyAfterDays: 90,
        duration: '3h',
        rotateImmediately: false,
      });
      return secret;
    },
  },
  {
    construct: 'Secret',
    variant: 'value from a variable',
    exceptions: NO_ROTATION,
    build: (stack) => {
      const token = new TerraformVariable(stack, 'partner-token', { type: 'string', sensitive: true });
      token.addOverride('ephemeral', true);
      const secret = new Secret(stack, 'secret', { secretStringWo: token.stringValue });
      secret.grantRead(role(stack));
      return secret;
    },
  },
  {
    construct: 'Secret',
    variant: 'value from another secret',
    exceptions: NO_ROTATION,
    build: (stack) => {
      const original = new Secret(stack, 'original', { generatedValue: { jsonKey: 'password' } });
      const secret = new Secret(stack, 'secret', { secretStringWo: original.ephemeralValueFromJson('password') });
      const app = role(stack);
      original.grantRead(app);
      secret.grantRead(app);
      return secret;
    },
  },
  {
    construct: 'Secret',
    variant: 'imported',
    exceptions: NO_ROTATION,
    build: (stack) => {
      const original = new Secret(stack, 'original');
      const imported = Secret.fromSecretAttributes(stack, 'secret', {
        secretArn: original.secretArn,
        encryptionKey: original.encryptionKey,
      });
      imported.grantRead(role(stack));
      return imported;
    },
  },
];
