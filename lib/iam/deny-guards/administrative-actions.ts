/*
 * What decides who may do what: fixed lists of exact names, kept by hand. They come from the published ways to more
 * privileges (see lib/compliance/rules/iam/shared/escalation-methods.ts for those that the rules know) and from the level
 * "Permissions management" of the AWS Service Authorization Reference, read in November 2026. Left out are actions that
 * applications need for their work: assuming and passing roles that are not approved, running code, grants of KMS keys. Those are limited where
 * they are allowed, by resource.
 */

/** Actions that change roles, their policies and their trust, and the policies themselves. */
export const ROLE_ADMINISTRATION: readonly string[] = [
  'iam:AddRoleToInstanceProfile',
  'iam:AttachRolePolicy',
  'iam:CreatePolicy',
  'iam:CreatePolicyVersion',
  'iam:CreateRole',
  'iam:DeletePolicy',
  'iam:DeletePolicyVersion',
  'iam:DeleteRolePermissionsBoundary',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
];

/** Actions that make users, give them permissions or credentials, let other systems vouch for callers, or become root. */
export const IDENTITY_ADMINISTRATION: readonly string[] = [
  'account:StartPrimaryEmailUpdate',
  'iam:AcceptDelegationRequest',
  'iam:AddClientIDToOpenIDConnectProvider',
  'iam:AddUserToGroup',
  'iam:AttachGroupPolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreateOpenIDConnectProvider',
  'iam:CreateSAMLProvider',
  'iam:CreateServiceSpecificCredential',
  'iam:CreateUser',
  'iam:DeactivateMFADevice',
  'iam:DeleteAccountPasswordPolicy',
  'iam:DeleteGroupPolicy',
  'iam:DeleteUserPermissionsBoundary',
  'iam:DeleteUserPolicy',
  'iam:DetachGroupPolicy',
  'iam:DetachUserPolicy',
  'iam:EnableMFADevice',
  'iam:EnableOrganizationsRootCredentialsManagement',
  'iam:EnableOrganizationsRootSessions',
  'iam:PutGroupPolicy',
  'iam:PutUserPermissionsBoundary',
  'iam:PutUserPolicy',
  'iam:ResetServiceSpecificCredential',
  'iam:UpdateAccessKey',
  'iam:UpdateAccountEmailAddress',
  'iam:UpdateAccountPasswordPolicy',
  'iam:UpdateLoginProfile',
  'iam:UpdateOpenIDConnectProviderThumbprint',
  'iam:UpdateSAMLProvider',
  'iam:UploadSSHPublicKey',
  'iam:UploadSigningCertificate',
  'identitystore:CreateGroupMembership',
  'rolesanywhere:CreateTrustAnchor',
  'rolesanywhere:UpdateTrustAnchor',
  'sso-directory:AddMemberToGroup',
  'sso-directory:UpdatePassword',
  'sso:AttachCustomerManagedPolicyReferenceToPermissionSet',
  'sso:AttachManagedPolicyToPermissionSet',
  'sso:CreateAccountAssignment',
  'sso:DeletePermissionsBoundaryFromPermissionSet',
  'sso:PutInlinePolicyToPermissionSet',
  'sso:PutPermissionsBoundaryToPermissionSet',
  'sso:PutPermissionsPolicy',
  'sso:UpdatePermissionSet',
  'sts:AssumeRoot',
];

/** Actions that loosen what an organization allows its accounts. */
export const ORGANIZATION_ADMINISTRATION: readonly string[] = [
  'organizations:AttachPolicy',
  'organizations:DeletePolicy',
  'organizations:DetachPolicy',
  'organizations:DisablePolicyType',
  'organizations:LeaveOrganization',
  'organizations:MoveAccount',
  'organizations:PutResourcePolicy',
  'organizations:RegisterDelegatedAdministrator',
  'organizations:RemoveAccountFromOrganization',
  'organizations:UpdatePolicy',
];

