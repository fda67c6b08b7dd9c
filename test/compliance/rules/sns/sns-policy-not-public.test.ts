import rule from '../../../../lib/compliance/rules/sns/sns-policy-not-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const text = (...statements: readonly object[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', Action: 'sns:Publish', Resource: '*', ...statement })),
  });
const policy = (...statements: readonly object[]) =>
  resource('aws_sns_topic_policy', { arn: '${aws_sns_topic.t.arn}', policy: text(...statements) });
const held = (Condition: object) => policy({ Principal: { AWS: '*' }, Condition });

testRule(rule, {
  pass: [
    { name: 'an account', configuration: policy({ Principal: { AWS: '111122223333' } }) },
    { name: 'a service', configuration: policy({ Principal: { Service: 's3.amazonaws.com' } }) },
    { name: 'a Deny to everyone', configuration: policy({ Effect: 'Deny', Principal: '*' }) },
    {
      name: 'the policy that AWS writes',
      configuration: held({ StringEquals: { 'AWS:SourceOwner': '111122223333' } }),
    },
    { name: 'an account as source', configuration: held({ StringEquals: { 'aws:SourceAccount': '111122223333' } }) },
    {
      name: 'one bucket of any account',
      configuration: held({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:orders-bucket' } }),
    },
    {
      name: 'one bucket of the configuration',
      configuration: held({ ArnLike: { 'aws:SourceArn': '${aws_s3_bucket.b.arn}' } }),
    },
    { name: 'an organization', configuration: held({ StringEquals: { 'aws:PrincipalOrgID': 'o-abc1234567' } }) },
    { name: 'an endpoint', configuration: held({ StringEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d' } }) },
    {
      name: 'a public statement that is denied is still a Deny',
      configuration: policy({ Effect: 'Deny', NotPrincipal: { AWS: '111122223333' } }),
    },
  ],
  fail: [
    { name: 'everyone', configuration: policy({ Principal: '*' }), path: 'policy.Statement[0].Principal' },
    { name: 'everyone in a list', configuration: policy({ Principal: { AWS: ['111122223333', '*'] } }) },
    {
      name: 'everyone, inline in the topic',
      configuration: resource('aws_sns_topic', { policy: text({ Principal: { AWS: '*' } }) }),
    },
    {
      name: 'NotPrincipal',
      configuration: policy({ NotPrincipal: { AWS: '111122223333' } }),
      path: 'policy.Statement[0].NotPrincipal',
    },
    { name: 'the protocol is no caller', configuration: held({ StringEquals: { 'sns:Protocol': 'https' } }) },
    {
      name: 'the end of an address is no caller',
      configuration: held({ StringLike: { 'sns:Endpoint': '*@example.com' } }),
    },
    { name: 'only TLS is no caller', configuration: held({ Bool: { 'aws:SecureTransport': 'true' } }) },
    { name: 'any source', configuration: held({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:*' } }) },
    {
      name: 'any source of a region',
      configuration: held({ ArnLike: { 'aws:SourceArn': 'arn:aws:sqs:eu-central-1:*:orders' } }),
    },
    { name: 'all but one account', configuration: held({ StringNotEquals: { 'aws:SourceAccount': '111122223333' } }) },
    {
      name: 'where the account is known',
      configuration: held({ StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } }),
    },
    {
      name: 'the second of two statements',
      configuration: policy({ Principal: { AWS: '111122223333' } }, { Principal: '*' }),
      path: 'policy.Statement[1].Principal',
      findings: 1,
    },
    {
      name: 'two statements',
      configuration: policy({ Principal: '*' }, { Principal: '*', Action: 'sns:Subscribe' }),
      findings: 2,
    },
    {
      name: 'jsonencode beside unknown parts',
      configuration: resource('aws_sns_topic_policy', {
        policy:
          '${jsonencode({"Statement" = [{"Effect" = "Allow", "Principal" = "*", "Action" = "sns:Publish", "Resource" = var.arn}]})}',
      }),
    },
    {
      name: 'an override of a data source',
      configuration: resources({
        'aws_sns_topic_policy.p': { policy: '${data.aws_iam_policy_document.d.json}' },
        'data.aws_iam_policy_document.d': {
          override_policy_documents: [text({ Sid: 'a', Principal: '*' })],
          statement: { sid: 'a', actions: ['sns:Publish'], principals: { type: 'AWS', identifiers: ['111122223333'] } },
        },
      }),
    },
  ],
  unknown: [
    { name: 'a policy', configuration: resource('aws_sns_topic', { policy: '${var.policy}' }), path: 'policy' },
    { name: 'a principal', configuration: policy({ Principal: { AWS: '${var.who}' } }) },
    { name: 'an effect', configuration: policy({ Principal: '*', Effect: '${var.effect}' }) },
    { name: 'an account', configuration: held({ StringEquals: { 'aws:SourceAccount': '${var.account}' } }) },
    {
      name: 'more statements',
      configuration: resource('aws_sns_topic', { policy: '${jsonencode({"Statement" = concat([], var.statements)})}' }),
    },
    { name: 'no policy', configuration: resource('aws_sns_topic', { policy: 'public' }) },
  ],
  notApplicable: [
    { name: 'no policy', configuration: resource('aws_sns_topic', { name: 'orders' }) },
    { name: 'null', configuration: resource('aws_sns_topic', { policy: null }) },
    { name: 'count = 0', configuration: resource('aws_sns_topic', { count: 0, policy: text({ Principal: '*' }) }) },
  ],
});
