import type { TransportOwner } from '../../../reading/policies/transport-policy';

export const TOPIC: TransportOwner = {
  type: 'aws_sns_topic',
  policyType: 'aws_sns_topic_policy',
  attribute: 'arn',
  keys: ['arn', 'id'],
  arnAttributes: ['arn', 'id'],
  what: 'the topic',
  scope: { service: 'sns', actions: ['sns:Publish'] },
};
