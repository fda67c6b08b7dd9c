import { findAction, serviceTable } from '../../lib/iam-data';
import { operationPermission, PREFIX_OF_NAME } from '../../lib/policy-lint/confused-names';
import { codesOf, lint, policy } from './lint';

const messages = (statement: object): readonly string[] =>
  lint(policy(statement as Record<string, unknown>)).findings.map(({ message }) => message);

describe('actions', () => {
  it.each([
    's3:GetObject',
    'S3:getobject',
    's3:Get*',
    's3:Get?bject',
    's3:*',
    '*',
    'vpc-lattice:AssociateViaAWSService-EventsAndStates',
  ])('says nothing of %s', (Action) => {
    expect(codesOf({ Action, Resource: '*' })).toEqual([]);
  });

  it.each([
    ['s3:GetObjcet', 'error unknown-action'],
    ['s3:HeadObject', 'error unknown-action'],
    ['s3:ListBuckets', 'error unknown-action'],
    ['s3:Gte*', 'error unknown-action'],
    ['s3:GetObjce?', 'error unknown-action'],
    ['s3:Frobnicat?', 'warning unknown-action'],
    ['s3:PutObjects', 'error unknown-action'],
    ['ssm:RemoveTagsToResource', 'warning unknown-action'],
    ['s3:UntagBucketTagging', 'warning unknown-action'],
    ['iam:list', 'warning unknown-action'],
    ['s3:Frobnicate', 'warning unknown-action'],
    ['s3:Frobnicate*', 'warning unknown-action'],
    ['sqs:SendMessageV2', 'warning unknown-action'],
    ['dynamdb:GetItem', 'error unknown-service'],
    ['elbv2:DescribeLoadBalancers', 'error unknown-service'],
    ['s4:GetObject', 'warning unknown-service'],
    ['unheardof:Get', 'warning unknown-service'],
    ['GetObject', 'error action-syntax'],
    [':GetObject', 'error action-syntax'],
    ['s*:GetObject', 'error action-syntax'],
    ['s3:Get Object', 'error action-syntax'],
    ['s3:GetObject ', 'error action-syntax'],
    ['s3:', 'error action-syntax'],
    ['*:*', 'suggestion action-syntax'],
    ['s3:${aws:username}', 'error variable-syntax'],
  ])('says of %s: %s', (Action, expected) => {
    expect(codesOf({ Action, Resource: '*' })).toEqual([expected]);
  });

  it('says the same of NotAction and of statements that deny', () => {
    expect(codesOf({ Action: undefined, NotAction: 's3:GetObjcet', Resource: '*' })).toEqual(['error unknown-action']);
    expect(codesOf({ Effect: 'Deny', Action: 's3:GetObjcet', Resource: '*' })).toEqual(['error unknown-action']);
  });

  it('says what was likely meant', () => {
    expect(messages({ Action: 's3:GetObjcet', Resource: '*' })).toEqual([
      '"s3:GetObjcet" is no action of Amazon S3, so that it has no effect; did you mean s3:GetObject',
    ]);
    expect(messages({ Action: 's3:Gte*', Resource: '*' })[0]).toContain('did you mean s3:Get*');
    expect(messages({ Action: 's3:HeadObject', Resource: '*' })[0]).toContain('its permission is s3:GetObject');
    expect(messages({ Action: 'stepfunctions:StartExecution', Resource: '*' })[0]).toContain('states:StartExecution');
  });

  it('leaves open what an expression hides', () => {
    const { findings, undecided } = lint(policy({ Action: ['s3:GetObject', '${var.action}'], Resource: '*' }));
    expect(findings).toEqual([]);
    expect(undecided).toMatchObject([{ statement: 0, element: 'Action', index: 1 }]);
  });

  it('survives names of prototypes', () => {
    expect(codesOf({ Action: '__proto__:constructor', Resource: '*' })).toEqual(['warning unknown-service']);
    expect(codesOf({ Action: 's3:constructor', Resource: '*' })).toEqual(['warning unknown-action']);
  });
});

describe('names that are often confused', () => {
  it('names no action as an operation, and permissions that exist', () => {
    for (const operation of ['s3:HeadObject', 's3:CopyObject', 's3:PutBucketEncryption', 'lambda:Invoke']) {
      expect(findAction(operation)).toBeUndefined();
      for (const [permission] of operationPermission(operation)?.matchAll(/[a-z0-9]+:[A-Z]\w+/g) ?? [])
        expect(findAction(permission)).toBeDefined();
    }
  });

  it('names prefixes that exist for those that do not', () => {
    for (const [name, prefix] of PREFIX_OF_NAME) {
      expect(serviceTable(name)).toBeUndefined();
      expect(serviceTable(prefix)).toBeDefined();
    }
  });
});

describe('actions that a policy may not have', () => {
  const trust = { Resource: undefined, Principal: { Service: 'ec2.amazonaws.com' } };

  it.each([
    'sts:AssumeRole',
    'sts:AssumeRoleWithWebIdentity',
    'sts:TagSession',
    'sts:SetSourceIdentity',
    'sts:Assume*',
  ])('lets a trust policy have %s', (Action) => {
    expect(codesOf({ ...trust, Action }, { kind: 'trust' })).toEqual([]);
  });

  it.each(['s3:GetObject', 'sts:GetCallerIdentity', 's3:*'])('does not let a trust policy have %s', (Action) => {
    expect(codesOf({ ...trust, Action }, { kind: 'trust' })).toEqual(['error unsupported-action']);
  });

  it('does not let the policy of a resource have those of other services', () => {
    const options = { kind: 'resource', service: 'sqs' } as const;
    const statement = { Principal: { AWS: '111122223333' }, Resource: '*' };
    expect(codesOf({ ...statement, Action: 'sqs:SendMessage' }, options)).toEqual([]);
    expect(codesOf({ ...statement, Action: '*' }, options)).toEqual([]);
    expect(codesOf({ ...statement, Action: 'sns:Publish' }, options)).toEqual(['error unsupported-action']);
    expect(codesOf({ ...statement, Action: 'sns:Publish' }, { kind: 'resource' })).toEqual([]);
  });
});
