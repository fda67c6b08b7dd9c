import { policyFromJson } from '../../lib/policy-evaluation';
import { allow, decide, deny, everything, OBJECT, policy, ROLE } from './ask';

const identity = (...statements: Parameters<typeof policy>[1][]): object => ({
  identityPolicies: [policy('p', ...statements)],
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
describe('Action and NotAction', () => {
  it.each([
    ['s3:GetObject', 'allowed'],
    ['S3:getobject', 'allowed'],
    ['s3:Get*', 'allowed'],
    ['s3:*', 'allowed'],
    ['*', 'allowed'],
    ['s3:GetObjec?', 'allowed'],
    ['s*:G?tObject', 'allowed'],
    [['s3:PutObject', 's3:GetObject'], 'allowed'],
    ['s3:GetObjectAcl', 'implicitDeny'],
    ['s3:GetObject?', 'implicitDeny'],
    ['s3:GetObjec', 'implicitDeny'],
    ['ec2:*', 'implicitDeny'],
    [[], 'implicitDeny'],
    ['s3', 'implicitDeny'],
  ])('Action %j: %s', (action, decision) => {
    expect(decide(identity(allow({ Action: action })))).toBe(decision);
  });

  it.each([
    ['iam:*', 'allowed'],
    ['s3:*', 'implicitDeny'],
    [['iam:*', 's3:Get*'], 'implicitDeny'],
    [['iam:*', 'S3:PUT*'], 'allowed'],
    ['*', 'implicitDeny'],
  ])('Allow of NotAction %j: %s', (action, decision) => {
    expect(decide(identity({ Effect: 'Allow', NotAction: action, Resource: '*' }))).toBe(decision);
  });

  it.each([
    ['s3:*', 'allowed'],
    ['iam:*', 'explicitDeny'],
  ])('Deny of NotAction %j: %s', (action, decision) => {
    const guard = policy('guard', { Effect: 'Deny', NotAction: action, Resource: '*' });
    expect(decide({ identityPolicies: [everything, guard] })).toBe(decision);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
describe('Resource and NotResource', () => {
  it.each([
    [OBJECT, OBJECT, 'allowed'],
    ['*', OBJECT, 'allowed'],
    ['arn:aws:s3:::reports/*', OBJECT, 'allowed'],
    ['arn:aws:s3:::reports*', OBJECT, 'allowed'],
    ['arn:aws:s3:::reports/????/q1.csv', OBJECT, 'allowed'],
    ['arn:*:q1.csv', OBJECT, 'implicitDeny'],
    ['arn:*q1.csv', OBJECT, 'allowed'],
    ['arn:aws:s3:::reports', OBJECT, 'implicitDeny'],
    ['arn:aws:s3:::Reports/*', OBJECT, 'implicitDeny'],
    ['arn:aws:s3:::reports/2026/', OBJECT, 'implicitDeny'],
    [['arn:aws:s3:::a/*', 'arn:aws:s3:::reports/*'], OBJECT, 'allowed'],
    ['arn:aws:s3:::*', '*', 'implicitDeny'],
    ['*', '*', 'allowed'],
    [[], OBJECT, 'implicitDeny'],
  ])('Resource %j on %s: %s', (resource, asked, decision) => {
    expect(decide({ ...identity(allow({ Resource: resource })), resource: asked })).toBe(decision);
  });

  it.each([
    ['arn:aws:s3:::secrets/*', 'allowed'],
    ['arn:aws:s3:::reports/*', 'implicitDeny'],
    [['arn:aws:s3:::secrets/*', '*'], 'implicitDeny'],
  ])('Allow of NotResource %j: %s', (resource, decision) => {
    expect(decide(identity(allow({ Resource: undefined, NotResource: resource })))).toBe(decision);
  });

  it.each([
    ['arn:aws:s3:::secrets/*', 'explicitDeny'],
    ['arn:aws:s3:::reports/*', 'allowed'],
  ])('Deny of NotResource %j: %s', (resource, decision) => {
    const guard = policy('guard', deny({ Resource: undefined, NotResource: resource }));
    expect(decide({ identityPolicies: [everything, guard] })).toBe(decision);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
describe('Condition', () => {
  const both = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' }, Bool: { 'aws:SecureTransport': 'true' } };
  it.each([
    [{ 'aws:RequestedRegion': 'eu-west-1', 'aws:SecureTransport': true }, 'allowed'],
    [{ 'aws:RequestedRegion': 'eu-west-1' }, 'implicitDeny'],
    [{ 'aws:SecureTransport': true }, 'implicitDeny'],
    [{ 'aws:RequestedRegion': 'us-east-1', 'aws:SecureTransport': true }, 'implicitDeny'],
  ])('operators all have to hold: %j', (context, decision) => {
    expect(decide({ ...identity(allow({ Condition: both })), context })).toBe(decision);
  });

  it('keys of one operator all have to hold', () => {
    const Condition = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1', 'aws:PrincipalTag/team': 'data' } };
    const context = { 'aws:RequestedRegion': 'eu-west-1' };
    expect(decide({ ...identity(allow({ Condition })), context })).toBe('implicitDeny');
    expect(
      decide({ ...identity(allow({ Condition })), context: { ...context, 'aws:PrincipalTag/team': 'data' } }),
    ).toBe('allowed');
  });
});

describe('documents that AWS refuses leave the decision open', () => {
  it.each([
    ['no JSON', 'Effect: Allow'],
    ['no statement', { Version: '2012-10-17' }],
    ['an effect that is none', { Version: '2012-10-17', Statement: [allow({ Effect: 'allow' })] }],
    ['an element that is none', { Version: '2012-10-17', Statement: [allow({ Resources: '*' })] }],
    ['a version that is none', { Version: '2013-01-01', Statement: [allow()] }],
    ['no object', []],
    ['no action', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Resource: '*' }] }],
    ['no resource', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*' }] }],
    ['Action and NotAction', { Version: '2012-10-17', Statement: [allow({ NotAction: 'iam:*' })] }],
    ['Resource and NotResource', { Version: '2012-10-17', Statement: [allow({ NotResource: 'arn:aws:s3:::b' })] }],
    ['a principal in an identity policy', { Version: '2012-10-17', Statement: [allow({ Principal: '*' })] }],
  ])('%s', (_, json) => {
    expect(decide({ identityPolicies: [policyFromJson('p', json)] })).toBe('unknown');
    expect(decide({ identityPolicies: [everything, policyFromJson('p', json)] })).not.toBe('explicitDeny');
  });

  it('which a Deny elsewhere does not need', () => {
    const broken = policyFromJson('broken', 'nothing');
    expect(decide({ identityPolicies: [everything, broken, policy('no', deny())] })).toBe('explicitDeny');
  });
});

describe('a request that makes no sense throws', () => {
  it.each(['s3:*', 's3', '*', '', 's3:GetObject?', 's3:Get:Object'])('action %j', (action) => {
    expect(() => decide({ action })).toThrow(/expected one action such as s3:GetObject/);
  });

  it.each(['', 'App', '111122223333', 'arn:aws:s3:::b'])('principal %j', (arn) => {
    expect(() => decide({ principal: { arn } })).toThrow(/expected the ARN of a role or a user/);
  });

  it('the session of a role in place of the role', () => {
    const arn = 'arn:aws:sts::111122223333:assumed-role/App/session';
    expect(() => decide({ principal: { arn } })).toThrow(/pass the ARN of the role, and sessionName/);
    expect(decide({ principal: { arn: ROLE, sessionName: 'session' } })).toBe('implicitDeny');
  });
});
