import rule from '../../../../lib/compliance/rules/sns/sns-tls-only';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const deny = {
  Effect: 'Deny',
  Principal: '*',
  Action: 'sns:Publish',
  Resource: '*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const text = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const topic = (...statements: readonly object[]) =>
  resource('aws_sns_topic', { name: 'orders', policy: text(...statements) });
const attached = (policy: object, rest: object = {}) =>
  resources({ 'aws_sns_topic.main': { name: 'orders', ...rest }, 'aws_sns_topic_policy.p': { ...policy } });
const own = '${aws_sns_topic.main.arn}';
const subscription = (protocol: unknown) => resource('aws_sns_topic_subscription', { topic_arn: 'arn', protocol });

testRule(rule, {
  pass: [
    { name: 'inline', configuration: topic(deny) },
    { name: 'beside others', configuration: topic({ ...deny, Effect: 'Allow' }, { ...deny, Action: ['sns:*'] }) },
    { name: 'a policy of its own', configuration: attached({ arn: own, policy: text({ ...deny, Resource: own }) }) },
    {
      name: 'by id',
      configuration: attached({ arn: '${aws_sns_topic.main.id}', policy: text({ ...deny, Resource: own }) }),
    },
    {
      name: 'by a literal ARN',
      configuration: attached({
        arn: 'arn:aws:sns:eu-central-1:111122223333:orders',
        policy: text({ ...deny, Resource: 'arn:aws:sns:eu-central-1:111122223333:orders' }),
      }),
    },
    {
      name: 'the policy of a topic of another stack',
      configuration: resource('aws_sns_topic_policy', {
        arn: '${var.topic}',
        policy: text({ ...deny, Resource: '${var.topic}' }),
      }),
    },
    { name: 'HTTPS', configuration: subscription('https') },
    { name: 'a queue', configuration: subscription('sqs') },
  ],
  fail: [
    {
      name: 'no policy',
      configuration: resource('aws_sns_topic', { name: 'orders' }),
      path: 'policy',
      message: 'no policy',
    },
    { name: 'null', configuration: resource('aws_sns_topic', { policy: null }) },
    {
      name: 'an Allow over TLS',
      configuration: topic({ ...deny, Effect: 'Allow', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    },
    {
      name: 'denied to some',
      configuration: topic({ ...deny, Principal: { AWS: 'arn:aws:iam::111122223333:role/app' } }),
    },
    { name: 'denied for subscribing', configuration: topic({ ...deny, Action: 'sns:Subscribe' }) },
    {
      name: 'denied over TLS',
      configuration: topic({ ...deny, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    },
    {
      name: 'the policy of its own lacks it',
      configuration: attached({ arn: own, policy: text({ ...deny, Effect: 'Allow', Condition: {} }) }),
      address: 'aws_sns_topic_policy.p',
      path: 'policy',
    },
    {
      name: 'for another topic',
      configuration: resources({
        'aws_sns_topic.other': { policy: text(deny) },
        'aws_sns_topic.main': { name: 'orders' },
        'aws_sns_topic_policy.p': { arn: own, policy: text({ ...deny, Resource: '${aws_sns_topic.other.arn}' }) },
      }),
      address: 'aws_sns_topic_policy.p',
    },
    {
      name: 'one of two instances has a policy',
      configuration: attached({ arn: '${aws_sns_topic.main[0].arn}', policy: text(deny) }, { count: 2 }),
      address: 'aws_sns_topic.main',
    },
    { name: 'plain HTTP', configuration: subscription('http'), path: 'protocol' },
    { name: 'plain HTTP in capitals', configuration: subscription('HTTP') },
  ],
  unknown: [
    { name: 'a policy', configuration: resource('aws_sns_topic', { policy: '${var.policy}' }) },
    {
      name: 'a policy of a topic that is not known',
      configuration: attached({ arn: '${var.topic}', policy: text(deny) }),
      address: 'aws_sns_topic.main',
    },
    {
      name: 'a policy in some environments',
      configuration: attached({ arn: own, count: '${var.prod ? 1 : 0}', policy: text(deny) }),
      address: 'aws_sns_topic.main',
    },
    {
      name: 'a condition',
      configuration: topic({ ...deny, Condition: { Bool: { 'aws:SecureTransport': '${var.no}' } } }),
    },
    { name: 'a protocol', configuration: subscription('${var.protocol}') },
  ],
  notApplicable: [
    {
      name: 'judged at the policy',
      configuration: attached({ arn: own, policy: '${var.policy}' }),
      address: 'aws_sns_topic.main',
    },
    { name: 'count = 0', configuration: resource('aws_sns_topic', { count: 0 }) },
  ],
});
