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

/** The one provider of GitHub that an account may have is made elsewhere. */
const GITHUB = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;

function gitHub(environment = 'production'): OidcPrincipal {
  return OidcPrincipal.gitHubActions({ providerArn: GITHUB, owner: 'acme', repository: 'shop', environment });
}

function deployerOf(stack: TerraformStack, props: Partial<DeploymentRoleProps> = {}): DeploymentRole {
  return new DeploymentRole(stack, 'deployer', {
    assumedBy: gitHub(),
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
        deployerArn: DeploymentRole.arnOf(stack, 'builds-deployer', path),
        policyName: 'builds-workloads',
        usableRolePath: '/builds/workload/',
      });
      new Role(stack, 'worker', {
        assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'),
        path: '/builds/workload/',
        permissionsBoundary: boundary.managedPolicyArn,
      });
      const role = deployerOf(stack, {
        roleName: 'builds-deployer',
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
      role.addTrust(gitHub('staging'));
      return role;
    },
  },
];
