import { USERS } from './resource-coverage';
import type { SensitiveActions } from './sensitive-grants';

/**
 * Actions that make or return credentials, or sign in with the own ones as somebody else, by the resources that they can
 * be limited to. From the AWS Service Authorization Reference.
 */
export const CREDENTIALS: readonly SensitiveActions[] = [
  {
    actions: [
      'iam:CreateAccessKey',
      'iam:CreateServiceSpecificCredential',
      'iam:ResetServiceSpecificCredential',
      'iam:UpdateAccessKey',
    ],
    kinds: [USERS],
  },
  {
    actions: ['sts:GetFederationToken'],
    kinds: [{ service: 'sts', samples: ['federated-user/q7x', 'federated-user/zkyw'] }],
  },
  {
    actions: ['codeartifact:GetAuthorizationToken'],
    kinds: [{ service: 'codeartifact', samples: ['domain/q7x', 'domain/zkyw'] }],
  },
  {
    actions: ['redshift:GetClusterCredentials'],
    kinds: [{ service: 'redshift', samples: ['dbuser:q7x/a', 'dbuser:zk/yw'] }],
  },
  { actions: ['cognito-identity:GetCredentialsForIdentity'], kinds: [] },
  {
    actions: ['cognito-identity:GetOpenIdTokenForDeveloperIdentity'],
    kinds: [{ service: 'cognito-identity', samples: ['identitypool/q7x', 'identitypool/zkyw'] }],
  },
  { actions: ['ec2:GetPasswordData'], kinds: [{ service: 'ec2', samples: ['instance/q7x', 'instance/zkyw'] }] },
  { actions: ['rds-db:connect'], kinds: [{ service: 'rds-db', samples: ['dbuser:q7x/a', 'dbuser:zkyw/b'] }] },
  {
    actions: ['dsql:DbConnect', 'dsql:DbConnectAdmin'],
    kinds: [{ service: 'dsql', samples: ['cluster/q7x', 'cluster/zkyw'] }],
  },
  {
    actions: ['elasticmapreduce:GetClusterSessionCredentials'],
    kinds: [{ service: 'elasticmapreduce', samples: ['cluster/q7x', 'cluster/zkyw'] }],
  },
  {
    actions: ['lightsail:CreateBucketAccessKey'],
    kinds: [{ service: 'lightsail', samples: ['Bucket/q7x', 'Bucket/zkyw'] }],
  },
  {
    actions: ['lightsail:GetInstanceAccessDetails'],
    kinds: [{ service: 'lightsail', samples: ['Instance/q7x', 'Instance/zkyw'] }],
  },
  {
    actions: ['lightsail:GetRelationalDatabaseMasterUserPassword'],
    kinds: [{ service: 'lightsail', samples: ['RelationalDatabase/q7x', 'RelationalDatabase/zkyw'] }],
  },
  {
    actions: ['grafana:CreateWorkspaceApiKey', 'grafana:CreateWorkspaceServiceAccountToken'],
    kinds: [{ service: 'grafana', samples: ['/workspaces/q7x', '/workspaces/zkyw'] }],
  },
  {
    actions: ['ds:ResetUserPassword'],
    kinds: [{ service: 'ds', samples: ['directory/q7x', 'directory/zkyw'] }],
  },
];
