import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { TerraformVariable } from 'cdktf';
import { Grant } from '../../lib/iam/grant';
import { PolicyStatement } from '../../lib/iam/policy-statement';
import { Role } from '../../lib/iam/role';
import type { RoleProps } from '../../lib/iam/role-props';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import {
  childResource,
  deletionAttacks,
  errorOf,
  newStack,
  onlyResource,
  overrideAttacks,
  resourcesOf,
  synth,
  type Attack,
} from '../core/support';

const TASKS = new ServicePrincipal('ecs-tasks.amazonaws.com');
const ACCOUNT = '${data.aws_caller_identity.guardrails-aws-caller-identity.account_id}';
const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';

function newRole(stack = newStack(), props: Partial<RoleProps> = {}): Role {
  return new Role(stack, 'app', { assumedBy: TASKS, ...props });
}

const readObject = (key = 'a') =>
  PolicyStatement.allow({ actions: ['s3:GetObject'], resources: [`arn:aws:s3:::reports/${key}`] });

describe('Role', () => {
  it('has no permissions, an hour for sessions, and a description', () => {
    const stack = newStack();
    newRole(stack);
    const json = synth(stack);
    expect(onlyResource(json, 'aws_iam_role')).toEqual({
      assume_role_policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'ecs-tasks.amazonaws.com' },
            Action: ['sts:AssumeRole'],
            Condition: { StringEquals: { 'aws:SourceAccount': [ACCOUNT] } },
          },
        ],
      }),
      description: 'Role at shop/app',
      max_session_duration: 3600,
    });
    expect(json.resource.aws_iam_policy).toBeUndefined();
  });

  it('collects statements in one managed policy, each once', () => {
    const stack = newStack();
    const role = newRole(stack);
    for (const statement of [readObject(), readObject('b'), readObject()]) role.addToPolicy(statement);
    const json = synth(stack);
    const { Statement } = JSON.parse(String(onlyResource(json, 'aws_iam_policy').policy)) as { Statement: unknown[] };
    expect(Statement).toEqual([readObject()._toStatementJson(), readObject('b')._toStatementJson()]);
    const attachment = onlyResource(json, 'aws_iam_role_policy_attachment');
    expect(attachment.role).toMatch(/^\$\{aws_iam_role\.app_\w+\.name\}$/);
    expect(attachment.policy_arn).toMatch(/^\$\{aws_iam_policy\.app_Policy_\w+\.arn\}$/);
  });

  it('passes on name, boundary and tags', () => {
    const stack = newStack();
    const boundary = 'arn:aws:iam::111122223333:policy/boundary';
    newRole(stack, {
      roleName: 'app',
      permissionsBoundary: boundary,
      tags: { a: 'b' },
      description: 'The app',
      maxSessionDurationSeconds: 7200,
      path: '/shop/',
      looseningReason: 'a run takes two hours',
    });
    expect(onlyResource(synth(stack), 'aws_iam_role')).toMatchObject({
      name: 'app',
      path: '/shop/',
      permissions_boundary: boundary,
      tags: { a: 'b' },
      description: 'The app',
      max_session_duration: 7200,
    });
  });

  it.each([3599, 43_201, 3600.5, 0, -1])('refuses sessions of %p seconds', (seconds) => {
    expect(errorOf(() => newRole(newStack(), { maxSessionDurationSeconds: seconds })).code).toBe(
      'ROLE_SESSION_DURATION_INVALID',
    );
  });

  it('takes a token for the session duration', () => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'seconds', { type: 'number' });
    newRole(stack, { maxSessionDurationSeconds: variable.numberValue });
    expect(onlyResource(synth(stack), 'aws_iam_role').max_session_duration).toBe('${var.seconds}');
  });

  it.each([
    'AdministratorAccess',
    'AdministratorAccess-Amplify',
    'IAMFullAccess',
    'PowerUserAccess',
    'job-function/SystemAdministrator',
  ])('refuses the managed policy %s', (name) => {
    const error = errorOf(() => newRole(newStack(), { managedPolicyArns: [`arn:aws:iam::aws:policy/${name}`] }));
    expect(error.code).toBe('ROLE_MANAGED_POLICY_FORBIDDEN');
    expect(error.message).toContain(name);
  });

  it('attaches other managed policies once, with ids that follow from their ARN', () => {
    const policies = (...arns: string[]) => {
      const stack = newStack();
      newRole(stack, { managedPolicyArns: arns });
      return Object.keys(synth(stack).resource.aws_iam_role_policy_attachment ?? {});
    };
    const [a, b] = ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::111122223333:policy/own'];
    expect(policies(a, a)).toHaveLength(1);
    expect(policies(b, a)).toEqual(expect.arrayContaining(policies(a)));
  });
});

