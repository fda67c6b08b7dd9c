import rule from '../../../../lib/compliance/rules/iam/iam-role-trust-confused-deputy';
import { testRule } from '../../../../lib/testing/rule-tester';
import { hiddenTrust, trust, withVariables } from './policies';

const SERVICE = { Action: 'sts:AssumeRole', Principal: { Service: 'cloudtrail.amazonaws.com' } };
const limited = (operator: string, key: string, value: string) =>
  trust({ ...SERVICE, Condition: { [operator]: { [key]: value } } });

testRule(rule, {
  pass: [
    { name: 'the own account', configuration: limited('StringEquals', 'aws:SourceAccount', '111122223333') },
    {
      name: 'one resource',
      configuration: limited('ArnLike', 'AWS:SourceArn', 'arn:aws:cloudtrail:*:111122223333:trail/*'),
    },
    { name: 'the organization', configuration: limited('StringEquals', 'aws:SourceOrgID', 'o-1') },
    {
      name: 'services that act for the own account',
      configuration: trust({
        ...SERVICE,
        Principal: { Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com', 'ecs-tasks.amazonaws.com'] },
      }),
    },
    {
      name: 'a service whose name only begins alike',
      configuration: trust({ ...SERVICE, Principal: { Service: 'config-multiaccountsetup.amazonaws.com' } }),
    },
    { name: 'a service that the option leaves out', configuration: trust(SERVICE), options: { services: ['sns'] } },
    {
      name: 'a bucket, whose ARN has no account',
      configuration: limited('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::example-*'),
    },
    {
      name: 'the ARN of a block and what is below it',
      configuration: limited('ArnLike', 'aws:SourceArn', '${aws_cloudtrail.t.arn}*'),
    },
  ],
  fail: [
    ...['codepipeline', 'monitoring.rds', 'pipes', 'transfer'].map((service) => ({
      name: service,
      configuration: trust({ ...SERVICE, Principal: { Service: `${service}.amazonaws.com` } }),
      message: `${service}.amazonaws.com may assume the role`,
    })),
    { name: 'no condition', configuration: trust(SERVICE), message: 'cloudtrail.amazonaws.com may assume the role' },
    {
      name: 'one of two',
      configuration: trust({ ...SERVICE, Principal: { Service: ['ec2.amazonaws.com', 'sns.amazonaws.com'] } }),
      findings: 1,
    },
    {
      name: 'a service of one region',
      configuration: trust({ ...SERVICE, Principal: { Service: 'states.eu-west-1.amazonaws.com' } }),
    },
    { name: 'in China', configuration: trust({ ...SERVICE, Principal: { Service: 'sns.amazonaws.com.cn' } }) },
    {
      name: 'a service with two names',
      configuration: trust({ ...SERVICE, Principal: { Service: 'delivery.logs.amazonaws.com' } }),
    },
    {
      name: 'the suffix of a data source',
      configuration: trust({ ...SERVICE, Principal: { Service: 'sns.${data.aws_partition.p.dns_suffix}' } }),
    },
    {
      name: 'a condition that a missing key passes',
      configuration: limited('StringEqualsIfExists', 'aws:SourceAccount', '111122223333'),
    },
    { name: 'any account', configuration: limited('StringLike', 'aws:SourceAccount', '*') },
    {
      name: 'resources of any account',
      configuration: limited('ArnLike', 'aws:SourceArn', 'arn:aws:cloudtrail:*:*:trail/*'),
    },
    { name: 'any ARN', configuration: limited('StringLike', 'aws:SourceArn', 'arn:aws:*') },
    {
      name: 'the account of whoever asks',
      configuration: limited('StringEquals', 'aws:SourceAccount', '$${aws:SourceAccount}'),
    },
  ],
  unknown: [
    {
      name: 'the service is a variable',
      configuration: withVariables(trust({ ...SERVICE, Principal: { Service: '${var.s}' } }), 's'),
    },
    { name: 'the trust policy is a variable', configuration: hiddenTrust },
    {
      name: 'the account is a variable',
      configuration: withVariables(limited('StringEquals', 'aws:SourceAccount', '${var.a}'), 'a'),
    },
    {
      name: 'the service is a variable',
      configuration: withVariables(
        trust({ ...SERVICE, Principal: { Service: '${var.service}.amazonaws.com' } }),
        'service',
      ),
    },
  ],
});
