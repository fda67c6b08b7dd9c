import rule from '../../../../lib/compliance/rules/sqs/sqs-dlq';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const queue = (redrive_policy: unknown) => resource('aws_sqs_queue', { name: 'orders', redrive_policy });
const to = (target: string) => JSON.stringify({ deadLetterTargetArn: target, maxReceiveCount: 5 });
const arn = 'arn:aws:sqs:eu-central-1:111122223333:orders';
const judged = 'aws_sqs_queue.main';
const beside = (others: Readonly<Record<string, Readonly<Record<string, unknown>>>>, rest: object = {}) => ({
  configuration: resources({ [judged]: { name: 'orders', ...rest }, ...others }),
  address: judged,
});
const own = '${aws_sqs_queue.main.arn}';

testRule(rule, {
  pass: [
    { name: 'JSON', configuration: queue(to('arn:aws:sqs:eu-central-1:111122223333:dead')) },
    { name: 'jsonencode', configuration: queue('${jsonencode({"deadLetterTargetArn" = aws_sqs_queue.dead.arn})}') },
    { name: 'a target of another stack', configuration: queue('{"deadLetterTargetArn":"${var.dead}"}') },
    {
      name: 'a policy of its own',
      ...beside({
        'aws_sqs_queue_redrive_policy.r': { queue_url: '${aws_sqs_queue.main.id}', redrive_policy: to('dead') },
      }),
    },
    { name: 'the target of another queue', ...beside({ 'aws_sqs_queue.other': { redrive_policy: to(own) } }) },
    { name: 'the target by its name', ...beside({ 'aws_sqs_queue.other': { redrive_policy: to(arn) } }) },
    {
      name: 'the target of a subscription',
      ...beside({ 'aws_sns_topic_subscription.s': { redrive_policy: to(own) } }),
    },
    {
      name: 'the target of a function',
      ...beside({ 'aws_lambda_function.f': { dead_letter_config: { target_arn: own } } }),
    },
    {
      name: 'the target of a policy of its own',
      ...beside({ 'aws_sqs_queue_redrive_policy.r': { queue_url: '${var.url}', redrive_policy: to(own) } }),
    },
    {
      name: 'another instance of itself',
      ...beside({}, { for_each: ['dead', 'live'], redrive_policy: to('${aws_sqs_queue.main["dead"].arn}') }),
    },
    {
      name: 'it lists who may use it',
      ...beside({}, { redrive_allow_policy: '{"redrivePermission":"byQueue","sourceQueueArns":["a"]}' }),
    },
  ],
  fail: [
    { name: 'absent', configuration: resource('aws_sqs_queue', { name: 'orders' }), path: 'redrive_policy' },
    { name: 'null', configuration: queue(null) },
    { name: 'empty', configuration: queue('') },
    { name: 'no target', configuration: queue('{"maxReceiveCount":5}') },
    { name: 'an empty target', configuration: queue(to('')) },
    { name: 'itself, by its name', configuration: queue(to(arn)) },
    {
      name: 'itself, by a policy of its own',
      ...beside({
        'aws_sqs_queue_redrive_policy.r': { queue_url: '${aws_sqs_queue.main.id}', redrive_policy: to(own) },
      }),
    },
    {
      name: 'itself, by the address in a policy of its own',
      ...beside({
        'aws_sqs_queue_redrive_policy.r': {
          queue_url: 'https://sqs.eu-central-1.amazonaws.com/111122223333/orders',
          redrive_policy: to(arn),
        },
      }),
    },
    { name: 'no JSON', configuration: queue('dead') },
    {
      name: 'others have one',
      ...beside({
        'aws_sqs_queue.other': { redrive_policy: to('${aws_sqs_queue.dead.arn}') },
        'aws_sqs_queue.dead': {},
      }),
    },
    {
      name: 'a function that knows its name',
      ...beside({ 'aws_lambda_function.f': { environment: { variables: { dead_letter_queue: own } } } }),
    },
    { name: 'a function that reads it', ...beside({ 'aws_lambda_event_source_mapping.m': { event_source_arn: own } }) },
    {
      name: 'the source of another one',
      ...beside({
        'aws_sqs_queue.dead': { redrive_allow_policy: `{"redrivePermission":"byQueue","sourceQueueArns":["${own}"]}` },
      }),
    },
    { name: 'anyone may use it', ...beside({}, { redrive_allow_policy: '{"redrivePermission":"allowAll"}' }) },
    {
      name: 'one of two instances is a target',
      ...beside(
        {
          'aws_sqs_queue.other': {
            redrive_policy: '${jsonencode({"deadLetterTargetArn" = aws_sqs_queue.main["dead"].arn})}',
          },
        },
        { for_each: ['dead', 'live'] },
      ),
    },
    {
      name: 'a policy of its own without a target',
      ...beside({ 'aws_sqs_queue_redrive_policy.r': { queue_url: '${aws_sqs_queue.main.id}', redrive_policy: '{}' } }),
    },
  ],
  unknown: [
    { name: 'a variable', configuration: queue('${var.redrive}'), path: 'redrive_policy' },
    {
      name: 'a target or none',
      configuration: queue('${jsonencode({"deadLetterTargetArn" = var.x ? aws_sqs_queue.dead.arn : null})}'),
    },
    {
      name: 'another queue sends somewhere',
      ...beside({ 'aws_sqs_queue.other': { redrive_policy: to('${var.dead}') } }),
      message: 'may be this queue',
    },
    {
      name: 'a policy for a queue that is not known',
      ...beside({ 'aws_sqs_queue_redrive_policy.r': { queue_url: '${var.url}', redrive_policy: to('dead') } }),
    },
    {
      name: 'a policy of its own that a variable gives',
      ...beside({
        'aws_sqs_queue_redrive_policy.r': { queue_url: '${aws_sqs_queue.main.id}', redrive_policy: '${var.redrive}' },
      }),
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: resource('aws_sqs_queue', { count: 0 }) }],
});
