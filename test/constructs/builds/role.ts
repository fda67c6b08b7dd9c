import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import type { TerraformStack } from 'cdktf';
import {
  AccountPrincipal,
  ArnPrincipal,
  CompositePrincipal,
  InstanceProfile,
  ManagedPolicy,
  OidcPrincipal,
  PodIdentityPrincipal,
  PermissionsBoundary,
  Policy,
  PolicyStatement,
  Role,
  RolePrincipal,
  SamlPrincipal,
  ServicePrincipal,
  type RoleProps,
} from '../../../lib';
import type { ConstructBuild } from '../construct-build';

const PARTNER = '444455556666';
const TASKS = new ServicePrincipal('ecs-tasks.amazonaws.com');

function roleOf(stack: TerraformStack, props: Partial<RoleProps> = {}, id = 'role'): Role {
  return new Role(stack, id, { assumedBy: TASKS, ...props });
}

function readReports(key = '*'): PolicyStatement {
  return PolicyStatement.allow({ actions: ['s3:GetObject'], resources: [`arn:aws:s3:::reports/${key}`] });
}

/** Statements that need more than one managed policy. */
function manyStatements(): PolicyStatement[] {
  return Array.from({ length: 70 }, (_, index) => readReports(`${index}/${'x'.repeat(60)}/*`));
}

/** A policy that is nothing but a boundary. */
function boundaryOf(stack: TerraformStack): string {
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:*', 'sqs:*'], Resource: '*' }] };
  return new IamPolicy(stack, 'boundary', { policy: JSON.stringify(policy) }).arn;
}

/** A role that was made elsewhere. */
function legacyRole(stack: TerraformStack): IamRole {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  return new IamRole(stack, 'legacy', { assumeRolePolicy: JSON.stringify(trust) });
}

function everyPrincipal(stack: TerraformStack): CompositePrincipal {
  const gitHub = new IamOpenidConnectProvider(stack, 'github', {
    url: 'https://token.actions.githubusercontent.com',
    clientIdList: ['sts.amazonaws.com'],
    thumbprintList: ['6938fd4d98bab03faadb97b34396831e3780aea1'],
  });
  const gitLab = new IamOpenidConnectProvider(stack, 'gitlab', {
    url: 'https://gitlab.com',
    clientIdList: ['https://gitlab.com'],
    thumbprintList: ['b3dd7606d2b5a8b4a13771dbecc9ee1cecafa38a'],
  });
  const cluster = new IamOpenidConnectProvider(stack, 'cluster', {
    url: 'https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF',
    clientIdList: ['sts.amazonaws.com'],
  });
  return new CompositePrincipal(
    TASKS,
    new ServicePrincipal('lambda.amazonaws.com'),
    new AccountPrincipal(PARTNER, { externalId: 'builds-42' }),
    new ArnPrincipal(`arn:aws:iam::${PARTNER}:role/deployer`, { organizationId: 'o-a1b2c3d4e5' }),
    new RolePrincipal(roleOf(stack, {}, 'caller')),
    OidcPrincipal.gitHubActions({ providerArn: gitHub.arn, owner: 'acme', repository: 'shop', branch: 'main' }),
    OidcPrincipal.gitLab({
      providerArn: gitLab.arn,
      projectPath: 'acme/shop',
      branch: 'main',
      audience: 'https://gitlab.com',
    }),
    OidcPrincipal.eksServiceAccount({ providerArn: cluster.arn, namespace: 'shop', serviceAccount: 'api' }),
    new PodIdentityPrincipal({
      clusterArn: 'arn:aws:eks:eu-west-1:123456789012:cluster/shop',
      namespace: 'shop',
      serviceAccount: 'api',
    }),
    new SamlPrincipal('arn:aws:iam::123456789012:saml-provider/workforce'),
  );
}

