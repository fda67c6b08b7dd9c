import { defineRule } from '../../engine/define-rule';
import { callsPattern, monitoringExamples } from './shared/example-monitoring';
import { call } from './shared/trail-event';
import { judgeFilter, judgeWatch, WATCHED_TYPES, type WatchedEvents } from './shared/watched-events';

const NAMES = ['DisableKey', 'ScheduleKeyDeletion'];

const ofService = (names: readonly string[]): string =>
  `{ ($.eventSource = kms.amazonaws.com) && (${callsPattern(names).slice(2, -2)}) }`;

const WATCHED: WatchedEvents = {
  what: 'keys that are disabled or set to be deleted',
  events: NAMES.map((name) => call('kms.amazonaws.com', name)),
};

export default defineRule({
  id: 'metric-filter-kms-key-disable-delete',
  title: 'An alarm tells of KMS keys that are disabled or set to be deleted',
  why: 'What a disabled key encrypts cannot be read, and what a deleted one did is lost. Between the two lie days in which somebody can object, if told.',
  remediation:
    'Declare an aws_cloudwatch_log_metric_filter on the log group of a trail of all regions whose pattern selects the event names DisableKey and ScheduleKeyDeletion; an aws_cloudwatch_metric_alarm of its metric with an SNS topic in alarm_actions; and an aws_sns_topic_subscription of the topic. An aws_cloudwatch_event_rule with an equal pattern and a target does as well.',
  severity: 'low',
  scope: 'account-baseline',
  resourceTypes: WATCHED_TYPES,
  whenUnknown:
    'A pattern, a metric, a log group, the actions of an alarm or a count is an expression that only Terraform can compute; the trail of the log group, or a module, lies outside what is seen.',
  controls: {
    cisAws: { '1.4.0': ['4.7'], '3.0.0': ['4.7'], '5.0.0': ['4.7'], '6.0.0': ['5.7'] },
    iso27001_2022: ['A.8.15', 'A.8.16'],
  },
  equivalents: {
    trivy: ['AVD-AWS-0153'],
    tfsec: ['aws-cloudwatch-require-cmk-disabled-alarm'],
    securityHub: ['CloudWatch.7'],
    prowler: ['cloudwatch_log_metric_filter_disable_or_scheduled_deletion_of_kms_cmk'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudwatch_log_metric_filter.html.markdown',
  ],
  check: (block) => judgeFilter(block, WATCHED),
  absence: ({ configuration }) => judgeWatch(configuration, WATCHED),
  examples: monitoringExamples(ofService(NAMES), ofService(NAMES.slice(1))),
});
