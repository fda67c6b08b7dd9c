import type { TerraformStack } from 'cdktf';
import {
  AccountPrincipal,
  CompositePrincipal,
  DenyGuardBoundary,
  DenyGuards,
  PermissionsBoundary,
  PolicyStatement,
  Role,
  ServicePrincipal,
  type DenyGuardBoundaryProps,
} from '../../../lib';
import type { ConstructBuild } from '../construct-build';

const ACCOUNT = '123456789012';
const DEPLOYER = `arn:aws:iam::${ACCOUNT}:role/ci/deployer`;
const ADMIN = `arn:aws:iam::${ACCOUNT}:role/admin`;

/** A boundary, and a role that it bounds. */
function boundaryOf(stack: TerraformStack, props: Partial<DenyGuardBoundaryProps> = {}): DenyGuardBoundary {
  const boundary = new DenyGuardBoundary(stack, 'boundary', { deployerArn: DEPLOYER, ...props });
  PermissionsBoundary.of(stack).apply(boundary.managedPolicyArn);
  new Role(stack, 'worker', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
  return boundary;
}

export const denyGuardBoundaryBuilds: readonly ConstructBuild[] = [
  { construct: 'DenyGuardBoundary', variant: 'defaults', build: (stack) => boundaryOf(stack) },
  {
    construct: 'DenyGuardBoundary',
    variant: 'every option',
    build: (stack) =>
      boundaryOf(stack, {
        approvedPrincipals: [ADMIN],
        furtherActions: ['organizations:CloseAccount'],
        services: ['s3', 'sqs', 'kms'],
        regions: ['eu-west-1'],
        exemptActions: ['kms:*'],
        usableRolePath: '/builds/',
        usableRoleArns: [`arn:aws:iam::${ACCOUNT}:role/shared`],
        policyName: 'builds-boundary',
        path: '/builds/',
        description: 'Boundary with every option',
        tags: { Team: 'builders' },
      }),
  },
];

/** Roles that carry guards. */
export const guardedRoleBuilds: readonly ConstructBuild[] = [
  {
    construct: 'Role',
    variant: 'deny guards',
    build: (stack) => {
      const role = new Role(stack, 'role', {
        assumedBy: new CompositePrincipal(
          new AccountPrincipal('444455556666', { externalId: 'builds-42' }),
          DenyGuards.assumeRole({ approvedPrincipals: ['arn:aws:iam::444455556666:role/support'] }),
        ),
      });
      role.addToPolicy(PolicyStatement.allow({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::reports/*'] }));
      const guards = DenyGuards.adminActions({ deployerArn: DEPLOYER, approvedPrincipals: [ADMIN] });
      for (const guard of guards) role.addToPolicy(guard);
      role.addToPolicy(DenyGuards.otherRegions({ regions: ['eu-west-1'] }));
      return role;
    },
  },
];
