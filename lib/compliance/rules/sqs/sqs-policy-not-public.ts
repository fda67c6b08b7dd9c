import { defineRule } from '../../engine/define-rule';
import { judgeAllows, type Fault } from '../../reading/policies/judge-statements';
import { ownedPolicies } from '../../reading/policies/owned-policy';
import { publicFault } from '../../reading/policies/public-resource-policy';
import { fixesSourceBucket } from '../../reading/policies/source-bucket';
import { both, not } from '../../reading/truth';
import { hiddenPolicy, queuePolicyExample } from './shared/example-policy';
import { givesAllToOthers } from './shared/other-principals';
import { QUEUE, QUEUE_POLICY_CARRIERS } from './shared/queue';

export default defineRule({
  id: 'sqs-policy-not-public',
  title: 'The policy of a queue admits neither everyone nor every action of others',
  why: 'Whoever may send to a queue feeds its consumers forged messages, and whoever may receive or purge takes real ones away. With sqs:* another party rewrites the policy itself.',
  remediation:
    'Name the accounts, roles or services in Principal and only the actions that they need. Where "*" has to stay, add a condition that fixes the caller, such as aws:SourceArn or aws:PrincipalOrgID.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: QUEUE_POLICY_CARRIERS,
  whenUnknown:
    'the policy, or the effect, principal, action or condition that decides, is an expression that only Terraform can compute.',
  controls: { fsbp: ['SQS.3'], iso27001_2022: ['A.8.1'] },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_168', relation: 'broader' },
      { id: 'CKV_AWS_72', relation: 'broader' },
      { id: 'CKV_AWS_387', relation: 'broader' },
    ],
    trivy: [{ id: 'AVD-AWS-0097', relation: 'broader' }],
    tfsec: [{ id: 'aws-sqs-no-wildcards-in-policy-documents', relation: 'broader' }],
    securityHub: [{ id: 'SQS.3', relation: 'broader' }],
    prowler: [{ id: 'sqs_queues_not_publicly_accessible', relation: 'broader' }],
    awsConfig: [{ id: 'sqs-queue-no-public-access', relation: 'broader' }],
  },
  sources: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/sqs_queue_policy.html.markdown',
  ],
  check(block) {
    return judgeAllows(block, ownedPolicies(block, QUEUE), (statement): readonly Fault[] => {
      const everyone = publicFault(statement, 'may use the queue', { narrows: fixesSourceBucket });
      return [
        everyone,
        {
          violated: both(not(everyone.violated), givesAllToOthers(statement, block)),
          message: 'others than the owner may do everything with the queue',
          observed: [...(statement.actions ?? statement.notActions ?? [])],
          expected: 'the actions that the principal needs, such as sqs:SendMessage',
          element: statement.actions === undefined ? 'NotAction' : 'Action',
        },
      ];
    });
  },
  examples: {
    good: [
      {
        name: 'messages of one topic',
        configuration: queuePolicyExample({
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Condition: { ArnEquals: { 'aws:SourceArn': '${aws_sns_topic.orders.arn}' } },
        }),
      },
    ],
    bad: [
      { name: 'everyone may send', configuration: queuePolicyExample({ Principal: '*', Action: 'sqs:SendMessage' }) },
      {
        name: 'a service may do everything',
        configuration: queuePolicyExample({
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:*',
          Condition: { ArnEquals: { 'aws:SourceArn': '${aws_sns_topic.orders.arn}' } },
        }),
      },
    ],
    unknown: [{ name: 'a policy that a variable gives', configuration: hiddenPolicy }],
  },
});
