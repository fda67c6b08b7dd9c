/**
 * Modules of the AWS provider, each loaded when a construct first needs it: all of them together would take up most of
 * the time that loading this package may cost.
 */
export const aws = {
  get cloudwatchLogGroup() {
    return require('@cdktf/provider-aws/lib/cloudwatch-log-group') as typeof import('@cdktf/provider-aws/lib/cloudwatch-log-group');
  },
  get cloudwatchMetricAlarm() {
    return require('@cdktf/provider-aws/lib/cloudwatch-metric-alarm') as typeof import('@cdktf/provider-aws/lib/cloudwatch-metric-alarm');
  },
  get dataAwsCallerIdentity() {
    return require('@cdktf/provider-aws/lib/data-aws-caller-identity') as typeof import('@cdktf/provider-aws/lib/data-aws-caller-identity');
  },
  get dataAwsKmsAlias() {
    return require('@cdktf/provider-aws/lib/data-aws-kms-alias') as typeof import('@cdktf/provider-aws/lib/data-aws-kms-alias');
  },
  get dataAwsPartition() {
    return require('@cdktf/provider-aws/lib/data-aws-partition') as typeof import('@cdktf/provider-aws/lib/data-aws-partition');
  },
  get dataAwsRegion() {
    return require('@cdktf/provider-aws/lib/data-aws-region') as typeof import('@cdktf/provider-aws/lib/data-aws-region');
  },
  get dataAwsSecretsmanagerSecret() {
    return require('@cdktf/provider-aws/lib/data-aws-secretsmanager-secret') as typeof import('@cdktf/provider-aws/lib/data-aws-secretsmanager-secret');
  },
  get dataAwsSecurityGroup() {
    return require('@cdktf/provider-aws/lib/data-aws-security-group') as typeof import('@cdktf/provider-aws/lib/data-aws-security-group');
  },
  get dbInstance() {
    return require('@cdktf/provider-aws/lib/db-instance') as typeof import('@cdktf/provider-aws/lib/db-instance');
  },
  get dbOptionGroup() {
    return require('@cdktf/provider-aws/lib/db-option-group') as typeof import('@cdktf/provider-aws/lib/db-option-group');
  },
  get dbParameterGroup() {
    return require('@cdktf/provider-aws/lib/db-parameter-group') as typeof import('@cdktf/provider-aws/lib/db-parameter-group');
  },
  get dbProxy() {
    return require('@cdktf/provider-aws/lib/db-proxy') as typeof import('@cdktf/provider-aws/lib/db-proxy');
  },
  get dbProxyDefaultTargetGroup() {
    return require('@cdktf/provider-aws/lib/db-proxy-default-target-group') as typeof import('@cdktf/provider-aws/lib/db-proxy-default-target-group');
  },
  get dbProxyTarget() {
    return require('@cdktf/provider-aws/lib/db-proxy-target') as typeof import('@cdktf/provider-aws/lib/db-proxy-target');
  },
  get dbSnapshotCopy() {
    return require('@cdktf/provider-aws/lib/db-snapshot-copy') as typeof import('@cdktf/provider-aws/lib/db-snapshot-copy');
  },
  get dbSubnetGroup() {
    return require('@cdktf/provider-aws/lib/db-subnet-group') as typeof import('@cdktf/provider-aws/lib/db-subnet-group');
  },
  get defaultSecurityGroup() {
    return require('@cdktf/provider-aws/lib/default-security-group') as typeof import('@cdktf/provider-aws/lib/default-security-group');
  },
  get eip() {
    return require('@cdktf/provider-aws/lib/eip') as typeof import('@cdktf/provider-aws/lib/eip');
  },
  get flowLog() {
    return require('@cdktf/provider-aws/lib/flow-log') as typeof import('@cdktf/provider-aws/lib/flow-log');
  },
  get iamInstanceProfile() {
    return require('@cdktf/provider-aws/lib/iam-instance-profile') as typeof import('@cdktf/provider-aws/lib/iam-instance-profile');
  },
  get iamPolicy() {
    return require('@cdktf/provider-aws/lib/iam-policy') as typeof import('@cdktf/provider-aws/lib/iam-policy');
  },
  get iamRole() {
    return require('@cdktf/provider-aws/lib/iam-role') as typeof import('@cdktf/provider-aws/lib/iam-role');
  },
  get iamRolePoliciesExclusive() {
    return require('@cdktf/provider-aws/lib/iam-role-policies-exclusive') as typeof import('@cdktf/provider-aws/lib/iam-role-policies-exclusive');
  },
  get iamRolePolicyAttachment() {
    return require('@cdktf/provider-aws/lib/iam-role-policy-attachment') as typeof import('@cdktf/provider-aws/lib/iam-role-policy-attachment');
  },
  get iamRolePolicyAttachmentsExclusive() {
    return require('@cdktf/provider-aws/lib/iam-role-policy-attachments-exclusive') as typeof import('@cdktf/provider-aws/lib/iam-role-policy-attachments-exclusive');
  },
  get internetGateway() {
    return require('@cdktf/provider-aws/lib/internet-gateway') as typeof import('@cdktf/provider-aws/lib/internet-gateway');
  },
  get kmsAlias() {
    return require('@cdktf/provider-aws/lib/kms-alias') as typeof import('@cdktf/provider-aws/lib/kms-alias');
  },
  get kmsKey() {
    return require('@cdktf/provider-aws/lib/kms-key') as typeof import('@cdktf/provider-aws/lib/kms-key');
  },
  get kmsReplicaKey() {
    return require('@cdktf/provider-aws/lib/kms-replica-key') as typeof import('@cdktf/provider-aws/lib/kms-replica-key');
  },
  get lambdaPermission() {
    return require('@cdktf/provider-aws/lib/lambda-permission') as typeof import('@cdktf/provider-aws/lib/lambda-permission');
  },
  get natGateway() {
    return require('@cdktf/provider-aws/lib/nat-gateway') as typeof import('@cdktf/provider-aws/lib/nat-gateway');
  },
  get networkAcl() {
    return require('@cdktf/provider-aws/lib/network-acl') as typeof import('@cdktf/provider-aws/lib/network-acl');
  },
  get networkAclRule() {
    return require('@cdktf/provider-aws/lib/network-acl-rule') as typeof import('@cdktf/provider-aws/lib/network-acl-rule');
  },
  get rdsCluster() {
    return require('@cdktf/provider-aws/lib/rds-cluster') as typeof import('@cdktf/provider-aws/lib/rds-cluster');
  },
  get rdsClusterActivityStream() {
    return require('@cdktf/provider-aws/lib/rds-cluster-activity-stream') as typeof import('@cdktf/provider-aws/lib/rds-cluster-activity-stream');
  },
  get rdsClusterInstance() {
    return require('@cdktf/provider-aws/lib/rds-cluster-instance') as typeof import('@cdktf/provider-aws/lib/rds-cluster-instance');
  },
  get rdsClusterParameterGroup() {
    return require('@cdktf/provider-aws/lib/rds-cluster-parameter-group') as typeof import('@cdktf/provider-aws/lib/rds-cluster-parameter-group');
  },
  get rdsGlobalCluster() {
    return require('@cdktf/provider-aws/lib/rds-global-cluster') as typeof import('@cdktf/provider-aws/lib/rds-global-cluster');
  },
  get route() {
    return require('@cdktf/provider-aws/lib/route') as typeof import('@cdktf/provider-aws/lib/route');
  },
  get routeTable() {
    return require('@cdktf/provider-aws/lib/route-table') as typeof import('@cdktf/provider-aws/lib/route-table');
  },
  get routeTableAssociation() {
    return require('@cdktf/provider-aws/lib/route-table-association') as typeof import('@cdktf/provider-aws/lib/route-table-association');
  },
  get secretsmanagerSecret() {
    return require('@cdktf/provider-aws/lib/secretsmanager-secret') as typeof import('@cdktf/provider-aws/lib/secretsmanager-secret');
  },
  get secretsmanagerSecretPolicy() {
    return require('@cdktf/provider-aws/lib/secretsmanager-secret-policy') as typeof import('@cdktf/provider-aws/lib/secretsmanager-secret-policy');
  },
  get secretsmanagerSecretRotation() {
    return require('@cdktf/provider-aws/lib/secretsmanager-secret-rotation') as typeof import('@cdktf/provider-aws/lib/secretsmanager-secret-rotation');
  },
  get secretsmanagerSecretVersion() {
    return require('@cdktf/provider-aws/lib/secretsmanager-secret-version') as typeof import('@cdktf/provider-aws/lib/secretsmanager-secret-version');
  },
  get securityGroup() {
    return require('@cdktf/provider-aws/lib/security-group') as typeof import('@cdktf/provider-aws/lib/security-group');
  },
  get subnet() {
    return require('@cdktf/provider-aws/lib/subnet') as typeof import('@cdktf/provider-aws/lib/subnet');
  },
  get vpc() {
    return require('@cdktf/provider-aws/lib/vpc') as typeof import('@cdktf/provider-aws/lib/vpc');
  },
  get vpcEndpoint() {
    return require('@cdktf/provider-aws/lib/vpc-endpoint') as typeof import('@cdktf/provider-aws/lib/vpc-endpoint');
  },
  get vpcSecurityGroupEgressRule() {
    return require('@cdktf/provider-aws/lib/vpc-security-group-egress-rule') as typeof import('@cdktf/provider-aws/lib/vpc-security-group-egress-rule');
  },
  get vpcSecurityGroupIngressRule() {
    return require('@cdktf/provider-aws/lib/vpc-security-group-ingress-rule') as typeof import('@cdktf/provider-aws/lib/vpc-security-group-ingress-rule');
  },
};
