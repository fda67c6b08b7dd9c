import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { TerraformStack, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';

/** Resources of one round of the mix. */
export const ROUND = 100;

/**
 * A stack of mixed resources, good and bad ones: of 100, 20 security groups with inline rules, 10 ingress rules, 15 roles,
 * 10 policies, 10 attachments, 8 databases, 7 secrets with 5 values, 5 keys, 5 buckets and 5 log groups.
 */
export class MixedStack extends TerraformStack {
  constructor(scope: Construct, id: string, resources: number) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-west-1' });
    new TerraformVariable(this, 'value', { type: 'string', sensitive: true });
    for (let round = 0; round < resources / ROUND; round += 1) addRound(this, round);
  }
}

function addRound(stack: TerraformStack, round: number): void {
  const name = (kind: string, index: number): string => `${kind}-${String(round)}-${String(index)}`;
  const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
    Array.from({ length: count }, (_, index) => make(index));

  const keys = times(
    5,
    (index) =>
      new KmsKey(stack, name('key', index), { enableKeyRotation: index !== 0, description: name('key', index) }),
  );
  const groups = times(
    20,
    (index) =>
      new SecurityGroup(stack, name('group', index), {
        vpcId: 'vpc-0123456789abcdef0',
        description: name('group', index),
        ingress: [
          {
            fromPort: index === 0 ? 22 : 443,
            toPort: index === 0 ? 22 : 443,
            protocol: 'tcp',
            cidrBlocks: [index < 2 ? '0.0.0.0/0' : `10.${String(index)}.0.0/16`],
          },
          { fromPort: 5432, toPort: 5432, protocol: 'tcp', cidrBlocks: ['10.0.0.0/8'] },
        ],
        egress: [{ fromPort: 443, toPort: 443, protocol: 'tcp', cidrBlocks: ['10.0.0.0/8'] }],
        tags: { Name: name('group', index) },
      }),
  );
  times(
    10,
    (index) =>
      new VpcSecurityGroupIngressRule(stack, name('ingress', index), {
        securityGroupId: groups[index]?.id ?? '',
        ipProtocol: 'tcp',
        fromPort: 8080,
        toPort: 8080,
        cidrIpv4: `10.1.${String(index)}.0/24`,
        description: name('ingress', index),
      }),
  );
  const trust = (service: string): string =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    });
  const roles = times(
    15,
    (index) => new IamRole(stack, name('role', index), { assumeRolePolicy: trust('ec2.amazonaws.com') }),
  );
  const document = new DataAwsIamPolicyDocument(stack, name('document', 0), {
    statement: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::reports/*'] }],
  });
  const policies = times(
    10,
    (index) =>
      new IamPolicy(stack, name('policy', index), {
        policy:
          index === 0
            ? document.json
            : JSON.stringify({
                Version: '2012-10-17',
                Statement: [{ Effect: 'Allow', Action: index === 1 ? '*' : 'sqs:SendMessage', Resource: '*' }],
              }),
      }),
  );
  policies.forEach(
    (policy, index) =>
      new IamRolePolicyAttachment(stack, name('attachment', index), {
        role: roles[index]?.name ?? '',
        policyArn: policy.arn,
      }),
  );
  times(
    8,
    (index) =>
      new DbInstance(stack, name('db', index), {
        identifier: name('db', index),
        engine: 'postgres',
        engineVersion: '16.4',
        instanceClass: 'db.t4g.medium',
        allocatedStorage: 20,
        username: 'dbowner',
        manageMasterUserPassword: true,
        storageEncrypted: index !== 0,
        kmsKeyId: keys[0]?.arn ?? '',
        backupRetentionPeriod: 7,
        deletionProtection: true,
        vpcSecurityGroupIds: [groups[index]?.id ?? ''],
      }),
  );
  const secrets = times(
    7,
    (index) => new SecretsmanagerSecret(stack, name('secret', index), { kmsKeyId: keys[1]?.arn ?? '' }),
  );
  times(
    5,
    (index) =>
      new SecretsmanagerSecretVersion(stack, name('value', index), {
        secretId: secrets[index]?.id ?? '',
        secretString: '${var.value}',
      }),
  );
  times(5, (index) => new S3Bucket(stack, name('bucket', index), { bucket: name('bucket', index) }));
  times(
    5,
    (index) => new CloudwatchLogGroup(stack, name('logs', index), { name: name('logs', index), retentionInDays: 365 }),
  );
}
