export { DeploymentRole } from './deployment-role';
export type { DeploymentRoleProps } from './deployment-role-props';
