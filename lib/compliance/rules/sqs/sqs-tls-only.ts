import { defineRule } from '../../engine/define-rule';
import { judgeTransport } from '../../reading/policies/transport-policy';
import { hiddenPolicy, queuePolicyExample } from './shared/example-policy';
import { QUEUE, QUEUE_POLICY_CARRIERS } from './shared/queue';

const overHttp = { Bool: { 'aws:SecureTransport': 'false' } };

export default defineRule({
  id: 'sqs-tls-only',
  title: 'Queues refuse requests over plain HTTP',
  why: 'SQS answers plain HTTP too. A client that is set so by mistake sends its messages readable over the network, and nobody notices as long as it works.',
  remediation:
    'Add a statement to the policy of the queue: Effect Deny, Principal "*", Action "sqs:*", Condition Bool aws:SecureTransport "false".',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: QUEUE_POLICY_CARRIERS,
  whenUnknown:
    'the policy, or a part of it that decides, is an expression that only Terraform can compute, or a policy is for a queue that is not known.',
  controls: {},
  equivalents: { cdkNag: ['AwsSolutions-SQS4'] },
  sources: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/sqs_queue_policy.html.markdown',
  ],
  check: (block) => judgeTransport(block, QUEUE),
  examples: {
    good: [
      {
        name: 'plain HTTP is denied',
        configuration: queuePolicyExample({ Effect: 'Deny', Principal: '*', Action: 'sqs:*', Condition: overHttp }),
      },
    ],
    bad: [
      { name: 'no policy', configuration: { resource: { aws_sqs_queue: { orders: { name: 'orders' } } } } },
      {
        name: 'denied to one role only',
        configuration: queuePolicyExample({
          Effect: 'Deny',
          Principal: { AWS: 'arn:aws:iam::111122223333:role/app' },
          Action: 'sqs:*',
          Condition: overHttp,
        }),
      },
    ],
    unknown: [{ name: 'a policy that a variable gives', configuration: hiddenPolicy }],
  },
});