/** Actions that open resources to others: by their own policy, an access list, a share or a public setting. */
export const RESOURCE_SHARING: readonly string[] = [
  'acm-pca:PutPolicy',
  'backup:DeleteBackupVaultAccessPolicy',
  'backup:PutBackupVaultAccessPolicy',
  'codeartifact:PutDomainPermissionsPolicy',
  'codeartifact:PutRepositoryPermissionsPolicy',
  'dynamodb:DeleteResourcePolicy',
  'dynamodb:PutResourcePolicy',
  'ec2:ModifyImageAttribute',
  'ec2:ModifySnapshotAttribute',
  'ec2:ModifyVpcEndpointServicePermissions',
  'ecr:DeleteRepositoryPolicy',
  'ecr:PutRegistryPolicy',
  'ecr:SetRepositoryPolicy',
  'elasticfilesystem:DeleteFileSystemPolicy',
  'elasticfilesystem:PutFileSystemPolicy',
  'events:PutPermission',
  'glacier:SetVaultAccessPolicy',
  'glue:DeleteResourcePolicy',
  'glue:PutResourcePolicy',
  'kinesis:DeleteResourcePolicy',
  'kinesis:PutResourcePolicy',
  'kms:PutKeyPolicy',
  'lakeformation:BatchGrantPermissions',
  'lakeformation:GrantPermissions',
  'lakeformation:PutDataLakeSettings',
  'lambda:AddLayerVersionPermission',
  'lambda:AddPermission',
  'lambda:PutResourcePolicy',
  'logs:PutResourcePolicy',
  'ram:AssociateResourceShare',
  'ram:CreateResourceShare',
  'ram:EnableSharingWithAwsOrganization',
  'rds:ModifyDBClusterSnapshotAttribute',
  'rds:ModifyDBSnapshotAttribute',
  'redshift:AuthorizeDataShare',
  'redshift:AuthorizeSnapshotAccess',
  'redshift:PutResourcePolicy',
  's3:CreateAccessGrant',
  's3:DeleteAccessPointPolicy',
  's3:DeleteBucketPolicy',
  's3:PutAccessPointPolicy',
  's3:PutAccountPublicAccessBlock',
  's3:PutBucketAcl',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPolicy',
  's3:PutBucketPublicAccessBlock',
  's3:PutMultiRegionAccessPointPolicy',
  's3:PutObjectAcl',
  's3:PutObjectVersionAcl',
  's3tables:PutTableBucketPolicy',
  's3tables:PutTablePolicy',
  'secretsmanager:DeleteResourcePolicy',
  'secretsmanager:PutResourcePolicy',
  'ses:PutIdentityPolicy',
  'sns:AddPermission',
  'sns:SetTopicAttributes',
  'sqs:AddPermission',
  'sqs:SetQueueAttributes',
  'ssm:ModifyDocumentPermission',
  'ssm:PutResourcePolicy',
  'vpc-lattice:DeleteAuthPolicy',
  'vpc-lattice:PutAuthPolicy',
];

/** Everything that an administrator does and an application does not. */
export const ADMINISTRATIVE_ACTIONS: readonly string[] = [
  ...ROLE_ADMINISTRATION,
  ...IDENTITY_ADMINISTRATION,
  ...ORGANIZATION_ADMINISTRATION,
  ...RESOURCE_SHARING,
];

/**
 * What else changes or uses the roles and users of approved names: removing, renaming and tagging them, and acting as
 * them: who may assume an approved role, or hand it to a service, is approved. With what the lists above have, nobody
 * takes such a name.
 */
export const NAME_KEEPING: readonly string[] = [
  'iam:DeleteRole',
  'iam:DeleteUser',
  'iam:PassRole',
  'iam:TagRole',
  'iam:TagUser',
  'iam:UntagRole',
  'iam:UntagUser',
  'iam:UpdateRole',
  'iam:UpdateRoleDescription',
  'iam:UpdateUser',
  'sts:AssumeRole',
];

/** By service: what changes, opens or removes a resource whose own policy carries the guard. */
export const RESOURCE_GUARDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['backup', ['backup:DeleteBackupVault', 'backup:DeleteBackupVaultAccessPolicy', 'backup:PutBackupVaultAccessPolicy']],
  ['dynamodb', ['dynamodb:DeleteResourcePolicy', 'dynamodb:DeleteTable', 'dynamodb:PutResourcePolicy']],
  ['ecr', ['ecr:DeleteRepository', 'ecr:DeleteRepositoryPolicy', 'ecr:SetRepositoryPolicy']],
  [
    'kms',
    [
      'kms:DeleteImportedKeyMaterial',
      'kms:DisableKey',
      'kms:DisableKeyRotation',
      'kms:PutKeyPolicy',
      // The replica has the same key material, and a policy that the caller writes.
      'kms:ReplicateKey',
      'kms:ScheduleKeyDeletion',
    ],
  ],
  [
    's3',
    [
      's3:DeleteBucket',
      's3:DeleteBucketPolicy',
      's3:PutBucketAcl',
      's3:PutBucketOwnershipControls',
      's3:PutBucketPolicy',
      's3:PutBucketPublicAccessBlock',
      's3:PutEncryptionConfiguration',
      's3:PutReplicationConfiguration',
    ],
  ],
  [
    'secretsmanager',
    [
      'secretsmanager:DeleteResourcePolicy',
      'secretsmanager:DeleteSecret',
      'secretsmanager:PutResourcePolicy',
      // Replicas have policies of their own.
      'secretsmanager:ReplicateSecretToRegions',
    ],
  ],
  ['sns', ['sns:AddPermission', 'sns:DeleteTopic', 'sns:RemovePermission', 'sns:SetTopicAttributes']],
  ['sqs', ['sqs:AddPermission', 'sqs:DeleteQueue', 'sqs:RemovePermission', 'sqs:SetQueueAttributes']],
]);
