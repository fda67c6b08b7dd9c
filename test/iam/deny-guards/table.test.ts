import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import type { TerraformStack } from 'cdktf';
import { DeployerAccess } from '../../../lib/enforcement/deployer-access';
import { AccountPrincipal } from '../../../lib/iam/account-principal';
import { CompositePrincipal } from '../../../lib/iam/composite-principal';
import { DenyGuardBoundary, DenyGuards } from '../../../lib/iam/deny-guards';
import { PolicyStatement } from '../../../lib/iam/policy-statement';
import { evaluate, policyFromJson } from '../../../lib/policy-evaluation';
import { errorOf, newStack, onlyResource, synth } from '../../core/support';
import { newRole } from '../support';
import {
  ACCOUNT,
  ADMIN,
  APP,
  BUCKET,
  decide,
  DEPLOYER,
  EVERYTHING,
  jsonPolicy,
  ofStack,
  policyOf,
  READS,
  roleArn,
} from './support';

/*
 * Each row of the table of measured denials: the forms that do not work are refused when the app is synthesised, those
 * that work are decided by the evaluator on what the guards emit and on what constructs synthesise.
 */

const PATTERN = 'arn:aws:iam::*:role/ApprovedAdmin*';
const OBJECT = `${BUCKET}/q1.csv`;
const approved = { deployerArn: DEPLOYER, approvedPrincipals: [ADMIN] };

function naive(operator = 'ArnNotLike', more: Record<string, Record<string, string[]>> = {}): PolicyStatement {
  return PolicyStatement.deny({
    actions: ['*'],
    conditions: { [operator]: { 'aws:PrincipalArn': [PATTERN] }, ...more },
  });
}

function roleWith(name: string, statement: PolicyStatement, path?: string): TerraformStack {
  const stack = newStack();
  newRole(stack, { roleName: name, path }).addToPolicy(statement);
  return stack;
}

describe('a Deny of everything unless the name is approved, on a role', () => {
  it.each(['StringNotLike', 'ArnNotLike', 'ArnNotEquals', 'StringNotEquals'])(
    'locks the role out that carries it, so it is refused (%s)',
    (operator) => {
      expect(() => synth(roleWith('App', naive(operator)))).toThrow(
        /ROLE_LOCKED_OUT: aws_iam_policy\.\S+ denies aws_iam_role\.\S+ everything: its own ARN is not among .*\(construct shop\/app\/Resource\)/,
      );
    },
  );

  it('locks an approved name in a path out, which the pattern misses', () => {
    expect(() => synth(roleWith('ApprovedAdmin1', naive(), '/team/'))).toThrow('ROLE_LOCKED_OUT');
  });

  it('does nothing to the approved role, and is no lockout there', () => {
    const stack = roleWith('ApprovedAdmin1', naive());
    expect(() => synth(stack)).not.toThrow();
  });

  it('approves whoever takes such a name, so guards take no patterns', () => {
    const squatted = policyOf('guard', naive());
    const evil = { as: roleArn('ApprovedAdminEvil'), action: 's3:GetObject', resource: OBJECT };
    expect(decide(evil, { identityPolicies: [EVERYTHING, squatted] })).toBe('allowed');
    expect(errorOf(() => DenyGuards.adminActions({ deployerArn: PATTERN })).code).toBe('PRINCIPAL_ARN_INVALID');
  });
});

