import type { EvaluationRequest, NamedPolicy } from '../../lib/policy-evaluation';
import { ACCOUNT, allow, ALL, decide, everything, OBJECT, policy, type StatementJson } from './ask';

const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const APP = role('App');
const ADMIN = role('Admin');
const DEPLOYER = role('ci/Deployer');
const BUCKET = 'arn:aws:s3:::reports';
const reads = policy('reads', allow({ Resource: `${BUCKET}/*` }));
const as = (arn: string): EvaluationRequest['principal'] => ({ arn });

/** Denies everything unless the principal has an approved name: the form that does not work. */
function naive(operator: string, more: object = {}): StatementJson {
  return {
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { [operator]: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ApprovedAdmin*' }, ...more },
  };
}

describe('a Deny of everything unless the name is approved', () => {
  const ask = (arn: string, operator: string, context = {}): string =>
    decide({ principal: as(arn), context, identityPolicies: [reads, policy('guard', naive(operator))] });

  it.each(['StringNotLike', 'ArnNotLike'])('locks the role that carries it (%s)', (operator) => {
    expect(ask(APP, operator)).toBe('explicitDeny');
    expect(ask(APP, operator, { 'aws:PrincipalArn': undefined })).toBe('explicitDeny');
  });

  it.each(['StringNotLike', 'ArnNotLike'])('does nothing to the approved role (%s)', (operator) => {
    expect(ask(role('ApprovedAdmin1'), operator)).toBe('allowed');
  });

  it.each(['StringNotLike', 'ArnNotLike'])('misses approved roles with a path (%s)', (operator) => {
    expect(ask(role('team/ApprovedAdmin1'), operator)).toBe('explicitDeny');
  });

  it.each(['StringNotLike', 'ArnNotLike'])('lets in whoever takes such a name (%s)', (operator) => {
    expect(ask(role('ApprovedAdminEvil'), operator)).toBe('allowed');
  });
});

describe('the same in the policy of a bucket', () => {
  const bucket = (more: object = {}): NamedPolicy =>
    policy(
      'bucket',
      { Effect: 'Allow', Action: 's3:PutObject', Resource: '*', Principal: { Service: 'cloudtrail.amazonaws.com' } },
      { ...naive('ArnNotLike', more), Principal: '*' },
    );
  const trail = { principal: { service: 'cloudtrail.amazonaws.com' }, action: 's3:PutObject' } as const;

  it('locks out the application', () => {
    expect(decide({ principal: as(APP), identityPolicies: [reads], resourcePolicy: bucket() })).toBe('explicitDeny');
  });

  it('locks out the deployment', () => {
    const request = { principal: as(DEPLOYER), action: 's3:PutBucketPolicy', resource: BUCKET };
    expect(decide({ ...request, identityPolicies: [everything], resourcePolicy: bucket() })).toBe('explicitDeny');
  });

  it('locks out services, which have no ARN', () => {
    expect(decide({ ...trail, resourcePolicy: bucket() })).toBe('explicitDeny');
  });

  it('spares services where it asks whether the caller is one', () => {
    const spared = bucket({ Bool: { 'aws:PrincipalIsAWSService': 'false' } });
    expect(decide({ ...trail, resourcePolicy: spared })).toBe('allowed');
    expect(decide({ principal: as(APP), identityPolicies: [reads], resourcePolicy: spared })).toBe('explicitDeny');
  });
});

describe('a Deny of administrative actions unless the principal is exactly an approved one', () => {
  const guard = policy('guard', {
    Effect: 'Deny',
    Action: ['iam:AttachRolePolicy', 'iam:PutRolePolicy', 's3:PutBucketPolicy'],
    Resource: '*',
    Condition: { ArnNotLike: { 'aws:PrincipalArn': [ADMIN, DEPLOYER] } },
  });
  const ask = (arn: string, action: string, resource: string, granted: NamedPolicy): Partial<EvaluationRequest> => ({
    principal: as(arn),
    action,
    resource,
    identityPolicies: [granted],
  });

  it.each([
    ['the application reads', ask(APP, 's3:GetObject', OBJECT, reads), 'allowed'],
    ['the application attaches a policy', ask(APP, 'iam:AttachRolePolicy', APP, everything), 'explicitDeny'],
    ['the application writes a bucket policy', ask(APP, 's3:PutBucketPolicy', BUCKET, everything), 'explicitDeny'],
    ['the administrator attaches a policy', ask(ADMIN, 'iam:AttachRolePolicy', APP, everything), 'allowed'],
    ['a role with a longer name', ask(role('AdminEvil'), 'iam:AttachRolePolicy', APP, everything), 'explicitDeny'],
    [
      'a role of the same name in a path',
      ask(role('x/Admin'), 'iam:AttachRolePolicy', APP, everything),
      'explicitDeny',
    ],
    ['the deployment, whose role has a path', ask(DEPLOYER, 'iam:AttachRolePolicy', APP, everything), 'allowed'],
  ])('%s', (_, request, decision) => {
    const { identityPolicies = [] } = request;
    expect(decide({ ...request, identityPolicies: [...identityPolicies, guard] })).toBe(decision);
    const boundary = policy('boundary', ALL, {
      Effect: 'Deny',
      Action: ['iam:AttachRolePolicy', 'iam:PutRolePolicy', 's3:PutBucketPolicy'],
      Resource: '*',
      Condition: { ArnNotLike: { 'aws:PrincipalArn': [ADMIN, DEPLOYER] } },
    });
    expect(decide({ ...request, permissionsBoundary: boundary })).toBe(decision);
  });
});

describe('a bucket whose policy only the administrator and the deployment change', () => {
  const bucket = policy('bucket', {
    Effect: 'Deny',
    Action: [
      's3:PutBucketPolicy',
      's3:DeleteBucketPolicy',
      's3:DeleteBucket',
      's3:PutBucketAcl',
      's3:PutEncryptionConfiguration',
    ],
    Resource: BUCKET,
    Principal: '*',
    Condition: {
      ArnNotLike: { 'aws:PrincipalArn': [ADMIN, DEPLOYER] },
      Bool: { 'aws:PrincipalIsAWSService': 'false' },
    },
  });

  it.each([
    [APP, 's3:GetObject', OBJECT, 'allowed'],
    [APP, 's3:PutBucketPolicy', BUCKET, 'explicitDeny'],
    [DEPLOYER, 's3:PutBucketPolicy', BUCKET, 'allowed'],
    [ADMIN, 's3:DeleteBucket', BUCKET, 'allowed'],
  ])('%s asks for %s on %s: %s', (arn, action, resource, decision) => {
    const request = { principal: as(arn), action, resource, identityPolicies: [everything] };
    expect(decide({ ...request, resourcePolicy: bucket })).toBe(decision);
  });
});

describe('a role that only the administrator assumes', () => {
  const trust = policy(
    'trust',
    { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: ACCOUNT } },
    {
      Effect: 'Deny',
      Action: 'sts:AssumeRole',
      Principal: '*',
      Condition: { ArnNotLike: { 'aws:PrincipalArn': ADMIN } },
    },
  );

  it.each([
    [APP, 'explicitDeny'],
    [ADMIN, 'allowed'],
  ])('%s: %s', (arn, decision) => {
    const request = { principal: as(arn), action: 'sts:AssumeRole', resource: role('Breakglass') };
    expect(decide({ ...request, identityPolicies: [everything], resourcePolicy: trust })).toBe(decision);
  });
});

