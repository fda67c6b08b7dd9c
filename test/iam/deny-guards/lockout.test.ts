import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy';
import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { DeployerAccess } from '../../../lib/enforcement/deployer-access';
import { DenyGuards } from '../../../lib/iam/deny-guards';
import { ManagedPolicy } from '../../../lib/iam/managed-policy';
import { Policy } from '../../../lib/iam/policy';
import { PolicyStatement, type PolicyStatementProps } from '../../../lib/iam/policy-statement';
import { Role } from '../../../lib/iam/role';
import type { IRole } from '../../../lib/iam/role-ref';
import { Secret } from '../../../lib/secrets/secret';
import { SecretPolicyStatement } from '../../../lib/secrets/secret-policy-statement';
import { errorOf, newStack, onlyResource, synth } from '../../core/support';
import { newRole } from '../support';
import { ACCOUNT, ADMIN, BUCKET, DEPLOYER, roleArn } from './support';

function unless(arns: readonly string[], more: Partial<PolicyStatementProps> = {}): PolicyStatement {
  const { conditions, ...others } = more;
  return PolicyStatement.deny({
    ...(others.notActions === undefined ? { actions: ['*'] } : {}),
    ...others,
    conditions: { ArnNotEquals: { 'aws:PrincipalArn': [...arns] }, ...conditions },
  });
}

/** Messages of a synthesis, without those about anything else. */
function lockouts(stack: TerraformStack): readonly string[] {
  try {
    synth(stack);
    return [];
  } catch (error) {
    return String(error).match(/(?:ROLE|DEPLOYER)_LOCKED_OUT: [^\n]*/g) ?? [String(error)];
  }
}