describe('the same in the policy of a bucket', () => {
  function bucketWith(statement: object): TerraformStack {
    const stack = newStack();
    const bucket = new S3Bucket(stack, 'reports', { bucket: 'reports' });
    const policy = { Version: '2012-10-17', Statement: [statement] };
    new S3BucketPolicy(stack, 'policy', { bucket: bucket.id, policy: JSON.stringify(policy) });
    DeployerAccess.of(stack).keep(DEPLOYER);
    return stack;
  }

  const condition = { ArnNotLike: { 'aws:PrincipalArn': PATTERN } };
  const deny = { Effect: 'Deny', Principal: '*', Action: '*', Resource: [BUCKET, `${BUCKET}/*`], Condition: condition };
  const spared = { ...deny, Condition: { ...condition, Bool: { 'aws:PrincipalIsAWSService': 'false' } } };

  it.each([
    ['with services', deny],
    ['without services', spared],
  ])('locks the deployer out, so it is refused (%s)', (_, statement) => {
    expect(() => synth(bucketWith(statement))).toThrow(
      /DEPLOYER_LOCKED_OUT: aws_s3_bucket_policy\.policy\.policy denies arn:aws:iam::111122223333:role\/ci\/Deployer, which runs Terraform, s3:PutBucketPolicy and s3:DeleteBucketPolicy/,
    );
  });

  it('spares services by aws:PrincipalIsAWSService', () => {
    const allow = {
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: '*',
    };
    const ask = (statement: object): string =>
      evaluate({
        principal: { service: 'cloudtrail.amazonaws.com' },
        action: 's3:PutObject',
        resource: OBJECT,
        resourcePolicy: jsonPolicy('bucket', allow, statement),
      }).decision;
    expect(ask(deny)).toBe('explicitDeny');
    expect(ask(spared)).toBe('allowed');
    const guard = DenyGuards.resourcePolicy({ service: 's3', resourceArn: BUCKET, deployerArn: DEPLOYER });
    expect(ask({ ...guard.statement, Action: '*', Resource: '*' })).toBe('allowed');
  });

  it('is in order as a guard', () => {
    const guard = DenyGuards.resourcePolicy({ service: 's3', resourceArn: BUCKET, ...approved });
    expect(() => synth(bucketWith(guard.statement))).not.toThrow();
  });
});

describe('administrative actions, denied to all but exact principals', () => {
  const cells: readonly (readonly [string, string, string, string, string])[] = [
    ['App', APP, 's3:GetObject', OBJECT, 'allowed'],
    ['App', APP, 'iam:AttachRolePolicy', APP, 'explicitDeny'],
    ['App', APP, 's3:PutBucketPolicy', BUCKET, 'explicitDeny'],
    ['Admin', ADMIN, 'iam:AttachRolePolicy', APP, 'allowed'],
    ['AdminEvil', roleArn('AdminEvil'), 'iam:AttachRolePolicy', APP, 'explicitDeny'],
    ['Admin in a path', roleArn('x/Admin'), 'iam:AttachRolePolicy', APP, 'explicitDeny'],
    ['Deployer', DEPLOYER, 'iam:AttachRolePolicy', APP, 'allowed'],
    ['Deployer', DEPLOYER, 's3:PutBucketPolicy', BUCKET, 'allowed'],
    ['App', APP, 'iam:CreateRole', ADMIN, 'explicitDeny'],
    ['App', APP, 'iam:UpdateRole', ADMIN, 'explicitDeny'],
    ['App', APP, 'iam:UpdateRole', APP, 'allowed'],
    ['Deployer', DEPLOYER, 'iam:UpdateRole', ADMIN, 'allowed'],
    ['App', APP, 'iam:PassRole', ADMIN, 'explicitDeny'],
    ['App', APP, 'iam:PassRole', roleArn('Worker'), 'allowed'],
    ['App', APP, 'iam:UpdateAccessKey', `arn:aws:iam::${ACCOUNT}:user/eve`, 'explicitDeny'],
    ['App', APP, 'rolesanywhere:UpdateTrustAnchor', '*', 'explicitDeny'],
    ['App', APP, 'organizations:MoveAccount', '*', 'explicitDeny'],
    ['Admin', ADMIN, 'iam:PassRole', DEPLOYER, 'allowed'],
  ];

  it.each(cells)('as an identity policy: %s (%s) asks for %s on %s: %s', (_, as, action, resource, decision) => {
    const guard = policyOf('guard', ...DenyGuards.adminActions(approved));
    expect(decide({ as, action, resource }, { identityPolicies: [EVERYTHING, guard] })).toBe(decision);
  });

  it.each(cells)('as a synthesised boundary: %s (%s) asks for %s on %s: %s', (_, as, action, resource, decision) => {
    const stack = newStack();
    new DenyGuardBoundary(stack, 'boundary', approved);
    const permissionsBoundary = policyFromJson('boundary', onlyResource(synth(stack), 'aws_iam_policy').policy);
    expect(decide({ as, action, resource }, { identityPolicies: [EVERYTHING], permissionsBoundary })).toBe(decision);
  });

  it('lets nobody act as an approved role who is not approved', () => {
    const guard = policyOf('guard', ...DenyGuards.adminActions(approved));
    const allow = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'sts:AssumeRole' };
    const ask = (as: string, name: string): string => {
      const policies = { identityPolicies: [EVERYTHING, guard], resourcePolicy: jsonPolicy('trust', allow) };
      return decide({ as, action: 'sts:AssumeRole', resource: name }, { ...policies, sameAccount: true });
    };
    expect(ask(APP, ADMIN)).toBe('explicitDeny');
    expect(ask(APP, DEPLOYER)).toBe('explicitDeny');
    expect(ask(APP, roleArn('Worker'))).toBe('allowed');
    expect(ask(ADMIN, DEPLOYER)).toBe('allowed');
  });

  it('leaves what the application was granted', () => {
    const guard = policyOf('guard', ...DenyGuards.adminActions(approved));
    const ask = (action: string, resource: string): string =>
      decide({ as: APP, action, resource }, { identityPolicies: [READS, guard] });
    expect(ask('s3:GetObject', OBJECT)).toBe('allowed');
    expect(ask('s3:PutObject', OBJECT)).toBe('implicitDeny');
  });

  it('holds on synthesised roles, with an accidental policy for everything and without', () => {
    const stack = newStack();
    const role = newRole(stack, { roleName: 'App' });
    const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    role.addManagedPolicy(new IamPolicy(stack, 'accident', { policy: JSON.stringify(everything) }).arn);
    for (const statement of DenyGuards.adminActions(approved)) role.addToPolicy(statement);
    synth(stack);
    expect(ofStack(stack, 'App', { action: 's3:GetObject', resource: OBJECT })).toBe('allowed');
    expect(ofStack(stack, 'App', { action: 'iam:AttachRolePolicy', resource: APP })).toBe('explicitDeny');
    expect(ofStack(stack, 'App', { action: 's3:PutBucketPolicy', resource: BUCKET })).toBe('explicitDeny');
  });
});