describe('guarantees of a role', () => {
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }] };
  const setters: Attack<IamRole>[] = [
    ['setter of assumeRolePolicy', (role) => (role.assumeRolePolicy = JSON.stringify(policy))],
    ['setter of managedPolicyArns', (role) => (role.managedPolicyArns = [ADMIN])],
    [
      'putInlinePolicy',
      (role) => {
        role.putInlinePolicy([{ name: 'admin', policy: '{}' }]);
      },
    ],
    [
      'resetPermissionsBoundary',
      (role) => {
        role.resetPermissionsBoundary();
      },
    ],
    ['setter of maxSessionDuration', (role) => (role.maxSessionDuration = 43_200)],
  ];

  it.each<Attack<IamRole>>([
    ...setters,
    ...overrideAttacks('assume_role_policy', JSON.stringify(policy)),
    ...overrideAttacks('managed_policy_arns', [ADMIN]),
    ...overrideAttacks('inline_policy', [{ name: 'admin', policy: '{}' }]),
    ...overrideAttacks('permissions_boundary', ADMIN),
    ...deletionAttacks('permissions_boundary'),
    ...overrideAttacks('max_session_duration', 43_200),
  ])('notice %s', (_, attack) => {
    const stack = newStack();
    attack(newRole(stack, { permissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary' }).resource, stack);
    expect(() => synth(stack)).toThrow(/ROLE_/);
  });

  it.each<Attack>([...overrideAttacks('policy', JSON.stringify(policy)), ...deletionAttacks('policy')])(
    'notice %s on the granted policy',
    (_, attack) => {
      const stack = newStack();
      const role = newRole(stack);
      role.addToPolicy(readObject());
      attack(childResource(role, 'Policy'), stack);
      expect(() => synth(stack)).toThrow(/ROLE_POLICY: .*the statements that were granted/);
    },
  );

  it.each<Attack>(overrideAttacks('policy_arn', ADMIN))('notice %s on an attachment', (_, attack) => {
    const stack = newStack();
    const role = newRole(stack, { managedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] });
    attack(childResource(role, 'ManagedPolicy'), stack);
    expect(() => synth(stack)).toThrow(/ROLE_MANAGED_POLICY/);
  });
});

describe('Role.fromRoleArn', () => {
  const statement = readObject();

  it.each([
    ['arn:aws:iam::111122223333:role/app', 'app'],
    ['arn:aws-cn:iam::111122223333:role/team/x/app', 'app'],
  ])('attaches grants to %s', (arn, name) => {
    const stack = newStack();
    Role.fromRoleArn(stack, 'legacy', arn).addToPolicy(statement);
    const json = synth(stack);
    expect(onlyResource(json, 'aws_iam_role_policy_attachment').role).toBe(name);
    expect(resourcesOf(json, 'aws_iam_role')).toHaveLength(0);
  });

  it('takes the name from a token', () => {
    const stack = newStack();
    const arn = new TerraformVariable(stack, 'arn', {});
    Role.fromRoleArn(stack, 'legacy', arn.stringValue).addToPolicy(statement);
    expect(onlyResource(synth(stack), 'aws_iam_role_policy_attachment').role).toBe(
      '${element(reverse(split("/", var.arn)), 0)}',
    );
  });

  it.each([
    'app',
    'arn:aws:iam::111122223333:role/*',
    'arn:aws:iam::111122223333:user/app',
    'arn:aws:iam::*:role/app',
    '',
  ])('refuses %p', (arn) => {
    expect(errorOf(() => Role.fromRoleArn(newStack(), 'x', arn)).code).toBe('ROLE_ARN_INVALID');
  });
});

describe('Grant', () => {
  it('lets a resource wait for the permissions', () => {
    const stack = newStack();
    const role = newRole(stack);
    const grant = Grant.toRole(role, readObject());
    const table = new DynamodbTable(stack, 'table', { name: 't', dependsOn: [role.resource] });
    grant.applyBefore(table);
    grant.applyBefore(table);
    expect(grant.grantee).toBe(role);
    expect(grant.principalStatements).toHaveLength(1);
    const dependsOn = onlyResource(synth(stack), 'aws_dynamodb_table').depends_on;
    expect(dependsOn).toEqual([
      expect.stringMatching(/^aws_iam_role\.app_\w+$/),
      expect.stringMatching(/^aws_iam_role_policy_attachment\.app_PolicyAttachment_\w+$/),
    ]);
  });
});
