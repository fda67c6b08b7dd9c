import rule from '../../../../lib/compliance/rules/sqs/sqs-policy-not-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';
import { policyText } from './shared/policies';

const policy = (...statements: readonly object[]) =>
  resource('aws_sqs_queue_policy', { queue_url: '${aws_sqs_queue.q.url}', policy: policyText(...statements) });
const held = (Condition: object, rest: object = {}) => policy({ Principal: '*', Condition, ...rest });
const topic = { ArnEquals: { 'aws:SourceArn': '${aws_sns_topic.t.arn}' } };
const all = { Action: 'sqs:*' };
const inAccount = (statement: object) => ({
  ...policy(statement),
  provider: { aws: { region: 'eu-central-1', allowed_account_ids: ['111122223333'] } },
});

testRule(rule, {
  pass: [
    { name: 'an account', configuration: policy({ Principal: { AWS: '111122223333' } }) },
    { name: 'a service', configuration: policy({ Principal: { Service: 'sns.amazonaws.com' }, Condition: topic }) },
    { name: 'everyone through one topic', configuration: held(topic) },
    {
      name: 'everyone through one bucket',
      configuration: held({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:orders' } }),
    },
    { name: 'an account as source', configuration: held({ StringEquals: { 'aws:SourceAccount': '111122223333' } }) },
    { name: 'a Deny of everything to everyone', configuration: policy({ Effect: 'Deny', Principal: '*', ...all }) },
    {
      name: 'everything to the own account',
      configuration: inAccount({ Principal: { AWS: 'arn:aws:iam::111122223333:root' }, ...all }),
    },
    {
      name: 'everything to an account that may be the own one',
      configuration: policy({ Principal: { AWS: 'arn:aws:iam::111122223333:root' }, ...all }),
    },
    {
      name: 'everything to the caller',
      configuration: policy({ Principal: { AWS: '${data.aws_caller_identity.me.account_id}' }, ...all }),
    },
    {
      name: 'everything to principals of an account',
      configuration: held({ StringEquals: { 'aws:PrincipalAccount': '111122223333' } }, all),
    },
    {
      name: 'many actions of a service',
      configuration: policy({ Principal: { Service: 'sns.amazonaws.com' }, Action: ['sqs:Send*', 'sqs:Get*'] }),
    },
  ],
  fail: [
    { name: 'everyone', configuration: policy({ Principal: '*' }), path: 'policy.Statement[0].Principal', findings: 1 },
    {
      name: 'everyone and everything is said once',
      configuration: policy({ Principal: '*', Action: '*' }),
      findings: 1,
    },
    { name: 'everyone in a list', configuration: policy({ Principal: { AWS: ['*', '111122223333'] } }) },
    { name: 'inline', configuration: resource('aws_sqs_queue', { policy: policyText({ Principal: { AWS: '*' } }) }) },
    { name: 'NotPrincipal', configuration: policy({ NotPrincipal: { AWS: '111122223333' } }) },
    { name: 'any topic', configuration: held({ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } }) },
    {
      name: 'a topic of any account',
      configuration: held({ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:eu-central-1:*:orders' } }),
    },
    {
      name: 'where the topic is known',
      configuration: held({ ArnEqualsIfExists: { 'aws:SourceArn': 'arn:aws:sns:eu-central-1:111122223333:orders' } }),
    },
    { name: 'TLS is no caller', configuration: held({ Bool: { 'aws:SecureTransport': 'true' } }) },
    {
      name: 'everything through one topic',
      configuration: held(topic, { Action: '*' }),
      path: 'policy.Statement[0].Action',
    },
    {
      name: 'everything to an organization',
      configuration: held({ StringEquals: { 'aws:PrincipalOrgID': 'o-abc1234567' } }, all),
    },
    { name: 'everything to a service', configuration: policy({ Principal: { Service: 'sns.amazonaws.com' }, ...all }) },
    {
      name: 'everything in another spelling',
      configuration: policy({ Principal: { Service: 'sns.amazonaws.com' }, Action: ['SQS:*'] }),
    },
    {
      name: 'everything by a pattern',
      configuration: policy({ Principal: { Service: 'sns.amazonaws.com' }, Action: 's*:*' }),
    },
    {
      name: 'all but one action to a service',
      configuration: policy({
        Principal: { Service: 'sns.amazonaws.com' },
        Action: undefined,
        NotAction: 'sqs:DeleteQueue',
      }),
      path: 'policy.Statement[0].NotAction',
    },
    {
      name: 'everything to another account',
      configuration: inAccount({ Principal: { AWS: 'arn:aws:iam::444455556666:root' }, ...all }),
    },
    {
      name: 'the statement of a data source',
      configuration: resources({
        'aws_sqs_queue_policy.p': { policy: '${data.aws_iam_policy_document.d.json}' },
        'data.aws_iam_policy_document.d': {
          dynamic: {
            statement: {
              for_each: ['*'],
              content: {
                actions: ['sqs:SendMessage'],
                principals: { type: 'AWS', identifiers: ['${statement.value}'] },
              },
            },
          },
        },
      }),
    },
    {
      name: 'one branch is public, the other is not known',
      configuration: policy({ Principal: { AWS: ['${var.who}', '*'] } }),
    },
  ],
  unknown: [
    { name: 'a policy', configuration: resource('aws_sqs_queue', { policy: '${var.policy}' }), path: 'policy' },
    { name: 'a principal', configuration: policy({ Principal: { AWS: '${var.who}' } }) },
    {
      name: 'an action of a service',
      configuration: policy({ Principal: { Service: 'sns.amazonaws.com' }, Action: '${var.action}' }),
    },
    { name: 'a source', configuration: held({ ArnEquals: { 'aws:SourceArn': '${var.topic}' } }) },
    { name: 'a principal that is neither', configuration: policy({ Principal: 'arn:aws:iam::111122223333:root' }) },
  ],
  notApplicable: [
    { name: 'no policy', configuration: resource('aws_sqs_queue', { name: 'q' }) },
    { name: 'null', configuration: resource('aws_sqs_queue', { policy: null }) },
    {
      name: 'count = 0',
      configuration: resource('aws_sqs_queue', { count: 0, policy: policyText({ Principal: '*' }) }),
    },
  ],
});
