import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toText } from '../../model/value';
import { judgeTransport } from '../../reading/policies/transport-policy';
import { hiddenPolicy, topicPolicyExample } from './shared/example-policy';
import { TOPIC } from './shared/topic';

const overHttp = { Bool: { 'aws:SecureTransport': 'false' } };

export default defineRule({
  id: 'sns-tls-only',
  title: 'Topics refuse publishers and subscribers over plain HTTP',
  why: 'SNS takes and delivers messages over plain HTTP too: on the way everyone on the network reads them, and may change them.',
  remediation:
    'Add a statement to the policy of the topic: Effect Deny, Principal "*", Action "sns:Publish", Condition Bool aws:SecureTransport "false". Subscribe with protocol = "https".',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_sns_topic', 'aws_sns_topic_policy', 'aws_sns_topic_subscription'],
  whenUnknown:
    'the policy, a part of it that decides, or the protocol of a subscription is an expression that only Terraform can compute, or a policy is for a topic that is not known.',
  controls: {},
  equivalents: {
    cdkNag: ['AwsSolutions-SNS3'],
    prowler: [{ id: 'sns_subscription_not_using_http_endpoints', relation: 'broader' }],
  },
  sources: [
    'https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/sns_topic_subscription.html.markdown',
  ],
  check: (block) =>
    block.selector === 'aws_sns_topic_subscription' ? judgeSubscription(block) : judgeTransport(block, TOPIC),
  examples: {
    good: [
      {
        name: 'plain HTTP is denied',
        configuration: topicPolicyExample({ Effect: 'Deny', Principal: '*', Condition: overHttp }),
      },
    ],
    bad: [
      { name: 'no policy', configuration: { resource: { aws_sns_topic: { orders: { name: 'orders' } } } } },
      {
        name: 'a subscriber over plain HTTP',
        configuration: {
          resource: {
            aws_sns_topic_subscription: {
              orders: {
                topic_arn: 'arn:aws:sns:eu-central-1:111122223333:orders',
                protocol: 'http',
                endpoint: 'http://orders.example.com/messages',
              },
            },
          },
        },
      },
    ],
    unknown: [{ name: 'a policy that a variable gives', configuration: hiddenPolicy }],
  },
});

function judgeSubscription(block: Block): Outcome {
  const expected = 'protocol = "https"';
  const protocol = toText(block.get('protocol'));
  if (isUnknown(protocol)) return undecided('protocol', protocol, expected);
  if (protocol?.trim().toLowerCase() !== 'http') return pass('protocol');
  return fail({
    path: 'protocol',
    message: 'the subscriber gets its messages over plain HTTP',
    observed: block.get('protocol'),
    expected,
  });
}
