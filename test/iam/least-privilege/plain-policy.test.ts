import { LeastPrivilegePolicy, type PlainPolicyProps } from '../../../lib/iam/least-privilege';
import { errorOf, newStack, synth } from '../../core/support';
import { newRole } from '../support';

const OBJECTS = 'arn:aws:s3:::data/reports/*';
const READ: PlainPolicyProps = { service: 's3', actions: ['GetObject'], resourceArns: [OBJECTS] };

function statements(props: PlainPolicyProps): unknown[] {
  return LeastPrivilegePolicy.from(props)
    .toStatements()
    .map((statement) => statement._toStatementJson());
}

function refusal(props: unknown): readonly [code: string, message: string] {
  const { code, message } = errorOf(() => LeastPrivilegePolicy.from(props as PlainPolicyProps));
  return [code, message];
}

describe('LeastPrivilegePolicy.from', () => {
  it('gives each action the resources of its kinds', () => {
    const all = {
      service: 's3',
      actions: ['s3:GetObject', 'ListBucket'],
      resourceArns: [OBJECTS, 'arn:aws:s3:::data'],
    };
    expect(statements(all)).toEqual([
      { Effect: 'Allow', Action: ['s3:GetObject'], Resource: [OBJECTS] },
      { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: ['arn:aws:s3:::data'] },
    ]);
  });

  it('knows services without a typed module', () => {
    const props = {
      service: 'codeartifact',
      actions: ['ReadFromRepository'],
      resourceArns: ['arn:aws:codeartifact:eu-west-1:111122223333:repository/domain/repo'],
    };
    expect(statements(props)).toHaveLength(1);
  });

  it('limits to regions and principals, and denies the same to everybody else', () => {
    const principal = 'arn:aws:iam::111122223333:role/team/reader';
    expect(statements({ ...READ, regions: ['eu-west-1'], approvedPrincipals: [principal, principal] })).toEqual([
      {
        Effect: 'Allow',
        Action: ['s3:GetObject'],
        Resource: [OBJECTS],
        Condition: {
          StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] },
          ArnEquals: { 'aws:PrincipalArn': [principal] },
        },
      },
      {
        Effect: 'Deny',
        Action: ['s3:GetObject'],
        Resource: [OBJECTS],
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': [principal] } },
      },
    ]);
  });

  it('denies nothing that it does not allow', () => {
    const approvedPrincipals = ['arn:aws:iam::111122223333:role/team/reader'];
    const unscopable = { service: 'ec2', actions: ['DescribeInstances'], unscopableReason: 'inventory' };
    const policy = LeastPrivilegePolicy.from({ ...unscopable, approvedPrincipals });
    const denials = policy.toStatements().map((statement) => statement._toStatementJson());
    expect(denials.filter(({ Effect }) => Effect === 'Deny')).toMatchObject([
      { Action: ['ec2:DescribeInstances'], Resource: ['*'] },
    ]);
    expect(policy.wideGrants).toEqual([{ actions: ['ec2:DescribeInstances'], resources: ['*'], reason: 'inventory' }]);
  });

  it('is refused on a role that is not approved, as it would deny all that it allows', () => {
    const attached = (roleName: string | undefined, approvedPrincipals?: string[]) => {
      const stack = newStack();
      const role = newRole(stack, { roleName });
      LeastPrivilegePolicy.from({ ...READ, approvedPrincipals: approvedPrincipals ?? [role.roleArn] }).attachTo(role);
      return stack;
    };
    const reader = ['arn:aws:iam::111122223333:role/reader'];
    expect(() => synth(attached('app', reader))).toThrow(/ROLE_LOCKED_OUT: .* s3:GetObject and denies it again/);
    expect(() => synth(attached(undefined, reader))).toThrow('ROLE_LOCKED_OUT');
    expect(() => synth(attached(undefined))).not.toThrow();
    expect(() => synth(attached('app'))).not.toThrow();
    expect(() => synth(attached('reader', reader))).not.toThrow();
    expect(() => synth(attached('app', ['${var.reader}']))).not.toThrow();
  });

  it('takes a token for every action that has resource types', () => {
    const arn = '${aws_s3_bucket.b.arn}';
    expect(statements({ service: 's3', actions: ['GetObject', 'ListBucket'], resourceArns: [arn] })).toEqual([
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: [arn] },
    ]);
    expect(refusal({ service: 's3', actions: ['ListAllMyBuckets'], resourceArns: [arn] })[0]).toBe(
      'POLICY_RESOURCE_WILDCARD',
    );
  });

  it('reads what is around the tokens of an ARN', () => {
    const table = 'arn:${data.aws_partition.p.partition}:dynamodb:${var.region}:${var.account}:table/${var.table}';
    const get = { service: 'dynamodb', actions: ['GetItem'], resourceArns: [table] };
    expect(statements(get)).toHaveLength(1);
    expect(refusal({ ...get, actions: ['CreateBackup', 'DescribeBackup'] })[1]).toContain(
      'dynamodb:DescribeBackup has no',
    );
    expect(refusal({ ...get, service: 's3', actions: ['GetObject'] })[1]).toContain('is none of s3');
  });

  it('wants a reason for actions without resource types', () => {
    const props = { service: 'ec2', actions: ['DescribeInstances'] };
    expect(refusal(props)[0]).toBe('POLICY_RESOURCE_WILDCARD');
    expect(refusal({ ...props, unscopableReason: ' ' })[0]).toBe('POLICY_RESOURCE_WILDCARD');
    expect(refusal({ ...props, unscopableReason: 1 })[0]).toBe('POLICY_RESOURCE_WILDCARD');
    const policy = LeastPrivilegePolicy.from({ ...props, unscopableReason: 'inventory' });
    expect(policy.wideGrants).toEqual([{ actions: ['ec2:DescribeInstances'], resources: ['*'], reason: 'inventory' }]);
  });

  it('wants a reason for every resource of a kind', () => {
    const every = {
      service: 'ec2',
      actions: ['CreateNetworkInterface'],
      resourceArns: ['arn:aws:ec2:eu-west-1:111122223333:network-interface/*'],
    };
    expect(refusal(every)[0]).toBe('POLICY_RESOURCE_WILDCARD');
    expect(statements({ ...every, wholeKindReason: 'their ids are not known before' })).toHaveLength(1);
  });

  it.each<[string, Partial<Record<keyof PlainPolicyProps, unknown>>, string, string]>([
    ['a misspelt service', { service: 's33' }, 'PROPS_INVALID', 'did you mean s3?'],
    ['no service', { service: undefined }, 'PROPS_INVALID', 'allowed is a prefix of AWS'],
    ['a service of JavaScript', { service: 'constructor' }, 'PROPS_INVALID', 'allowed is a prefix'],
    ['a misspelt action', { actions: ['GetObjects'] }, 'POLICY_ACTION_INVALID', 'did you mean GetObject?'],
    ['an action of another service', { actions: ['sqs:SendMessage'] }, 'POLICY_ACTION_INVALID', 'is no action of s3'],
    ['a pattern', { actions: ['s3:Get*'] }, 'POLICY_ACTION_WILDCARD', 'has a wildcard'],
    ['no actions', { actions: [] }, 'POLICY_ACTION_INVALID', 'no action is named'],
    ['actions as a text', { actions: 'GetObject' }, 'POLICY_ACTION_INVALID', 'no action is named'],
    ['no resources', { resourceArns: undefined }, 'POLICY_RESOURCE_INVALID', 'has no resource'],
    ['everything', { resourceArns: ['*'] }, 'POLICY_RESOURCE_WILDCARD', 'covers everything'],
    ['every object', { resourceArns: ['arn:aws:s3:::*/*'] }, 'POLICY_RESOURCE_WILDCARD', 'covers every resource'],
    ['no ARN', { resourceArns: ['data/reports'] }, 'POLICY_RESOURCE_INVALID', 'is no ARN'],
    ['a number', { resourceArns: [1] }, 'POLICY_RESOURCE_INVALID', 'is no ARN'],
    ['resources as a text', { resourceArns: OBJECTS }, 'PROPS_INVALID', 'allowed is a list'],
    [
      'a resource of no use',
      { resourceArns: [OBJECTS, 'arn:aws:s3:::data'] },
      'POLICY_RESOURCE_INVALID',
      'none of GetObject',
    ],
    ['no region', { regions: [] }, 'POLICY_CONDITION_INVALID', 'allowed is at least one'],
    ['regions as a text', { regions: 'eu-west-1' }, 'POLICY_CONDITION_INVALID', 'allowed is at least one'],
    ['no principal', { approvedPrincipals: [] }, 'PRINCIPAL_ARN_INVALID', 'names nobody'],
    [
      'a pattern of principals',
      { approvedPrincipals: ['arn:aws:iam::111122223333:role/Admin*'] },
      'PRINCIPAL_ARN_INVALID',
      'without wildcards',
    ],
    ['an account', { approvedPrincipals: ['arn:aws:iam::*:role/Admin'] }, 'PRINCIPAL_ARN_INVALID', 'without wildcards'],
    [
      'a session',
      { approvedPrincipals: ['arn:aws:sts::111122223333:assumed-role/a/b'] },
      'PRINCIPAL_ARN_INVALID',
      'one role or user',
    ],
  ])('refuses %s', (_, wrong, code, text) => {
    const [got, message] = refusal({ ...READ, ...wrong });
    expect(got).toBe(code);
    expect(message).toContain(text);
  });

  it.each([undefined, null, 's3', []])('refuses props %p', (props) => {
    expect(refusal(props)[0]).toBe('PROPS_INVALID');
  });

  it('refuses regions of a service with one endpoint', () => {
    const props = {
      service: 'iam',
      actions: ['GetRole'],
      resourceArns: ['arn:aws:iam::111122223333:role/app'],
      regions: ['us-east-1'],
    };
    expect(refusal(props)[1]).toContain('has one endpoint for all regions');
  });
});
