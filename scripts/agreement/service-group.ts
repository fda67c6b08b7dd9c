/** Services whose resources do not all begin with one word after `aws_`. */
const GROUPS: readonly (readonly [group: string, types: RegExp])[] = [
  ['security groups', /^aws_(?:default_|vpc_)?security_group/],
  ['RDS', /^aws_(?:db|rds)_/],
  ['SNS and SQS', /^aws_(?:sns|sqs)_/],
  ['Secrets Manager', /^aws_secretsmanager_/],
  ['IAM', /^aws_(?:iam|ssoadmin)_/],
  ['KMS', /^aws_kms_/],
  ['S3', /^aws_s3_/],
  ['ECR', /^aws_ecr_/],
  ['load balancers', /^aws_(?:lb|alb|elb|load_balancer)(?:_|$)/],
  ['CloudTrail', /^aws_cloudtrail/],
  ['CloudWatch', /^aws_cloudwatch_/],
  ['EBS and EC2', /^aws_(?:ebs|ami|ec2|instance|launch|autoscaling|volume|spot)/],
  ['VPC', /^aws_(?:default_)?(?:vpc|subnet|network_acl|route|nat|flow_log|internet)/],
  ['OpenSearch', /^aws_(?:elasticsearch|opensearch)/],
  ['API Gateway', /^aws_(?:api_gateway|apigatewayv2)/],
  ['WAF', /^aws_waf/],
  ['Cognito', /^aws_cognito/],
];

/** The service of a labelled address. */
export function serviceGroup(address: string): string {
  const type = /^(?:data\.)?([\w-]+)\./.exec(address)?.[1] ?? '';
  const known = GROUPS.find(([, types]) => types.test(type))?.[0];
  return known ?? (type === '' ? 'whole configuration' : (/^aws_([^_]+)/.exec(type)?.[1] ?? type));
}
