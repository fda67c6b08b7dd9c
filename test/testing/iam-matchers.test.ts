import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from '../../lib';
import { toAllow } from '../../lib/testing/matchers/to-allow';
import { toDeny } from '../../lib/testing/matchers/to-deny';
import '../../lib/testing';

let stack: TerraformStack;

beforeEach(() => {
  stack = new TerraformStack(new App({ outdir: path.join(tmpdir(), 'unused') }), 'shop');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1', allowedAccountIds: ['111122223333'] });
});

const allow = (action: string, resource: string): PolicyStatement =>
  PolicyStatement.allow({ actions: [action], resources: [resource] });

function roleOf(...statements: PolicyStatement[]): Role {
  const role = new Role(stack, 'app', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
  for (const statement of statements) role.addToPolicy(statement);
  return role;
}

describe('a role of the package', () => {
  it('may do what its statements allow, and nothing else', () => {
    const role = roleOf(allow('s3:GetObject', 'arn:aws:s3:::reports/*'));
    expect(role).toAllow('s3:GetObject', 'arn:aws:s3:::reports/q1.csv');
    expect(role).toDeny('s3:GetObject', 'arn:aws:s3:::other/q1.csv');
    expect(role).toDeny('s3:PutObject', 'arn:aws:s3:::reports/q1.csv');
    expect(role).not.toAllow('s3:PutObject', 'arn:aws:s3:::reports/q1.csv');
    expect(role).not.toDeny('s3:GetObject', 'arn:aws:s3:::reports/q1.csv');
  });

  it('is asked about resources of the stack, with tokens or by construct', () => {
    const [reports, other] = [new S3Bucket(stack, 'reports'), new S3Bucket(stack, 'other')];
    const named = new S3Bucket(stack, 'named', { bucket: 'named-data' });
    const role = roleOf(allow('s3:GetObject', `${reports.arn}/*`), allow('s3:ListBucket', named.arn));
    expect(role).toAllow('s3:GetObject', `${reports.arn}/q1.csv`);
    expect(role).toDeny('s3:GetObject', `${other.arn}/q1.csv`);
    expect(role).toAllow('s3:ListBucket', named);
    expect(role).toAllow('s3:ListBucket', 'arn:aws:s3:::named-data');
    expect(role).toDeny('s3:PutObject', reports);
    // Terraform has not named the bucket yet.
    expect(role).not.toAllow('s3:GetObject', 'arn:aws:s3:::named-data/x');
    expect(role).not.toDeny('s3:GetObject', 'arn:aws:s3:::named-data/x');
    expect(JSON.stringify(stack.toTerraform())).not.toContain('guardrails-simulated');
  });

  it('is limited by its boundary', () => {
    const boundary = new ManagedPolicy(stack, 'boundary', {
      statements: [allow('sqs:SendMessage', 'arn:aws:sqs:eu-west-1:111122223333:q')],
    });
    const role = new Role(stack, 'bound', {
      assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'),
      permissionsBoundary: boundary.managedPolicyArn,
    });
    role.addToPolicy(allow('s3:GetObject', 'arn:aws:s3:::reports/*'));
    role.addToPolicy(allow('sqs:SendMessage', 'arn:aws:sqs:eu-west-1:111122223333:q'));
    expect(role).toDeny('s3:GetObject', 'arn:aws:s3:::reports/q1.csv');
    expect(role).toAllow('sqs:SendMessage', 'arn:aws:sqs:eu-west-1:111122223333:q');
    expect(toAllow(role, 's3:GetObject', 'arn:aws:s3:::reports/q1.csv').message()).toContain(
      'but it is not allowed by anything: the permissions boundary does not allow it',
    );
  });

  it('is not known to have what a policy of AWS gives', () => {
    const role = roleOf();
    role.addManagedPolicy('arn:aws:iam::aws:policy/ReadOnlyAccess');
    const asked = [role, 's3:GetObject', 'arn:aws:s3:::reports/q1.csv'] as const;
    expect(toAllow(...asked).pass).toBe(false);
    expect(toDeny(...asked).pass).toBe(false);
    expect(toDeny(...asked).message()).toContain('ReadOnlyAccess');
    expect(toDeny(...asked).message()).toContain('not known before Terraform runs');
  });
});

describe('policies of resources', () => {
  it('deny', () => {
    const bucket = new S3Bucket(stack, 'reports');
    const document = new DataAwsIamPolicyDocument(stack, 'tls', {
      statement: [
        {
          effect: 'Deny',
          actions: ['s3:*'],
          resources: [`${bucket.arn}/*`],
          principals: [{ type: '*', identifiers: ['*'] }],
          condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
        },
      ],
    });
    new S3BucketPolicy(stack, 'policy', { bucket: bucket.id, policy: document.json });
    const role = roleOf(allow('s3:GetObject', `${bucket.arn}/*`));
    expect(role).toAllow('s3:GetObject', `${bucket.arn}/x`, { 'aws:SecureTransport': true });
    expect(role).toDeny('s3:GetObject', `${bucket.arn}/x`, { 'aws:SecureTransport': false });
    expect(toAllow(role, 's3:GetObject', `${bucket.arn}/x`, { 'aws:SecureTransport': false }).message()).toMatch(
      /explicitly denied: a Deny of resource policy aws_s3_bucket_policy\.policy matches\n {2}resource policy aws_s3_bucket_policy\.policy, statement\[0\]: Deny s3:\* on /,
    );
  });

  it('of keys let the account decide where they say nothing', () => {
    const key = new KmsKey(stack, 'key');
    const role = roleOf(allow('kms:Decrypt', key.arn));
    expect(role).toAllow('kms:Decrypt', key);
    expect(role).toDeny('kms:Encrypt', key);
    expect(role).not.toAllow('kms:Decrypt', 'arn:aws:kms:eu-west-1:111122223333:key/other');
  });

  it('of keys decide alone where they name nobody else', () => {
    const Statement = [
      { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:role/Admin' }, Action: 'kms:*', Resource: '*' },
    ];
    const key = new KmsKey(stack, 'key', { policy: JSON.stringify({ Version: '2012-10-17', Statement }) });
    const role = new IamRole(stack, 'raw', { name: 'raw', assumeRolePolicy: '{}' });
    new IamRolePolicy(stack, 'inline', {
      role: role.name,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*' }],
      }),
    });
    expect(role).toDeny('kms:Decrypt', key);
    expect(role).toAllow('kms:ListKeys');
  });
});

