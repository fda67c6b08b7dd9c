import rule from '../../../../lib/compliance/rules/iam/iam-policy-no-unconstrained-read';
import { testRule } from '../../../../lib/testing/rule-tester';
import { byDocument, hiddenIdentity, identity, withVariables } from './policies';

testRule(rule, {
  pass: [
    {
      name: 'named resources',
      configuration: identity({ Action: 'ec2:Describe*', Resource: 'arn:aws:ec2:*:*:instance/*' }),
    },
    {
      name: 'a reference to a resource',
      configuration: identity({ Action: 'ecr:BatchGetImage', Resource: '${aws_ecr_repository.main.arn}' }),
    },
    {
      name: 'actions without a resource type',
      configuration: identity({
        Action: ['ec2:DescribeInstances', 's3:ListAllMyBuckets', 'kms:ListKeys'],
        Resource: '*',
      }),
    },
    {
      name: 'a pattern of actions without a resource type',
      configuration: identity({ Action: 'ec2:DescribeInstance?', Resource: '*' }),
    },
    {
      name: 'metrics, which belong to no resource',
      configuration: identity({ Action: ['cloudwatch:GetMetricData', 'cloudwatch:ListMetrics'], Resource: '*' }),
    },
    {
      name: 'limited to the own account',
      configuration: identity({
        Action: 'ecr:BatchGetImage',
        Resource: '*',
        Condition: { StringEquals: { 'aws:ResourceAccount': '111122223333' } },
      }),
    },
    { name: 'writes, which another rule reports', configuration: identity({ Action: 'ecr:PutImage', Resource: '*' }) },
    { name: 'a service, which another rule reports', configuration: identity({ Action: 'ecr:*', Resource: '*' }) },
    {
      name: 'contents, which other rules report',
      configuration: identity({ Action: ['s3:Get*', 'dynamodb:Query', 'ssm:GetParameter'], Resource: '*' }),
    },
    {
      name: 'writes of a service of which only reads know a resource',
      configuration: identity({ Action: 'a2c:GetContainerizationJobDetails', Resource: '*' }),
    },
    { name: 'a Deny', configuration: identity({ Effect: 'Deny', Action: 'ecr:Describe*', Resource: '*' }) },
  ],
  fail: [
    {
      name: 'one finding a statement, with the actions that can be limited',
      configuration: identity({
        Action: ['ecr:GetAuthorizationToken', 'ecr:BatchGetImage', 'ecr:DescribeImages'],
        Resource: '*',
      }),
      message: 'ecr:BatchGetImage, ecr:DescribeImages may read every resource',
      path: 'policy.Statement[0].Resource',
      findings: 1,
    },
    {
      name: 'one finding for each of two statements',
      configuration: identity(
        { Action: 'ecr:BatchGetImage', Resource: '*' },
        { Action: 'rds:DescribeDBInstances', Resource: 'arn:aws:rds:*:*:db:a' },
        { Action: 's3:ListBucket', Resource: ['arn:aws:s3:::a', '*'] },
      ),
      findings: 2,
    },
    {
      name: 'a pattern of which one action can be limited',
      configuration: identity({ Action: 'EC2:describe*', Resource: '*' }),
    },
    {
      name: 'an action that AWS has not documented',
      configuration: identity({ Action: 'ecr:DescribeQ7xzkyw', Resource: '*' }),
    },
    {
      name: 'a pattern that matches nothing documented',
      configuration: identity({ Action: 'ecr:DescribeQ7x*', Resource: '*' }),
    },
    {
      name: 'a service that AWS has not documented',
      configuration: identity({ Action: '__proto__:GetConstructor', Resource: '*' }),
    },
    {
      name: 'all but one resource',
      configuration: identity({
        Action: 'ecr:BatchGetImage',
        Resource: undefined,
        NotResource: 'arn:aws:ecr:*:*:repository/a',
      }),
    },
    {
      name: 'a condition on the caller',
      configuration: identity({
        Action: 'ecr:BatchGetImage',
        Resource: '*',
        Condition: { StringEquals: { 'aws:PrincipalTag/team': 'orders' } },
      }),
    },
    {
      name: 'in a data source',
      configuration: byDocument({ actions: ['ecr:BatchGetImage'], resources: ['*'] }),
    },
  ],
  unknown: [
    { name: 'the policy is a variable', configuration: hiddenIdentity },
    {
      name: 'the resource is a variable',
      configuration: withVariables(identity({ Action: 'ecr:BatchGetImage', Resource: '${var.r}' }), 'r'),
    },
    {
      name: 'the action is a variable',
      configuration: withVariables(identity({ Action: 'ecr:${var.a}', Resource: '*' }), 'a'),
    },
  ],
});