describe('regions', () => {
  const outside = { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
  const all = policy('guard', { Effect: 'Deny', Action: '*', Resource: '*', Condition: outside });
  const regional = (operator = 'StringNotEquals'): NamedPolicy =>
    policy('guard', {
      Effect: 'Deny',
      NotAction: ['iam:*', 'route53:*', 'cloudfront:*'],
      Resource: '*',
      Condition: { [operator]: { 'aws:RequestedRegion': 'eu-west-1' } },
    });
  const granted = policy('granted', allow({ Action: ['s3:*', 'route53:*', 'iam:*'] }));
  const ask = (action: string, region: string | undefined, guard: NamedPolicy): string =>
    decide({ action, context: { 'aws:RequestedRegion': region }, identityPolicies: [granted, guard] });

  it.each([
    ['a Deny of everything', 'route53:ChangeResourceRecordSets', 'us-east-1', all, 'explicitDeny'],
    ['a Deny of everything', 'iam:GetRole', 'us-east-1', all, 'explicitDeny'],
    ['all but global services', 'route53:ChangeResourceRecordSets', 'us-east-1', regional(), 'allowed'],
    ['all but global services', 's3:GetObject', 'eu-west-1', regional(), 'allowed'],
    ['all but global services', 's3:GetObject', 'us-east-1', regional(), 'explicitDeny'],
    ['all but global services', 'sqs:SendMessage', 'eu-west-1', regional(), 'implicitDeny'],
    ['without the key', 's3:GetObject', undefined, regional(), 'explicitDeny'],
    ['without the key, IfExists', 's3:GetObject', undefined, regional('StringNotEqualsIfExists'), 'explicitDeny'],
  ])('%s: %s in %s', (_, action, region, guard, decision) => {
    expect(ask(action, region, guard)).toBe(decision);
  });
});
