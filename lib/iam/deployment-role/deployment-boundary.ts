import type { Construct } from 'constructs';
import { AwsAccount } from '../../core/aws-account';
import {
  IDENTITY_ADMINISTRATION,
  ORGANIZATION_ADMINISTRATION,
  ROLE_ADMINISTRATION,
} from '../deny-guards/administrative-actions';
import { DenyGuards } from '../deny-guards/deny-guards';
import { denyUseOfOtherRoles } from '../deny-guards/role-use';
import { PolicyStatement } from '../policy-statement';

/** What bounds the deployment, with defaults filled in. */
export interface DeploymentLimits {
  /** ARN of the boundary itself. */
  readonly ownArn: string;
  readonly workloadPath: string;
  readonly workloadBoundary: string | undefined;
  readonly usableRoleArns: readonly string[];
  readonly regions: readonly string[] | undefined;
  readonly exemptActions: readonly string[] | undefined;
}

/** Whom the rest of AWS takes for whom, and what an organization allows. */
const NEVER: readonly string[] = [
  'identitystore:*',
  'rolesanywhere:*',
  'sso:*',
  'sso-directory:*',
  ...[...IDENTITY_ADMINISTRATION, ...ORGANIZATION_ADMINISTRATION].filter(
    (action) => !/^(?:iam|identitystore|rolesanywhere|sso|sso-directory):/.test(action),
  ),
  'iam:DeleteRolePermissionsBoundary',
];

/** Whatever IAM changes: users, groups, credentials and identity providers, those of later versions of IAM included. */
const IAM_WRITES: readonly string[] = [
  'Accept',
  'Add',
  'Associate',
  'Attach',
  'Change',
  'Create',
  'Deactivate',
  'Delete',
  'Detach',
  'Disable',
  'Enable',
  'Put',
  'Reject',
  'Remove',
  'Reset',
  'Resync',
  'Send',
  'Set',
  'Tag',
  'Untag',
  'Update',
  'Upload',
].map((verb) => `iam:${verb}*`);

/** What else changes a role or an instance profile, apart from its permissions. */
const ROLE_UPKEEP: readonly string[] = [
  'iam:CreateInstanceProfile',
  'iam:DeleteInstanceProfile',
  'iam:DeleteRole',
  'iam:RemoveRoleFromInstanceProfile',
  'iam:TagRole',
  'iam:UntagRole',
  'iam:UpdateRole',
  'iam:UpdateRoleDescription',
];

/**
 * Actions that make a role or change what it may do and who assumes it: their requests carry its boundary, as the AWS
 * Service Authorization Reference says.
 */
export const BOUND_ACTIONS: readonly string[] = [
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
];

const POLICY_VERSIONS: readonly string[] = [
  'iam:CreatePolicyVersion',
  'iam:DeletePolicy',
  'iam:DeletePolicyVersion',
  'iam:SetDefaultPolicyVersion',
];

/** What a deployment never does, whatever it is granted. */
export function deploymentDenials(scope: Construct, limits: DeploymentLimits): readonly PolicyStatement[] {
  const { workloadPath, usableRoleArns, regions, exemptActions } = limits;
  const { partition, accountId } = AwsAccount.of(scope);
  const below = (kind: string): string => `arn:${partition}:iam::${accountId}:${kind}${workloadPath}*`;
  return [
    PolicyStatement.deny({ sid: 'DenyIdentities', actions: [...NEVER] }),
    PolicyStatement.deny({
      sid: 'DenyOthersOfIam',
      actions: [...IAM_WRITES],
      notResources: ['role', 'policy', 'instance-profile', 'server-certificate'].map(
        (kind) => `arn:${partition}:iam::${accountId}:${kind}/*`,
      ),
    }),
    ...roleDenials(limits, ['role', 'policy', 'instance-profile'].map(below)),
    denyUseOfOtherRoles([below('role'), ...usableRoleArns]),
    ...(regions === undefined
      ? []
      : [DenyGuards.otherRegions({ regions: [...regions], exemptActions: exemptActions && [...exemptActions] })]),
  ];
}

function roleDenials(
  { ownArn, workloadBoundary }: DeploymentLimits,
  workloads: readonly string[],
): readonly PolicyStatement[] {
  const actions = [...ROLE_ADMINISTRATION, ...ROLE_UPKEEP];
  if (workloadBoundary === undefined) return [PolicyStatement.deny({ sid: 'DenyRoles', actions })];
  return [
    PolicyStatement.deny({ sid: 'DenyOtherRoles', actions, notResources: [...workloads] }),
    PolicyStatement.deny({
      sid: 'DenyUnboundRoles',
      actions: [...BOUND_ACTIONS],
      conditions: { StringNotEquals: { 'iam:PermissionsBoundary': [workloadBoundary] } },
    }),
    PolicyStatement.deny({
      sid: 'DenyBoundaries',
      actions: [...POLICY_VERSIONS],
      resources: [ownArn, workloadBoundary],
    }),
  ];
}
