import { defineRule } from '../../engine/define-rule';
import { callsPattern, monitoringExamples } from './shared/example-monitoring';
import { call } from './shared/trail-event';
import { judgeFilter, judgeWatch, WATCHED_TYPES, type WatchedEvents } from './shared/watched-events';

const NAMES = [
  'AuthorizeSecurityGroupIngress',
  'AuthorizeSecurityGroupEgress',
  'RevokeSecurityGroupIngress',
  'RevokeSecurityGroupEgress',
  'CreateSecurityGroup',
  'DeleteSecurityGroup',
];

const WATCHED: WatchedEvents = {
  what: 'changes to security groups',
  events: NAMES.map((name) => call('ec2.amazonaws.com', name)),
};

export default defineRule({
  id: 'metric-filter-security-group-changes',
  title: 'An alarm tells of changes to security groups',
  why: 'A rule that is added by hand opens a port in seconds, and stays.',
  remediation:
    'Declare an aws_cloudwatch_log_metric_filter on the log group of a trail of all regions whose pattern selects the event names AuthorizeSecurityGroupIngress, AuthorizeSecurityGroupEgress, RevokeSecurityGroupIngress, RevokeSecurityGroupEgress, CreateSecurityGroup and DeleteSecurityGroup; an aws_cloudwatch_metric_alarm of its metric with an SNS topic in alarm_actions; and an aws_sns_topic_subscription of the topic. An aws_cloudwatch_event_rule with an equal pattern and a target does as well.',
  severity: 'low',
  scope: 'account-baseline',
  resourceTypes: WATCHED_TYPES,
  whenUnknown:
    'A pattern, a metric, a log group, the actions of an alarm or a count is an expression that only Terraform can compute; the trail of the log group, or a module, lies outside what is seen.',
  controls: {
    cisAws: { '1.4.0': ['4.10'], '3.0.0': ['4.10'], '5.0.0': ['4.10'], '6.0.0': ['5.10'] },
    soc2: ['CC5.2'],
    iso27001_2022: ['A.8.15', 'A.8.16'],
  },
  equivalents: {
    trivy: ['AVD-AWS-0156'],
    tfsec: ['aws-cloudwatch-require-sg-change-alarms'],
    securityHub: ['CloudWatch.10'],
    prowler: ['cloudwatch_log_metric_filter_security_group_changes'],
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
