import rule from '../../../../lib/compliance/rules/sqs/sqs-tls-only';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';
import { policyText } from './shared/policies';

const deny = {
  Effect: 'Deny',
  Principal: '*',
  Action: 'sqs:*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const queue = (...statements: readonly object[]) =>
  resource('aws_sqs_queue', { name: 'orders', policy: policyText(...statements) });
const attached = (policy: object, rest: object = {}, others: Readonly<Record<string, object>> = {}) =>
  resources({
    'aws_sqs_queue.main': { name: 'orders', ...rest },
    'aws_sqs_queue_policy.p': { ...policy },
    ...(others as object),
  });
const url = '${aws_sqs_queue.main.url}';
const own = '${aws_sqs_queue.main.arn}';

testRule(rule, {
  pass: [
    { name: 'inline', configuration: queue(deny) },
    { name: 'every service and every action', configuration: queue({ ...deny, Action: '*' }) },
    {
      name: 'a policy of its own',
      configuration: attached({ queue_url: url, policy: policyText({ ...deny, Resource: own }) }),
    },
    { name: 'by id', configuration: attached({ queue_url: '${aws_sqs_queue.main.id}', policy: policyText(deny) }) },
    {
      name: 'by a literal URL',
      configuration: attached({
        queue_url: 'https://sqs.eu-central-1.amazonaws.com/111122223333/orders',
        policy: policyText({ ...deny, Resource: 'arn:aws:sqs:eu-central-1:111122223333:orders' }),
      }),
    },
    {
      name: 'for each queue',
      configuration: attached(
        { for_each: '${aws_sqs_queue.main}', queue_url: '${each.value.url}', policy: policyText(deny) },
        { for_each: ['a', 'b'], name: '${each.key}' },
      ),
    },
    {
      name: 'a data source put together from two',
      configuration: attached(
        { queue_url: url, policy: '${data.aws_iam_policy_document.all.json}' },
        {},
        {
          'data.aws_iam_policy_document.all': {
            source_policy_documents: [policyText(deny)],
            statement: {
              actions: ['sqs:SendMessage'],
              principals: { type: 'AWS', identifiers: ['111122223333'] },
              resources: [own],
            },
          },
        },
      ),
    },
  ],
  fail: [
    {
      name: 'no policy',
      configuration: resource('aws_sqs_queue', { name: 'orders' }),
      path: 'policy',
      message: 'no policy',
    },
    { name: 'an empty policy', configuration: resource('aws_sqs_queue', { policy: '' }) },
    { name: 'other statements', configuration: queue({ Principal: { AWS: '111122223333' } }) },
    { name: 'denied to an account', configuration: queue({ ...deny, Principal: { AWS: '111122223333' } }) },
    { name: 'sending alone', configuration: queue({ ...deny, Action: 'sqs:SendMessage' }) },
    { name: 'all but receiving', configuration: queue({ ...deny, Action: undefined, NotAction: 'sqs:*' }) },
    {
      name: 'outside an endpoint only',
      configuration: queue({
        ...deny,
        Condition: { ...deny.Condition, StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
      }),
    },
    {
      name: 'an Allow over TLS',
      configuration: queue({ Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    },
    {
      name: 'the policy of another queue',
      configuration: attached(
        { queue_url: url, policy: policyText({ ...deny, Resource: '${aws_sqs_queue.other.arn}' }) },
        {},
        {
          'aws_sqs_queue.other': { policy: policyText(deny) },
        },
      ),
      address: 'aws_sqs_queue_policy.p',
    },
    {
      name: 'a queue of two without one',
      configuration: attached(
        { queue_url: url, policy: policyText(deny) },
        {},
        { 'aws_sqs_queue.other': { name: 'other' } },
      ),
      address: 'aws_sqs_queue.other',
    },
    {
      name: 'a policy without it for a queue of another stack',
      configuration: resource('aws_sqs_queue_policy', {
        queue_url: '${var.url}',
        policy: policyText({ Principal: { AWS: '111122223333' } }),
      }),
    },
    {
      name: 'one of two instances',
      configuration: attached(
        { queue_url: '${aws_sqs_queue.main["a"].url}', policy: policyText(deny) },
        { for_each: ['a', 'b'] },
      ),
      address: 'aws_sqs_queue.main',
      message: 'some of its instances',
    },
  ],
  unknown: [
    { name: 'a policy', configuration: resource('aws_sqs_queue', { policy: '${var.policy}' }) },
    {
      name: 'a policy for a queue that is not known',
      configuration: attached({ queue_url: '${var.url}', policy: policyText(deny) }),
      address: 'aws_sqs_queue.main',
    },
    { name: 'an action', configuration: queue({ ...deny, Action: '${var.action}' }) },
    {
      name: 'policies of a variable, for each',
      configuration: attached({ for_each: '${var.urls}', queue_url: '${each.value}', policy: policyText(deny) }),
      address: 'aws_sqs_queue.main',
    },
  ],
  notApplicable: [
    {
      name: 'judged at the policy',
      configuration: attached({ queue_url: url, policy: policyText({}) }),
      address: 'aws_sqs_queue.main',
    },
    { name: 'count = 0', configuration: resource('aws_sqs_queue', { count: 0 }) },
  ],
});
