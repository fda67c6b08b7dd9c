import type { TransportOwner } from '../../../reading/policies/transport-policy';

/** Resources that carry the policy of a queue. */
export const QUEUE_POLICY_CARRIERS: readonly string[] = ['aws_sqs_queue', 'aws_sqs_queue_policy'];

/** Attributes of a queue that are its URL. */
export const QUEUE_URLS: readonly string[] = ['id', 'url'];

export const QUEUE: TransportOwner = {
  type: 'aws_sqs_queue',
  policyType: 'aws_sqs_queue_policy',
  attribute: 'queue_url',
  keys: QUEUE_URLS,
  arnAttributes: ['arn'],
  what: 'the queue',
  scope: { service: 'sqs' },
};
