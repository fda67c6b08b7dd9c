/**
 * Modules of the AWS provider, each loaded when a construct first needs it: all of them together would take up most of
 * the time that loading this package may cost.
 */
export const aws = {
  get cloudwatchLogGroup() {
    return require('@cdktf/provider-aws/lib/cloudwatch-log-group') as typeof import('@cdktf/provider-aws/lib/cloudwatch-log-group');
  },
  get dataAwsCallerIdentity() {
    return require('@cdktf/provider-aws/lib/data-aws-caller-identity') as typeof import('@cdktf/provider-aws/lib/data-aws-caller-identity');
  },
  get dataAwsPartition() {
    return require('@cdktf/provider-aws/lib/data-aws-partition') as typeof import('@cdktf/provider-aws/lib/data-aws-partition');
  },
  get dataAwsRegion() {
    return require('@cdktf/provider-aws/lib/data-aws-region') as typeof import('@cdktf/provider-aws/lib/data-aws-region');
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
  get dbSubnetGroup() {
    return require('@cdktf/provider-aws/lib/db-subnet-group') as typeof import('@cdktf/provider-aws/lib/db-subnet-group');
  },
  get iamPolicy() {
    return require('@cdktf/provider-aws/lib/iam-policy') as typeof import('@cdktf/provider-aws/lib/iam-policy');
  },
  get iamRole() {
    return require('@cdktf/provider-aws/lib/iam-role') as typeof import('@cdktf/provider-aws/lib/iam-role');
  },
  get iamRolePolicyAttachment() {
    return require('@cdktf/provider-aws/lib/iam-role-policy-attachment') as typeof import('@cdktf/provider-aws/lib/iam-role-policy-attachment');
  },
  get kmsAlias() {
    return require('@cdktf/provider-aws/lib/kms-alias') as typeof import('@cdktf/provider-aws/lib/kms-alias');
  },
  get kmsKey() {
    return require('@cdktf/provider-aws/lib/kms-key') as typeof import('@cdktf/provider-aws/lib/kms-key');
  },
  get lambdaPermission() {
    return require('@cdktf/provider-aws/lib/lambda-permission') as typeof import('@cdktf/provider-aws/lib/lambda-permission');
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
  get vpcSecurityGroupEgressRule() {
    return require('@cdktf/provider-aws/lib/vpc-security-group-egress-rule') as typeof import('@cdktf/provider-aws/lib/vpc-security-group-egress-rule');
  },
  get vpcSecurityGroupIngressRule() {
    return require('@cdktf/provider-aws/lib/vpc-security-group-ingress-rule') as typeof import('@cdktf/provider-aws/lib/vpc-security-group-ingress-rule');
  },
};