const EVERY_ROLE: readonly Omit<ConstructBuild, 'construct'>[] = [
  { variant: 'defaults', build: (stack) => roleOf(stack) },
  {
    variant: 'every option',
    build: (stack) => {
      const shared = new ManagedPolicy(stack, 'shared', { statements: [readReports()] });
      const role = roleOf(stack, {
        roleName: 'builds',
        path: '/builds/',
        description: 'Role with every option',
        permissionsBoundary: boundaryOf(stack),
        maxSessionDurationSeconds: 7200,
        managedPolicyArns: [shared.managedPolicyArn],
        exclusivePolicies: true,
        looseningReason: 'a run takes up to two hours',
        tags: { Team: 'builders' },
      });
      role.addToPolicy(readReports('daily/*'));
      role.addToPolicy(PolicyStatement.deny({ actions: ['s3:Delete*'] }));
      role.addToPolicy(PolicyStatement.allow({ actions: ['xray:PutTraceSegments'], unscopable: 'xray has no ARNs' }));
      role.instanceProfile();
      return role;
    },
  },
  { variant: 'every principal', build: (stack) => roleOf(stack, { assumedBy: everyPrincipal(stack) }) },
  {
    variant: 'bound by its stack',
    build: (stack) => {
      const role = roleOf(stack);
      PermissionsBoundary.of(stack).apply(boundaryOf(stack));
      return role;
    },
  },
  {
    variant: 'several policies',
    build: (stack) => {
      const role = roleOf(stack);
      for (const statement of manyStatements()) role.addToPolicy(statement);
      return role;
    },
  },
  {
    variant: 'shared with other stacks',
    build: (stack) =>
      roleOf(stack, { exclusivePolicies: false, looseningReason: 'the platform attaches its agent policy' }),
  },
  {
    variant: 'grants',
    build: (stack) => {
      const deployer = roleOf(stack, {}, 'deployer');
      const role = roleOf(stack);
      role.grantAssume(deployer);
      role.grantAssume(Role.fromRoleArn(stack, 'partner', `arn:aws:iam::${PARTNER}:role/app`), {
        externalId: 'builds-42',
      });
      role.grantPassRole(deployer, 'ecs-tasks.amazonaws.com');
      role.grantPassRole(role.withoutPolicyUpdates(), 'ecs-tasks.amazonaws.com');
      return role;
    },
  },
  {
    variant: 'import by ARN',
    build: (stack) => {
      const role = Role.fromRoleArn(stack, 'role', legacyRole(stack).arn);
      role.addToPolicy(readReports());
      return role;
    },
  },
  {
    variant: 'import by name',
    build: (stack) => {
      const role = Role.fromRoleName(stack, 'role', legacyRole(stack).name);
      role.addToPolicy(readReports());
      return role;
    },
  },
];

export const roleBuilds: readonly ConstructBuild[] = EVERY_ROLE.map((build) => ({ construct: 'Role', ...build }));

export const policyBuilds: readonly ConstructBuild[] = [
  {
    construct: 'ManagedPolicy',
    variant: 'defaults',
    build: (stack) => new ManagedPolicy(stack, 'policy', { statements: [readReports()], roles: [roleOf(stack)] }),
  },
  {
    construct: 'ManagedPolicy',
    variant: 'every option',
    build: (stack) => {
      const policy = new ManagedPolicy(stack, 'policy', {
        managedPolicyName: 'builds-reports',
        description: 'Reads reports',
        path: '/builds/',
        tags: { Team: 'builders' },
      });
      policy.addStatements(readReports());
      policy.attachToRole(roleOf(stack));
      return policy;
    },
  },
  {
    construct: 'Policy',
    variant: 'defaults',
    build: (stack) => new Policy(stack, 'policy', { statements: [readReports()], roles: [roleOf(stack)] }),
  },
  {
    construct: 'Policy',
    variant: 'every option',
    build: (stack) =>
      new Policy(stack, 'policy', {
        policyName: 'builds-many',
        description: 'Reads reports',
        path: '/builds/',
        tags: { Team: 'builders' },
        statements: manyStatements(),
        roles: [roleOf(stack), roleOf(stack, {}, 'other')],
      }),
  },
];

export const instanceProfileBuilds: readonly ConstructBuild[] = [
  {
    construct: 'InstanceProfile',
    variant: 'defaults',
    build: (stack) =>
      new InstanceProfile(stack, 'profile', {
        role: roleOf(stack, { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
      }),
  },
  {
    construct: 'InstanceProfile',
    variant: 'every option',
    build: (stack) =>
      new InstanceProfile(stack, 'profile', {
        role: roleOf(stack, { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
        instanceProfileName: 'builds',
        path: '/builds/',
        tags: { Team: 'builders' },
      }),
  },
];
