import type { ExampleConfiguration } from '../../../engine/rule';

type Elements = Readonly<Record<string, unknown>>;

/** A configuration of a queue with a policy of the given statements. */
export function queuePolicyExample(...statements: readonly Elements[]): ExampleConfiguration {
  const Statement = statements.map((statement) => ({
    Effect: 'Allow',
    Resource: '${aws_sqs_queue.orders.arn}',
    ...statement,
  }));
  return {
    resource: {
      aws_sqs_queue: { orders: { name: 'orders' } },
      aws_sqs_queue_policy: {
        orders: {
          queue_url: '${aws_sqs_queue.orders.url}',
          policy: JSON.stringify({ Version: '2012-10-17', Statement }),
        },
      },
    },
  };
}

/** A queue whose policy a variable gives. */
export const hiddenPolicy: ExampleConfiguration = {
  variable: { policy: { type: 'string' } },
  resource: { aws_sqs_queue: { orders: { name: 'orders', policy: '${var.policy}' } } },
};
