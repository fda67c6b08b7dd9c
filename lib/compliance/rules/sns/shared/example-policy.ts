import type { ExampleConfiguration } from '../../../engine/rule';

/** A configuration of a topic with a policy of one statement. */
export function topicPolicyExample(statement: Readonly<Record<string, unknown>>): ExampleConfiguration {
  const Statement = [{ Effect: 'Allow', Action: 'sns:Publish', Resource: '${aws_sns_topic.orders.arn}', ...statement }];
  return {
    resource: {
      aws_sns_topic: { orders: { name: 'orders' } },
      aws_sns_topic_policy: {
        orders: { arn: '${aws_sns_topic.orders.arn}', policy: JSON.stringify({ Version: '2012-10-17', Statement }) },
      },
    },
  };
}

/** A topic whose policy a variable gives. */
export const hiddenPolicy: ExampleConfiguration = {
  variable: { policy: { type: 'string' } },
  resource: { aws_sns_topic: { orders: { name: 'orders', policy: '${var.policy}' } } },
};
