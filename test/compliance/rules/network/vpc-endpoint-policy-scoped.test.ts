import rule from '../../../../lib/compliance/rules/network/vpc-endpoint-policy-scoped';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const S3 = 'com.amazonaws.eu-west-1.s3';
const endpoint = (attributes: Record<string, unknown>, rest: Record<string, Record<string, unknown>> = {}) =>
  resources({ 'aws_vpc_endpoint.e': { service_name: S3, ...attributes }, ...rest });
const statement = (attributes: Record<string, unknown>) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', ...attributes }] });
const policyOf = (policy: unknown) => ({
  'aws_vpc_endpoint_policy.p': { vpc_endpoint_id: '${aws_vpc_endpoint.e.id}', policy },
});
const address = 'aws_vpc_endpoint.e';

testRule(rule, {
  pass: [
    { name: 'one action', configuration: endpoint({ policy: statement({ Action: 's3:GetObject' }) }) },
    { name: 'one bucket', configuration: endpoint({ policy: statement({ Resource: ['arn:aws:s3:::b/*'] }) }) },
    { name: 'one account', configuration: endpoint({ policy: statement({ Principal: { AWS: '111122223333' } }) }) },
    {
      name: 'a condition',
      configuration: endpoint({ policy: statement({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }) }),
    },
    { name: 'a deny', configuration: endpoint({ policy: statement({ Effect: 'Deny' }) }) },
    { name: 'all of another service', configuration: endpoint({ policy: statement({ Action: 'dynamodb:*' }) }) },
    {
      name: 'a policy resource',
      configuration: endpoint({}, policyOf(statement({ Resource: '${aws_s3_bucket.b.arn}' }))),
    },
    {
      name: 'a data source',
      configuration: endpoint(
        { policy: '${data.aws_iam_policy_document.d.json}' },
        {
          'data.aws_iam_policy_document.d': {
            statement: [{ actions: ['s3:GetObject'], resources: ['*'], principals: { type: '*', identifiers: ['*'] } }],
          },
        },
      ),
    },
  ],
  fail: [
    {
      name: 'a policy of one instance only',
      configuration: resources({
        'aws_vpc_endpoint.e': { for_each: ['s3', 'dynamodb'], service_name: S3 },
        'aws_vpc_endpoint_policy.p': {
          vpc_endpoint_id: '${aws_vpc_endpoint.e["s3"].id}',
          policy: statement({ Action: 's3:GetObject' }),
        },
      }),
      address,
      message: 'some instances',
    },
    {
      name: 'the policy of another endpoint that speaks of this one',
      configuration: resources({
        'aws_vpc_endpoint.e': { service_name: S3 },
        'aws_vpc_endpoint_policy.p': {
          vpc_endpoint_id: 'vpce-1',
          policy: statement({ Resource: '${aws_vpc_endpoint.e.arn}' }),
        },
      }),
      address,
    },
    { name: 'absent', configuration: endpoint({}), path: 'policy' },
    { name: 'null, an interface', configuration: endpoint({ policy: null, vpc_endpoint_type: 'Interface' }) },
    { name: 'everything', configuration: endpoint({ policy: statement({}) }), message: 'Statement[0]' },
    {
      name: 'everything for every AWS principal',
      configuration: endpoint({ policy: statement({ Principal: { AWS: ['*'] }, Action: ['*'] }) }),
    },
    { name: 'all of the service', configuration: endpoint({ policy: statement({ Action: 'S3:*' }) }) },
    {
      name: 'all of the service, the region is not known',
      configuration: endpoint({
        service_name: 'com.amazonaws.${var.region}.s3',
        policy: statement({ Action: 's3:*' }),
      }),
    },
    {
      name: 'everything but another service',
      configuration: endpoint({ policy: statement({ Action: undefined, NotAction: 'iam:*' }) }),
    },
    {
      name: 'jsonencode',
      configuration: endpoint({
        policy:
          '${jsonencode({"Statement" = [{"Effect" = "Allow", "Principal" = "*", "Action" = "*", "Resource" = "*"}]})}',
      }),
    },
    {
      name: 'a data source',
      configuration: endpoint(
        { policy: '${data.aws_iam_policy_document.d.json}' },
        {
          'data.aws_iam_policy_document.d': {
            statement: [{ actions: ['*'], resources: ['*'], principals: { type: '*', identifiers: ['*'] } }],
          },
        },
      ),
    },
    {
      name: 'a policy resource that allows everything',
      configuration: endpoint({}, policyOf(statement({}))),
      address: 'aws_vpc_endpoint_policy.p',
    },
    {
      name: 'a policy resource without a policy',
      configuration: endpoint({}, policyOf(null)),
      address: 'aws_vpc_endpoint_policy.p',
    },
    {
      name: 'a policy resource of another endpoint',
      configuration: endpoint(
        {},
        { 'aws_vpc_endpoint_policy.p': { vpc_endpoint_id: '${var.e}', policy: statement({ Action: 's3:GetObject' }) } },
      ),
      address,
    },
  ],
  unknown: [
    {
      name: 'a policy under a condition',
      configuration: resources({
        'aws_vpc_endpoint.e': { service_name: S3 },
        'aws_vpc_endpoint_policy.p': {
          count: '${var.c}',
          vpc_endpoint_id: '${aws_vpc_endpoint.e.id}',
          policy: statement({ Action: 's3:GetObject' }),
        },
      }),
      address,
    },
    { name: 'a variable', configuration: endpoint({ policy: '${var.p}' }), path: 'policy' },
    { name: 'an action', configuration: endpoint({ policy: statement({ Action: '${var.a}' }) }) },
    { name: 'no JSON', configuration: endpoint({ policy: 'everything' }), message: 'cannot be read' },
    { name: 'a type', configuration: endpoint({ vpc_endpoint_type: '${var.t}' }), path: 'vpc_endpoint_type' },
    {
      name: 'a policy resource of some endpoint',
      configuration: endpoint(
        {},
        {
          'aws_vpc_endpoint_policy.p': {
            for_each: '${var.e}',
            vpc_endpoint_id: '${each.value}',
            policy: statement({ Action: 's3:GetObject' }),
          },
        },
      ),
      address,
    },
  ],
  notApplicable: [{ name: 'a load balancer', configuration: endpoint({ vpc_endpoint_type: 'GatewayLoadBalancer' }) }],
});