describe('a policy in JSON', () => {
  const json = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::reports/*' },
      {
        Sid: 'Own',
        Effect: 'Deny',
        Action: 's3:GetObject',
        Resource: '*',
        Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/App' } },
      },
    ],
  };
  const object = 'arn:aws:s3:::reports/x';

  it('is asked as an object or as text', () => {
    const context = { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/App' };
    expect(json).toAllow('s3:GetObject', object, context);
    expect(JSON.stringify(json)).toAllow('s3:GetObject', object, context);
    expect(json).toDeny('s3:GetObject', object, { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/Other' });
  });

  it('is not known where it depends on who holds it', () => {
    expect(json).not.toAllow('s3:GetObject', object);
    expect(json).not.toDeny('s3:GetObject', object);
    expect(json).toAllow('s3:GetObjectAcl', object);
  });
});

describe('what cannot be asked throws', () => {
  it.each([[undefined], [null], [5], ['text'], [{}], [[]]])('%p', (subject) => {
    expect(() => toAllow(subject, 's3:GetObject')).toThrow(/expected a Role, an IamRole/);
  });

  it('a role that was made elsewhere', () => {
    const role = Role.fromRoleArn(stack, 'imported', 'arn:aws:iam::111122223333:role/Other');
    expect(() => toAllow(role, 's3:GetObject')).toThrow(/made elsewhere has no policies here/);
  });

  it('an action with wildcards', () => {
    expect(() => toAllow(roleOf(), 's3:*')).toThrow(/expected one action such as s3:GetObject/);
  });
});
