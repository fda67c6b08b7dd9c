import { defineRule } from '../../engine/define-rule';
import { callsPattern, monitoringExamples } from './shared/example-monitoring';
import { call } from './shared/trail-event';
import { judgeFilter, judgeWatch, WATCHED_TYPES, type WatchedEvents } from './shared/watched-events';

const NAMES = [
  'DeleteGroupPolicy',
  'DeleteRolePolicy',
  'DeleteUserPolicy',
  'PutGroupPolicy',
  'PutRolePolicy',
  'PutUserPolicy',
  'CreatePolicy',
  'DeletePolicy',
  'CreatePolicyVersion',
  'DeletePolicyVersion',
  'AttachRolePolicy',
  'DetachRolePolicy',
  'AttachUserPolicy',
  'DetachUserPolicy',
  'AttachGroupPolicy',
  'DetachGroupPolicy',
];

const WATCHED: WatchedEvents = {
  what: 'changes to IAM policies',
  events: NAMES.map((name) => call('iam.amazonaws.com', name)),
};

export default defineRule({
  id: 'metric-filter-iam-policy-changes',
  title: 'An alarm tells of changes to IAM policies',
  why: 'Who changes a policy can give itself any permission; an attacker that stays does it early.',
  remediation:
    'Declare an aws_cloudwatch_log_metric_filter on the log group of a trail of all regions whose pattern selects the event names DeleteGroupPolicy, DeleteRolePolicy, DeleteUserPolicy, PutGroupPolicy, PutRolePolicy, PutUserPolicy, CreatePolicy, DeletePolicy, CreatePolicyVersion, DeletePolicyVersion, AttachRolePolicy, DetachRolePolicy, AttachUserPolicy, DetachUserPolicy, AttachGroupPolicy and DetachGroupPolicy; an aws_cloudwatch_metric_alarm of its metric with an SNS topic in alarm_actions; and an aws_sns_topic_subscription of the topic. An aws_cloudwatch_event_rule with an equal pattern and a target does as well.',
  severity: 'low',
  scope: 'account-baseline',
  resourceTypes: WATCHED_TYPES,
  whenUnknown:
    'A pattern, a metric, a log group, the actions of an alarm or a count is an expression that only Terraform can compute; the trail of the log group, or a module, lies outside what is seen.',
  controls: {
    cisAws: { '1.4.0': ['4.4'], '3.0.0': ['4.4'], '5.0.0': ['4.4'], '6.0.0': ['5.4'] },
    soc2: ['CC5.2', 'PI1.3'],
    iso27001_2022: ['A.8.15', 'A.8.16'],
  },
  equivalents: {
    trivy: ['AVD-AWS-0150'],
    tfsec: ['aws-cloudwatch-require-iam-policy-change-alarm'],
    securityHub: ['CloudWatch.4'],
    prowler: ['cloudwatch_log_metric_filter_policy_changes'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudwatch_log_metric_filter.html.markdown',
  ],
  check: (block) => judgeFilter(block, WATCHED),
  absence: ({ configuration }) => judgeWatch(configuration, WATCHED),
  examples: monitoringExamples(callsPattern(NAMES), callsPattern(NAMES.slice(1))),
});