describe('a bucket that only the deployer and the administrator change', () => {
  const guard = DenyGuards.resourcePolicy({ service: 's3', resourceArn: BUCKET, ...approved });
  const resourcePolicy = jsonPolicy('bucket', guard.statement);

  it.each([
    [APP, 's3:GetObject', OBJECT, 'allowed'],
    [APP, 's3:PutBucketPolicy', BUCKET, 'explicitDeny'],
    [APP, 's3:DeleteBucketPolicy', BUCKET, 'explicitDeny'],
    [APP, 's3:DeleteBucket', BUCKET, 'explicitDeny'],
    [APP, 's3:PutBucketAcl', BUCKET, 'explicitDeny'],
    [APP, 's3:PutEncryptionConfiguration', BUCKET, 'explicitDeny'],
    [APP, 's3:PutReplicationConfiguration', BUCKET, 'explicitDeny'],
    [DEPLOYER, 's3:PutBucketPolicy', BUCKET, 'allowed'],
    [ADMIN, 's3:DeleteBucket', BUCKET, 'allowed'],
  ])('%s asks for %s on %s: %s', (as, action, resource, decision) => {
    expect(decide({ as, action, resource }, { identityPolicies: [EVERYTHING], resourcePolicy })).toBe(decision);
  });

  it('denies it to anonymous callers too', () => {
    const open = jsonPolicy(
      'bucket',
      { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' },
      guard.statement,
    );
    const anonymous = { principal: 'anonymous', resourcePolicy: open, resource: BUCKET } as const;
    expect(evaluate({ ...anonymous, action: 's3:PutBucketAcl' }).decision).toBe('explicitDeny');
    expect(evaluate({ ...anonymous, action: 's3:ListBucket' }).decision).toBe('allowed');
  });
});

describe('a key and a secret that only the deployer changes', () => {
  it.each([
    ['kms', 'kms:ReplicateKey', `arn:aws:kms:eu-west-1:${ACCOUNT}:key/mrk-1`],
    [
      'secretsmanager',
      'secretsmanager:ReplicateSecretToRegions',
      `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:a`,
    ],
  ])('are not copied to where another policy holds: %s', (service, action, resource) => {
    const guard = DenyGuards.resourcePolicy({ service, resourceArn: '*', deployerArn: DEPLOYER });
    const open = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: '*', Resource: '*' };
    const resourcePolicy = jsonPolicy('own', open, guard.statement);
    const ask = (as: string): string =>
      decide({ as, action, resource }, { identityPolicies: [EVERYTHING], resourcePolicy });
    expect(ask(APP)).toBe('explicitDeny');
    expect(ask(DEPLOYER)).toBe('allowed');
  });
});

