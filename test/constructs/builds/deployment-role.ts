import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import type { TerraformStack } from 'cdktf';
import {
  DenyGuardBoundary,
  DeploymentRole,
  OidcPrincipal,
  PolicyStatement,
  Role,
  ServicePrincipal,
  type DeploymentRoleProps,
} from '../../../lib';
import type { ConstructBuild } from '../construct-build';

const ACCOUNT = '123456789012';

function gitHub(stack: TerraformStack, environment = 'production'): OidcPrincipal {
  const id = 'github';
  const known = stack.node.tryFindChild(id) as IamOpenidConnectProvider | undefined;
  const provider =
    known ??
    new IamOpenidConnectProvider(stack, id, {
      url: 'https://token.actions.githubusercontent.com',
      clientIdList: ['sts.amazonaws.com'],
      thumbprintList: ['6938fd4d98bab03faadb97b34396831e3780aea1'],
    });
  return OidcPrincipal.gitHubActions({ providerArn: provider.arn, owner: 'acme', repository: 'shop', environment });
}

function deployerOf(stack: TerraformStack, props: Partial<DeploymentRoleProps> = {}): DeploymentRole {
  return new DeploymentRole(stack, 'deployer', {
    assumedBy: gitHub(stack),
    roleName: 'deployer',
    services: ['s3', 'sqs'],
    ...props,
  });
}

export const deploymentRoleBuilds: readonly ConstructBuild[] = [
  { construct: 'DeploymentRole', variant: 'defaults', build: (stack) => deployerOf(stack) },
  {
    construct: 'DeploymentRole',
    variant: 'every option',
    build: (stack) => {
      const path = '/builds/deployment/';
      const boundary = new DenyGuardBoundary(stack, 'boundary', {
        deployerArn: DeploymentRole.arnOf(stack, 'builds', path),
        policyName: 'builds-workloads',
      });
      new Role(stack, 'worker', {
        assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'),
        path: '/builds/workload/',
        permissionsBoundary: boundary.managedPolicyArn,
      });
      const role = deployerOf(stack, {
        roleName: 'builds',
        services: ['s3', 'sqs', 'kms', 'iam', 'acm'],
        path,
        workloadBoundary: boundary.managedPolicyArn,
        workloadPath: '/builds/workload/',
        usableRoleArns: [`arn:aws:iam::${ACCOUNT}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`],
        regions: ['eu-west-1'],
        exemptActions: ['acm:*'],
        statements: [PolicyStatement.allow({ actions: ['s3:PutObject'], resources: ['arn:aws:s3:::builds-site/*'] })],
        description: 'Deployment role with every option',
        maxSessionDurationSeconds: 7200,
        looseningReason: 'a deployment of all stacks takes more than an hour',
        tags: { Team: 'builders' },
      });
      role.addTrust(gitHub(stack, 'staging'));
      return role;
    },
  },
];
