import type { ConstructBuild } from '../construct-build';
import { databaseClusterBuilds, globalClusterBuilds } from './database-cluster';
import { databaseInstanceBuilds } from './database-instance';
import { databaseProxyBuilds } from './database-proxy';
import { denyGuardBoundaryBuilds, guardedRoleBuilds } from './deny-guards';
import { deploymentRoleBuilds } from './deployment-role';
import { keyBuilds } from './key';
import { networkAclBuilds } from './network-acl';
import { instanceProfileBuilds, policyBuilds, roleBuilds } from './role';
import { secretBuilds } from './secret';
import { securityGroupBuilds } from './security-group';
import { vpcBuilds } from './vpc';

/** Every build of every construct; a test fails when one that a file of this folder exports is missing. */
export const allBuilds: readonly ConstructBuild[] = [
  ...databaseClusterBuilds,
  ...databaseInstanceBuilds,
  ...databaseProxyBuilds,
  ...denyGuardBoundaryBuilds,
  ...deploymentRoleBuilds,
  ...globalClusterBuilds,
  ...guardedRoleBuilds,
  ...instanceProfileBuilds,
  ...keyBuilds,
  ...networkAclBuilds,
  ...policyBuilds,
  ...roleBuilds,
  ...secretBuilds,
  ...securityGroupBuilds,
  ...vpcBuilds,
];
