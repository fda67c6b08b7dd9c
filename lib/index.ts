export { AwsAccount } from './core/aws-account';
export { Guardrails } from './enforcement/guardrails';
export { GuardrailsError, type GuardrailsErrorCode } from './core/guardrails-error';
export type { Loosening } from './core/loosening';
export { Profile } from './core/profile';
export { SecuredConstruct } from './core/secured-construct';
export { Suppressions, type SuppressionProps } from './core/suppressions';
export type { SourceLocation } from './core/source-location';
export { DeployerAccess } from './enforcement/deployer-access';
export { EnforcementMode } from './enforcement/enforcement-mode';
export type { EnforcementProps } from './enforcement/enforcement-props';
export type { Remediation } from './enforcement/remediation';
export { DatabaseEngine, type EngineParameter } from './database/engine';
export { DatabaseInstance } from './database/instance';
export type { DatabaseInstanceAttributes, DatabaseInstanceProps } from './database/instance-props';
export type { IDatabaseInstance } from './database/instance-ref';
export { ApprovedInstanceFamilies } from './database/approved-instance-families';
export type { ClusterAlarmsProps } from './database/cluster-alarms';
export { ActivityStreamMode } from './database/cluster-activity-stream-mode';
export { DatabaseCluster } from './database/cluster';
export { DatabaseClusterEngine } from './database/cluster-engine';
export {
  ClusterInstance,
  type ClusterInstanceProps,
  type ProvisionedClusterInstanceProps,
  type ServerlessV2ClusterInstanceProps,
} from './database/cluster-instance';
export type { DatabaseClusterAttributes, DatabaseClusterProps } from './database/cluster-props';
export type { IDatabaseCluster } from './database/cluster-ref';
export { ClusterStorageType } from './database/cluster-storage-type';
export { GlobalCluster, type GlobalClusterProps } from './database/global-cluster';
export type { IGlobalCluster } from './database/global-cluster-ref';
export type { RecommendedAlarmsProps } from './database/instance-alarms';
export type { DatabaseInstanceCommonProps, PrimaryInstanceProps } from './database/instance-common-props';
export {
  DatabaseInstanceFromPointInTime,
  type DatabaseInstanceFromPointInTimeProps,
} from './database/instance-from-point-in-time';
export {
  DatabaseInstanceFromSnapshot,
  type DatabaseInstanceFromSnapshotProps,
} from './database/instance-from-snapshot';
export type { DatabaseOption } from './database/instance-options';
export { DatabaseInstanceReadReplica } from './database/instance-read-replica';
export { Metric, type MetricAlarmProps, type MetricOptions, type MetricProps } from './database/metric';
export { MetricAlarm } from './database/metric-alarm';
export { DatabaseProxy } from './database/proxy';
export { ProxyEngineFamily } from './database/proxy-engine-family';
export type { DatabaseProxyAttributes, DatabaseProxyOptions, DatabaseProxyProps } from './database/proxy-props';
export type { IDatabaseProxy } from './database/proxy-ref';
export { ProxyTarget } from './database/proxy-target';
export type { DatabaseInstanceReadReplicaProps } from './database/replica-props';
export type { ImportedKeyOptions } from './encryption/imported-key';
export { Key } from './encryption/key';
export type { KeyProps } from './encryption/key-props';
export type { IKey, KeyGrantOptions } from './encryption/key-ref';
export { KeyService } from './encryption/key-service';
export { KeySpec, KeyUsage } from './encryption/key-spec';
export { ReplicaKey, type ReplicaKeyProps } from './encryption/replica-key';
export { AccountPrincipal, type AccountPrincipalProps } from './iam/account-principal';
export { ArnPrincipal, type ArnPrincipalProps } from './iam/arn-principal';
export { CompositePrincipal } from './iam/composite-principal';
export {
  AssumeRoleGuard,
  DenyGuardBoundary,
  DenyGuards,
  ResourcePolicyGuard,
  type AdminActionsGuardProps,
  type AssumeRoleGuardProps,
  type DenyGuardBoundaryProps,
  type RegionsGuardProps,
  type ResourcePolicyGuardProps,
} from './iam/deny-guards';
export { DeploymentRole, type DeploymentRoleProps } from './iam/deployment-role';
export { Grant } from './iam/grant';
export type { ImportedRoleOptions } from './iam/imported-role';
export { InstanceProfile, type InstanceProfileProps } from './iam/instance-profile';
export { ManagedPolicy, type ManagedPolicyProps } from './iam/managed-policy';
export type { IManagedPolicy } from './iam/managed-policy-ref';
export { OidcPrincipal } from './iam/oidc-principal';
export type {
  EksServiceAccountProps,
  GitHubActionsProps,
  GitLabProps,
  OidcPrincipalProps,
} from './iam/oidc-principal-props';
export { PermissionsBoundary } from './iam/permissions-boundary';
export { PodIdentityPrincipal, type PodIdentityPrincipalProps } from './iam/pod-identity-principal';
export { Policy, type PolicyProps } from './iam/policy';
export { PolicyDocument } from './iam/policy-document';
export { PolicyStatement, type PolicyStatementProps } from './iam/policy-statement';
export { Principal } from './iam/principal';
export { ResourceStatement } from './iam/resource-statement';
export { Role } from './iam/role';
export { RolePrincipal } from './iam/role-principal';
export type { RoleProps } from './iam/role-props';
export type { IRole } from './iam/role-ref';
export { SamlPrincipal, type SamlPrincipalProps } from './iam/saml-principal';
export { ServicePrincipal, type ServicePrincipalProps } from './iam/service-principal';
export type { IConnectable } from './network/connectable';
export { Connections, type ConnectionsProps } from './network/connections';
export { GatewayEndpoint } from './network/gateway-endpoint';
export { NetworkAcl, type NetworkAclProps } from './network/network-acl';
export type { INetworkAcl } from './network/network-acl-ref';
export { Peer } from './network/peer';
export { Port } from './network/port';
export { SecurityGroup, type SecurityGroupImportOptions, type SecurityGroupProps } from './network/security-group';
export type { ISecurityGroup } from './network/security-group-ref';
export { SubnetTier } from './network/subnet-tier';
export { Vpc } from './network/vpc';
export type { VpcAttributes, VpcProps } from './network/vpc-props';
export type { IVpc } from './network/vpc-ref';
export { GuardrailsPolicy } from './policy/guardrails-policy';
export type { ApprovedInstances, GuardrailsPolicyProps, RequiredTag } from './policy/policy-props';
export type { TagCoverage } from './policy/tag-coverage';
export type { TagProps } from './policy/tag-props';
export { Tags } from './policy/tags';
export type { ISecret } from './secrets/secret-ref';
export { Secret } from './secrets/secret';
export { SecretPolicyStatement, type SecretPolicyStatementProps } from './secrets/secret-policy-statement';
export type { GeneratedSecretValue, SecretAttributes, SecretProps, SecretReplica } from './secrets/secret-props';
export type { SecretRotationProps } from './secrets/secret-rotation';