describe('a role with a denial of everything', () => {
  const carrying = (statement: PolicyStatement, roleName?: string, path?: string): readonly string[] => {
    const stack = newStack();
    newRole(stack, { roleName, path }).addToPolicy(statement);
    return lockouts(stack);
  };
  const notServices = { Bool: { 'aws:PrincipalIsAWSService': ['false'] } };

  it.each<[string, PolicyStatement, string | undefined, string | undefined]>([
    ['that spares another role', unless([ADMIN]), 'App', undefined],
    ['and a name that Terraform gives', unless([ADMIN]), undefined, undefined],
    ['that leaves one action', unless([ADMIN], { notActions: ['sts:GetCallerIdentity'] }), 'App', undefined],
    ['that spares services', unless([ADMIN], { conditions: notServices }), 'App', undefined],
    ['that spares a longer name', unless([roleArn('AppAdmin')]), 'App', undefined],
    ['that spares its name without its path', unless([roleArn('App')]), 'App', '/team/'],
    ['by patterns of actions', unless([ADMIN], { actions: ['s3:*', '*'] }), 'App', undefined],
  ])('%s is locked out', (_, statement, roleName, path) => {
    const found = carrying(statement, roleName, path);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('its own ARN is not among those that the statement spares');
    expect(found[0]).toContain('(construct shop/app/Resource)');
  });

  it.each<[string, PolicyStatement, string | undefined]>([
    ['that spares it', unless([ADMIN, roleArn('App')]), 'App'],
    ['that spares it in whatever account', unless([ADMIN, 'arn:aws:iam::444455556666:role/App']), 'App'],
    ['that spares what is not known', unless([ADMIN, '${var.admin}']), 'App'],
    ['that spares what a variable names', unless(['arn:aws:iam::${var.account}:role/App']), 'App'],
    [
      'of other regions',
      unless([ADMIN], { conditions: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1'] } } }),
      'App',
    ],
    ['without MFA', unless([ADMIN], { conditions: { Bool: { 'aws:MultiFactorAuthPresent': ['false'] } } }), 'App'],
    ['of one resource', unless([ADMIN], { resources: [BUCKET] }), 'App'],
    ['of one service', unless([ADMIN], { actions: ['s3:*'] }), 'App'],
    ['of all services but its own', unless([ADMIN], { notActions: ['bedrock:*'] }), 'App'],
    ['of all resources but its own', unless([ADMIN], { notResources: [BUCKET, `${BUCKET}/*`] }), 'App'],
    ['of everybody, which is a quarantine', PolicyStatement.deny({ actions: ['*'] }), 'App'],
    [
      'of a tag of the principal',
      PolicyStatement.deny({ actions: ['*'], conditions: { StringNotEquals: { 'aws:PrincipalTag/team': ['x'] } } }),
      'App',
    ],
  ])('%s is not', (_, statement, roleName) => {
    expect(carrying(statement, roleName)).toEqual([]);
  });

  it('is spared by its own attribute, and not by that of another role', () => {
    const stack = newStack();
    const admin = newRole(stack, {}, 'admin');
    const app = newRole(stack, {}, 'app');
    admin.addToPolicy(unless([admin.roleArn]));
    expect(lockouts(stack)).toEqual([]);
    app.addToPolicy(unless([admin.roleArn]));
    expect(lockouts(stack)).toEqual([expect.stringContaining('(construct shop/app/Resource)')]);
  });

  it('in an account that is not spared is locked out', () => {
    const stack = new TerraformStack(Testing.app(), 'shop');
    new AwsProvider(stack, 'aws', { region: 'eu-west-1', allowedAccountIds: ['444455556666'] });
    newRole(stack, { roleName: 'App' }).addToPolicy(unless([roleArn('App')]));
    expect(lockouts(stack)).toHaveLength(1);
  });

  it('may get it by policies of its own', () => {
    const stack = newStack();
    const [app, admin] = [newRole(stack, { roleName: 'App' }), newRole(stack, { roleName: 'Admin' }, 'admin')];
    new Policy(stack, 'shared', { statements: [unless([ADMIN])], roles: [app, admin] });
    expect(lockouts(stack)).toEqual([expect.stringContaining('shop/app/Resource')]);
    const other = newStack();
    new ManagedPolicy(other, 'shared', { statements: [unless([ADMIN])], roles: [newRole(other, { roleName: 'App' })] });
    expect(lockouts(other)).toHaveLength(1);
  });

  it('may be made elsewhere', () => {
    const imported = (make: (stack: TerraformStack) => IRole, statement: PolicyStatement): readonly string[] => {
      const stack = newStack();
      make(stack).addToPolicy(statement);
      return lockouts(stack);
    };
    const [byArn, byName] = [
      (stack: TerraformStack) => Role.fromRoleArn(stack, 'app', roleArn('team/App')),
      (stack: TerraformStack) => Role.fromRoleName(stack, 'app', 'team/App'),
    ];
    for (const make of [byArn, byName]) {
      const found = imported(make, unless([ADMIN, roleArn('App')]));
      expect(found).toEqual([expect.stringContaining('denies role App everything')]);
      expect(found[0]).toContain('(construct shop/app)');
      expect(imported(make, unless([ADMIN, roleArn('team/App')]))).toEqual([]);
      expect(imported(make, unless([ADMIN], { actions: ['s3:*'] }))).toEqual([]);
    }
    const elsewhere = unless(['arn:aws:iam::444455556666:role/team/App']);
    expect(imported(byArn, elsewhere)).toHaveLength(1);
    expect(imported(byName, elsewhere)).toEqual([]);
  });

  it.each(['aws-cn', 'aws-us-gov'])('is spared in the partition that it is in: %s', (partition) => {
    const arn = (name: string): string => `arn:${partition}:iam::${ACCOUNT}:role/${name}`;
    const region = partition === 'aws-cn' ? 'cn-north-1' : 'us-gov-west-1';
    const stackIn = (inRegion: string | undefined): TerraformStack => {
      const stack = new TerraformStack(Testing.app(), 'shop');
      new AwsProvider(stack, 'aws', { region: inRegion });
      return stack;
    };
    const made = (inRegion: string | undefined, spared: string): readonly string[] => {
      const stack = stackIn(inRegion);
      newRole(stack, { roleName: 'App' }).addToPolicy(unless([spared]));
      return lockouts(stack);
    };
    for (const inRegion of [region, undefined, '${var.region}']) {
      expect(made(inRegion, arn('App'))).toEqual([]);
      expect(made(inRegion, arn('Admin'))).toHaveLength(1);
    }
    expect(made('eu-west-1', arn('App'))).toHaveLength(1);
    const imported = (spared: string): readonly string[] => {
      const stack = stackIn(region);
      Role.fromRoleArn(stack, 'app', arn('App')).addToPolicy(unless([spared]));
      return lockouts(stack);
    };
    expect(imported(arn('App'))).toEqual([]);
    expect(imported(arn('Admin'))).toHaveLength(1);
    expect(imported(roleArn('App'))).toHaveLength(1);
  });

  it('may be made elsewhere and get it by a policy, before or after its statements', () => {
    const stack = newStack();
    const imported = (name: string): IRole => Role.fromRoleArn(stack, name, roleArn(name));
    const shared = new ManagedPolicy(stack, 'shared', { statements: [unless([ADMIN])], roles: [imported('Before')] });
    shared.attachToRole(imported('After'));
    const divided = new Policy(stack, 'divided', { roles: [imported('First')] });
    divided.addStatements(unless([ADMIN]));
    divided.attachToRole(imported('Admin'));
    const names = lockouts(stack).map((message) => /denies role (\S+) everything/.exec(message)?.[1]);
    expect(names.sort()).toEqual(['After', 'Before', 'First']);
  });

  it('may get it by its boundary', () => {
    const bounded = (statement: PolicyStatement): readonly string[] => {
      const stack = newStack();
      const allowed = PolicyStatement.allow({ actions: ['s3:GetObject'], resources: [`${BUCKET}/*`] });
      const boundary = new ManagedPolicy(stack, 'boundary', { statements: [allowed, statement] });
      newRole(stack, { roleName: 'App', permissionsBoundary: boundary.managedPolicyArn });
      return lockouts(stack);
    };
    expect(bounded(unless([ADMIN]))).toEqual([expect.stringContaining('everything: its own ARN')]);
    expect(bounded(unless([ADMIN], { actions: ['s3:GetObject'], resources: [`${BUCKET}/*`] }))).toEqual([]);
  });

  it('is found in raw resources where the access of the deployer is kept', () => {
    const stack = newStack();
    const role = new IamRole(stack, 'app', { name: 'App', assumeRolePolicy: '{}' });
    const statement = { ...unless([ADMIN])._toStatementJson() };
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    new IamRolePolicy(stack, 'inline', { role: role.name, policy });
    expect(lockouts(stack)).toEqual([]);
    DeployerAccess.of(stack).keep(DEPLOYER);
    expect(lockouts(stack)).toEqual([
      expect.stringContaining('aws_iam_role_policy.inline denies aws_iam_role.app everything'),
    ]);
    role.addOverride('count', '${var.number}');
    expect(lockouts(stack)).toEqual([]);
  });

  it('is looked for only where a statement may do so', () => {
    const stack = newStack();
    const role = newRole(stack, { roleName: 'App' });
    for (const guard of DenyGuards.adminActions({ deployerArn: DEPLOYER })) role.addToPolicy(guard);
    role.addToPolicy(PolicyStatement.deny({ actions: ['s3:Delete*'] }));
    const written = jest.spyOn(stack, 'toTerraform');
    expect(stack.node.validate()).toEqual([]);
    expect(written).not.toHaveBeenCalled();
    const furtherActions = ['s3:*', 'sqs:*', 'logs:*', 'dynamodb:*', 'ec2:*'];
    const other = newRole(stack, { roleName: 'Other' }, 'other');
    for (const guard of DenyGuards.adminActions({ deployerArn: DEPLOYER, furtherActions })) other.addToPolicy(guard);
    expect(stack.node.validate()).toEqual([expect.stringContaining('ROLE_LOCKED_OUT')]);
    expect(written).toHaveBeenCalledTimes(1);
  });

  it('of a runner that assumes the deployer is told that the guard takes that back', () => {
    const stack = newStack();
    const runner = newRole(stack, { roleName: 'Runner' });
    runner.addToPolicy(PolicyStatement.allow({ actions: ['sts:AssumeRole'], resources: [DEPLOYER] }));
    const guards = (approvedPrincipals: string[]): PolicyStatement[] =>
      DenyGuards.adminActions({ deployerArn: DEPLOYER, approvedPrincipals });
    DeployerAccess.of(stack).keep(DEPLOYER);
    const approved = newRole(stack, { roleName: 'Approved' }, 'approved');
    approved.addToPolicy(PolicyStatement.allow({ actions: ['sts:AssumeRole'], resources: [DEPLOYER] }));
    for (const guard of guards([ADMIN, roleArn('Approved')])) approved.addToPolicy(guard);
    expect(lockouts(stack)).toEqual([]);
    for (const guard of guards([ADMIN])) runner.addToPolicy(guard);
    expect(lockouts(stack)).toEqual([expect.stringContaining('sts:AssumeRole and denies it again')]);
  });

  it('is locked out by no guard of the package', () => {
    const stack = newStack();
    const role = newRole(stack, { roleName: 'App' });
    for (const guard of DenyGuards.adminActions({ deployerArn: DEPLOYER })) role.addToPolicy(guard);
    role.addToPolicy(DenyGuards.otherRegions({ regions: ['eu-west-1'] }));
    DeployerAccess.of(stack).keep(DEPLOYER);
    expect(lockouts(stack)).toEqual([]);
  });
});

describe('the policy of a resource', () => {
  function withBucket(statement: object, keep = DEPLOYER, name: string | undefined = 'reports'): TerraformStack {
    const stack = newStack();
    const bucket = new S3Bucket(stack, 'bucket', { bucket: name });
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    new S3BucketPolicy(stack, 'policy', { bucket: bucket.id, policy: policy.replaceAll('THE_BUCKET', bucket.arn) });
    DeployerAccess.of(stack).keep(keep);
    return stack;
  }

  const denial = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: ['THE_BUCKET', 'THE_BUCKET/*'],
    Condition: { ArnNotEquals: { 'aws:PrincipalArn': ADMIN } },
  };

  it.each<[string, object]>([
    ['denies the bucket to all but others', denial],
    ['denies everything', { ...denial, Action: '*', Resource: '*' }],
    ['denies all but reading', { ...denial, Action: undefined, NotAction: 's3:Get*' }],
    ['denies it to everybody', { ...denial, Condition: undefined }],
    ['denies it to the deployer', { ...denial, Principal: { AWS: DEPLOYER }, Condition: undefined }],
    ['denies it by patterns', { ...denial, Action: 's3:*BucketPolicy' }],
    [
      'denies it to a name that is longer',
      { ...denial, Condition: { ArnNotLike: { 'aws:PrincipalArn': `${DEPLOYER}s` } } },
    ],
  ])('that %s locks the deployer out', (_, statement) => {
    for (const name of ['reports', undefined]) {
      const found = lockouts(withBucket(statement, DEPLOYER, name));
      expect(found).toHaveLength(1);
      expect(found[0]).toContain('s3:PutBucketPolicy and s3:DeleteBucketPolicy');
      expect(found[0]).toContain('spare the deployer (DenyGuards.resourcePolicy)');
    }
  });

  it('may spare the deployer in the partition of the provider, where the region is not known', () => {
    const partition = (spared: string): readonly string[] => {
      const stack = new TerraformStack(Testing.app(), 'shop');
      new AwsProvider(stack, 'aws', { region: '${var.region}' });
      stack.addOverride('data.aws_partition.own', {});
      const Condition = { ArnNotEquals: { 'aws:PrincipalArn': spared } };
      const Statement = [{ Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*', Condition }];
      new KmsKey(stack, 'key', { policy: JSON.stringify({ Version: '2012-10-17', Statement }) });
      DeployerAccess.of(stack).keep(`arn:aws-cn:iam::${ACCOUNT}:role/ci/Deployer`);
      return lockouts(stack);
    };
    const own = `arn:\${data.aws_partition.own.partition}:iam::${ACCOUNT}:role`;
    expect(partition(`${own}/ci/Deployer`)).toEqual([]);
    expect(partition(`${own}/ci/Other`)).toHaveLength(1);
  });

  it('says which of its actions is denied', () => {
    const [found] = lockouts(withBucket({ ...denial, Action: 's3:DeleteBucketPolicy' }));
    expect(found).toContain('which runs Terraform, s3:DeleteBucketPolicy: it could never remove the policy again');
    const [unchanged] = lockouts(withBucket({ ...denial, Action: 's3:PutBucketPolicy' }));
    expect(unchanged).toContain('which runs Terraform, s3:PutBucketPolicy: it could never change the policy again');
  });

  it.each<[string, object]>([
    ['spares the deployer', { ...denial, Condition: { ArnNotEquals: { 'aws:PrincipalArn': [ADMIN, DEPLOYER] } } }],
    ['is about objects', { ...denial, Resource: 'THE_BUCKET/*' }],
    ['is about another principal', { ...denial, Principal: { AWS: roleArn('App') } }],
    ['is about plain connections', { ...denial, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    ['is about networks', { ...denial, Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } } }],
    ['is about reading', { ...denial, Action: ['s3:GetObject', 's3:ListBucket'] }],
    ['spares what is not known', { ...denial, Condition: { ArnNotEquals: { 'aws:PrincipalArn': '${var.deployer}' } } }],
    ['allows', { ...denial, Effect: 'Allow', Principal: { AWS: ADMIN }, Condition: undefined }],
    ['is a guard', DenyGuards.resourcePolicy({ service: 's3', resourceArn: BUCKET, deployerArn: DEPLOYER }).statement],
  ])('that %s does not', (_, statement) => {
    expect(lockouts(withBucket(statement))).toEqual([]);
  });

  it('may spare a deployer of the app, by its attribute', () => {
    const stack = newStack();
    const deployer = newRole(stack, { roleName: 'deployer' }, 'deployer');
    const bucket = new S3Bucket(stack, 'bucket', {});
    const policyFor = (arn: string): string =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ ...denial, Resource: bucket.arn, Condition: { ArnNotEquals: { 'aws:PrincipalArn': arn } } }],
      });
    const policy = new S3BucketPolicy(stack, 'policy', { bucket: bucket.id, policy: policyFor(deployer.roleArn) });
    DeployerAccess.of(stack).keep(deployer.roleArn);
    expect(lockouts(stack)).toEqual([]);
    policy.policy = policyFor(ADMIN);
    expect(lockouts(stack)).toHaveLength(1);
  });

  it('may carry a guard that names a deployer of the app', () => {
    const stack = newStack();
    const { roleArn: deployerArn } = newRole(stack, {}, 'deployer');
    const bucket = new S3Bucket(stack, 'bucket', {});
    const { statement } = DenyGuards.resourcePolicy({ service: 's3', resourceArn: bucket.arn, deployerArn });
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    new S3BucketPolicy(stack, 'policy', { bucket: bucket.id, policy });
    DeployerAccess.of(stack).keep(deployerArn);
    const { policy: written } = onlyResource(synth(stack), 'aws_s3_bucket_policy');
    expect(JSON.parse(String(written))).toMatchObject({
      Statement: [
        {
          Resource: ['${aws_s3_bucket.bucket.arn}'],
          Condition: {
            ArnNotEquals: { 'aws:PrincipalArn': [expect.stringMatching(/^\$\{aws_iam_role\.\w+\.arn\}$/)] },
          },
        },
      ],
    });
  });

  it('is seen in documents, in arguments and after overrides, of each kind of resource', () => {
    const stack = newStack();
    const everything = { ...denial, Action: '*', Resource: '*' };
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [everything] });
    const document = new DataAwsIamPolicyDocument(stack, 'document', {
      statement: [
        {
          effect: 'Deny',
          actions: ['sqs:*'],
          resources: ['*'],
          principals: [{ type: '*', identifiers: ['*'] }],
          condition: [{ test: 'ArnNotEquals', variable: 'aws:PrincipalArn', values: [ADMIN] }],
        },
      ],
    });
    new SqsQueuePolicy(stack, 'queue-policy', {
      queueUrl: new SqsQueue(stack, 'queue', {}).url,
      policy: document.json,
    });
    new KmsKey(stack, 'key', { policy });
    const overridden = new SqsQueue(stack, 'overridden', { name: 'overridden' });
    overridden.addOverride('policy', policy);
    const secret = new Secret(stack, 'secret');
    DeployerAccess.of(stack).keep(DEPLOYER);
    secret.addToResourcePolicy(
      SecretPolicyStatement.deny({
        actions: ['secretsmanager:*'],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': [ADMIN] } },
      }),
    );
    const found = lockouts(stack).map((message) => /: (\S+?)\.policy denies/.exec(message)?.[1]);
    expect(found.sort()).toEqual([
      'aws_kms_key.key',
      expect.stringMatching(/^aws_secretsmanager_secret_policy\./),
      'aws_sqs_queue.overridden',
      'aws_sqs_queue_policy.queue-policy',
    ]);
  });

  it('of a secret takes the guard', () => {
    const stack = newStack();
    const guard = DenyGuards.resourcePolicy({ service: 'secretsmanager', resourceArn: '*', deployerArn: DEPLOYER });
    const { actions, conditions } = guard;
    new Secret(stack, 'secret').addToResourcePolicy(SecretPolicyStatement.deny({ actions, conditions }));
    DeployerAccess.of(stack).keep(DEPLOYER);
    expect(lockouts(stack)).toEqual([]);
  });
});

describe('DeployerAccess', () => {
  it('is kept in all stacks of an app, those of later too', () => {
    const app = Testing.app();
    DeployerAccess.of(app).keep(DEPLOYER);
    const stack = new TerraformStack(app, 'later');
    new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
    newRole(stack, { roleName: 'App' }).addToPolicy(unless([ADMIN]));
    const policy = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }],
    };
    new KmsKey(stack, 'key', { policy: JSON.stringify(policy) });
    expect(lockouts(stack).map((message) => message.split(':')[0])).toEqual(
      expect.arrayContaining(['DEPLOYER_LOCKED_OUT', 'ROLE_LOCKED_OUT']),
    );
  });

  it('is of an app or a stack', () => {
    const stack = newStack();
    for (const scope of [newRole(stack) as Construct, undefined, null, {}, 'app']) {
      expect(errorOf(() => DeployerAccess.of(scope as IConstruct)).code).toBe('PROPS_INVALID');
    }
  });

  it('finds a deployer that is a pattern', () => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'deployer', { default: `arn:aws:iam::${ACCOUNT}:role/*` });
    DeployerAccess.of(stack).keep(variable.stringValue);
    expect(() => synth(stack)).toThrow(/PRINCIPAL_ARN_INVALID/);
  });
});