describe('a role that only the administrator assumes', () => {
  const stack = newStack();
  newRole(stack, {
    roleName: 'Breakglass',
    assumedBy: new CompositePrincipal(
      new AccountPrincipal(ACCOUNT, { organizationId: 'o-a1b2c3d4e5' }),
      DenyGuards.assumeRole({ approvedPrincipals: [ADMIN] }),
    ),
  });
  const { assume_role_policy: text } = onlyResource(synth(stack), 'aws_iam_role');
  const resourcePolicy = policyFromJson('trust', text);

  it.each([
    [APP, 'explicitDeny'],
    [roleArn('AdminEvil'), 'explicitDeny'],
    [ADMIN, 'allowed'],
  ])('%s: %s', (as, decision) => {
    const context = { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' };
    const request = { as, action: 'sts:AssumeRole', resource: roleArn('Breakglass'), context };
    expect(decide(request, { identityPolicies: [EVERYTHING], resourcePolicy })).toBe(decision);
  });
});

describe('regions', () => {
  const all = policyOf(
    'guard',
    PolicyStatement.deny({
      actions: ['*'],
      conditions: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1'] } },
    }),
  );
  const guard = policyOf('guard', DenyGuards.otherRegions({ regions: ['eu-west-1'] }));
  const exempt = policyOf('guard', DenyGuards.otherRegions({ regions: ['eu-west-1'], exemptActions: ['acm:*'] }));
  const granted = jsonPolicy('granted', {
    Effect: 'Allow',
    Action: ['s3:*', 'route53:*', 'iam:*', 'acm:*'],
    Resource: '*',
  });

  it.each([
    ['a Deny of everything', 'route53:ChangeResourceRecordSets', 'us-east-1', all, 'explicitDeny'],
    ['a Deny of everything', 'iam:GetRole', 'us-east-1', all, 'explicitDeny'],
    ['the guard', 'route53:ChangeResourceRecordSets', 'us-east-1', guard, 'allowed'],
    ['the guard', 'iam:GetRole', 'us-east-1', guard, 'allowed'],
    ['the guard', 's3:ListAllMyBuckets', 'us-east-1', guard, 'allowed'],
    ['the guard', 's3:CreateMultiRegionAccessPoint', 'us-west-2', guard, 'allowed'],
    ['the guard', 's3:GetObject', 'eu-west-1', guard, 'allowed'],
    ['the guard', 's3:GetObject', 'us-east-1', guard, 'explicitDeny'],
    ['the guard', 'sqs:SendMessage', 'eu-west-1', guard, 'implicitDeny'],
    ['the guard, without the key', 's3:GetObject', undefined, guard, 'explicitDeny'],
    ['the guard', 'acm:RequestCertificate', 'us-east-1', guard, 'explicitDeny'],
    ['the guard with an exemption', 'acm:RequestCertificate', 'us-east-1', exempt, 'allowed'],
  ])('%s: %s in %s', (_, action, region, policy, decision) => {
    const context = { 'aws:RequestedRegion': region };
    expect(decide({ as: APP, action, context }, { identityPolicies: [granted, policy] })).toBe(decision);
  });
});
