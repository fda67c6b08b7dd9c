export { AssumeRoleGuard } from './assume-role-guard';
export { DenyGuardBoundary, type DenyGuardBoundaryProps } from './deny-guard-boundary';
export { DenyGuards } from './deny-guards';
export type {
  AdminActionsGuardProps,
  AssumeRoleGuardProps,
  RegionsGuardProps,
  ResourcePolicyGuardProps,
} from './guard-props';
export { ResourcePolicyGuard } from './resource-policy-guard';
