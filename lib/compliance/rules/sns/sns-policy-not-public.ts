import { defineRule } from '../../engine/define-rule';
import { notApplicable } from '../../engine/outcome';
import { ownedPolicies } from '../../reading/policies/owned-policy';
import { judgePublicAccess } from '../../reading/policies/public-resource-policy';
import { fixesSourceBucket } from '../../reading/policies/source-bucket';
import { hiddenPolicy, topicPolicyExample } from './shared/example-policy';
import { TOPIC } from './shared/topic';

export default defineRule({
  id: 'sns-policy-not-public',
  title: 'The policy of a topic does not admit everyone',
  why: 'Whoever may publish to a topic sends forged messages to all of its subscribers, and whoever may subscribe reads along.',
  remediation:
    'Name the accounts, roles or services in Principal. Where "*" has to stay, add a condition that fixes the caller, such as aws:SourceArn, aws:SourceOwner or aws:PrincipalOrgID.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: ['aws_sns_topic', 'aws_sns_topic_policy'],
  whenUnknown:
    'the policy, or the effect, principal or condition that decides, is an expression that only Terraform can compute.',
  controls: { fsbp: ['SNS.4'], iso27001_2022: ['A.8.1'] },
  equivalents: {
    checkov: ['CKV_AWS_169', { id: 'CKV_AWS_385', relation: 'narrower' }],
    securityHub: ['SNS.4'],
    prowler: ['sns_topics_not_publicly_accessible'],
    awsConfig: ['sns-topic-no-public-access'],
  },
  sources: [
    'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/sns-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/sns_topic_policy.html.markdown',
  ],
  check(block) {
    const policies = ownedPolicies(block, TOPIC);
    if (policies.length === 0) return notApplicable();
    return judgePublicAccess(block, policies, 'may use the topic', { narrows: fixesSourceBucket });
  },
  examples: {
    good: [
      { name: 'one account', configuration: topicPolicyExample({ Principal: { AWS: '111122223333' } }) },
      {
        name: 'what the account owns',
        configuration: topicPolicyExample({
          Principal: { AWS: '*' },
          Condition: { StringEquals: { 'aws:SourceOwner': '111122223333' } },
        }),
      },
    ],
    bad: [
      { name: 'everyone may publish', configuration: topicPolicyExample({ Principal: '*' }) },
      {
        name: 'everyone may subscribe over HTTPS',
        configuration: topicPolicyExample({
          Principal: { AWS: '*' },
          Action: 'sns:Subscribe',
          Condition: { StringEquals: { 'sns:Protocol': 'https' } },
        }),
      },
    ],
    unknown: [{ name: 'a policy that a variable gives', configuration: hiddenPolicy }],
  },
});
