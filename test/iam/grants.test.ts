import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { Grant } from '../../lib/iam/grant';
import { ManagedPolicy } from '../../lib/iam/managed-policy';
import { PermissionsBoundary } from '../../lib/iam/permissions-boundary';
import { PolicyStatement } from '../../lib/iam/policy-statement';
import { Role } from '../../lib/iam/role';
import { errorOf, newStack, onlyResource, resourcesOf, synth, type Synthesised } from '../core/support';
import { newRole, readObject } from './support';

const statementsIn = (text: unknown) => (JSON.parse(String(text)) as { Statement: object[] }).Statement;

describe('grantAssume', () => {
  it('opens both ends between roles of the app', () => {
    const stack = newStack();
    const target = newRole(stack, {}, 'target');
    const caller = newRole(stack, {}, 'caller');
    target.grantAssume(caller);
    target.grantAssume(caller);
    const json = synth(stack);
    const arnOf = (id: string) =>
      expect.stringMatching(new RegExp(`^\\$\\{aws_iam_role\\.${id}_\\w+\\.arn\\}$`)) as unknown;
    expect(statementsIn(onlyResource(json, 'aws_iam_policy').policy)).toEqual([
      { Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: [arnOf('target')] },
    ]);
    const roles = Object.entries(json.resource.aws_iam_role ?? {});
    const trust = roles.find(([name]) => name.startsWith('target'))?.[1].assume_role_policy;
    expect(statementsIn(trust).slice(1)).toEqual([
      { Effect: 'Allow', Principal: { AWS: arnOf('caller') }, Action: ['sts:AssumeRole'] },
    ]);
  });

  it('leaves the trust alone where one end was made elsewhere', () => {
    const stack = newStack();
    const own = newRole(stack);
    const partner = Role.fromRoleArn(stack, 'partner', 'arn:aws:iam::444455556666:role/p', { mutable: false });
    own.grantAssume(partner);
    const json = synth(stack);
    expect(statementsIn(onlyResource(json, 'aws_iam_role').assume_role_policy)).toHaveLength(1);
    expect(resourcesOf(json, 'aws_iam_policy')).toEqual([]);
  });
});

describe('grantPassRole', () => {
  it('names the role and the service', () => {
    const stack = newStack();
    newRole(stack, {}, 'task').grantPassRole(newRole(stack, {}, 'deployer'), 'ecs-tasks.amazonaws.com');
    expect(statementsIn(onlyResource(synth(stack), 'aws_iam_policy').policy)).toEqual([
      {
        Effect: 'Allow',
        Action: ['iam:PassRole'],
        Resource: [expect.stringMatching(/^\$\{aws_iam_role\.task_\w+\.arn\}$/)],
        Condition: { StringEquals: { 'iam:PassedToService': ['ecs-tasks.amazonaws.com'] } },
      },
    ]);
  });

  it.each(['', '*', 'ecs', 'example.com', '${var.service}', 7])('refuses service %p', (service) => {
    const role = newRole(newStack());
    expect(errorOf(() => role.grantPassRole(role, service as never)).code).toBe('PRINCIPAL_SERVICE_INVALID');
  });
});

describe('grants put together', () => {
  it('wait for all of them', () => {
    const stack = newStack();
    const role = newRole(stack);
    const other = newRole(stack, {}, 'other');
    const grant = Grant.toRole(role, readObject('a')).combine(Grant.toRole(other, readObject('b')));
    const table = new DynamodbTable(stack, 'table', { name: 't' });
    grant.applyBefore(table);
    expect(grant.principalStatements).toHaveLength(2);
    expect(onlyResource(synth(stack), 'aws_dynamodb_table').depends_on).toEqual([
      expect.stringMatching(/^aws_iam_role_policy_attachment\.app_/),
      expect.stringMatching(/^aws_iam_role_policy_attachment\.other_/),
    ]);
  });
});

describe('roles of two stacks', () => {
  function stacks(): readonly [TerraformStack, TerraformStack] {
    const app = Testing.app();
    const [a, b] = ['platform', 'shop'].map((name) => {
      const stack = new TerraformStack(app, name);
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      return stack;
    });
    if (a === undefined || b === undefined) throw new Error('no stacks');
    return [a, b];
  }

  function synthBoth(a: TerraformStack, b: TerraformStack): readonly Synthesised[] {
    for (const stack of [a, b]) stack.prepareStack();
    return [a, b].map(synth);
  }

  it('refer to each other by the state of the other stack', () => {
    const [platform, shop] = stacks();
    const policy = new ManagedPolicy(platform, 'shared', { statements: [readObject('shared')] });
    const bucket = new IamPolicy(platform, 'raw', { policy: '{}' });
    const deployer = newRole(platform, {}, 'deployer');
    const role = newRole(shop);
    policy.attachToRole(role);
    policy.attachToRole(role);
    const statement = () => PolicyStatement.allow({ actions: ['iam:GetPolicy'], resources: [bucket.arn] });
    role.addToPolicy(statement());
    role.addToPolicy(statement());
    role.grantAssume(deployer.withoutPolicyUpdates());
    role.addToPolicy(PolicyStatement.allow({ actions: ['sts:AssumeRole'], resources: [deployer.roleArn] }));
    const [, json] = synthBoth(platform, shop);
    if (json === undefined) throw new Error('no JSON');
    const remote = /^\$\{data\.terraform_remote_state\.cross-stack-reference-input-platform\.outputs\.[\w-]+\}$/;
    const statements = statementsIn(onlyResource(json, 'aws_iam_policy').policy) as { Resource: string[] }[];
    expect(statements.map(({ Resource }) => Resource)).toEqual([
      [expect.stringMatching(remote)],
      [expect.stringMatching(remote)],
    ]);
    const attached = resourcesOf(json, 'aws_iam_role_policy_attachment').map(({ policy_arn: arn }) => arn);
    expect(attached).toHaveLength(2);
    expect(attached).toEqual(expect.arrayContaining([expect.stringMatching(remote)]));
  });

  it('do not name each other', () => {
    const [platform, shop] = stacks();
    const error = errorOf(() => newRole(shop).grantAssume(newRole(platform, {}, 'deployer')));
    expect(error.code).toBe('ROLE_OF_OTHER_STACK');
    expect(error.message).toMatch(/platform\/deployer is made by another stack.*\(construct shop\/app\)$/);
  });

  it('share a boundary', () => {
    const [platform, shop] = stacks();
    PermissionsBoundary.of(shop).apply(new IamPolicy(platform, 'boundary', { policy: '{}' }).arn);
    newRole(shop);
    const [, json] = synthBoth(platform, shop);
    const role = Object.values(json?.resource.aws_iam_role ?? {})[0];
    expect(role?.permissions_boundary).toMatch(/^\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.[\w-]+\}$/);
  });

  it('are deployed in the order of the grants', () => {
    const [platform, shop] = stacks();
    const table = new DynamodbTable(shop, 'table', { name: 't' });
    Grant.toRole(newRole(platform), readObject()).applyBefore(table);
    expect(shop.dependsOn(platform)).toBe(true);
    expect(onlyResource(synth(shop), 'aws_dynamodb_table').depends_on).toBeUndefined();
  });
});
