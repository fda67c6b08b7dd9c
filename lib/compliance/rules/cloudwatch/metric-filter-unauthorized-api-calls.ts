import { defineRule } from '../../engine/define-rule';
import { monitoringExamples } from './shared/example-monitoring';
import { recordOf, API_CALL, type TrailEvent } from './shared/trail-event';
import { judgeFilter, judgeWatch, WATCHED_TYPES, type WatchedEvents } from './shared/watched-events';

/** Services that are refused in the course of their work are not meant. */
function refused(errorCode: string): TrailEvent {
  const fields = {
    errorCode,
    eventType: 'AwsApiCall',
    eventName: { isNot: ['HeadBucket'] },
    sourceIPAddress: { isNot: ['delivery.logs.amazonaws.com'] },
  };
  return { name: errorCode, records: [recordOf(API_CALL, fields)] };
}

const WATCHED: WatchedEvents = {
  what: 'calls that are refused',
  events: [refused('*UnauthorizedOperation'), refused('AccessDenied*')],
  includesReads: true,
};

export default defineRule({
  id: 'metric-filter-unauthorized-api-calls',
  title: 'An alarm tells of calls that are refused',
  why: 'A stolen key is tried out: most calls of a thief are refused. These refusals are the first sign, and often the only one before something works.',
  remediation:
    'Declare an aws_cloudwatch_log_metric_filter on the log group of a trail of all regions whose pattern selects $.errorCode *UnauthorizedOperation and AccessDenied*; an aws_cloudwatch_metric_alarm of its metric with an SNS topic in alarm_actions; and an aws_sns_topic_subscription of the topic. An aws_cloudwatch_event_rule with an equal pattern and a target does as well.',
  severity: 'low',
  scope: 'account-baseline',
  resourceTypes: WATCHED_TYPES,
  whenUnknown:
    'A pattern, a metric, a log group, the actions of an alarm or a count is an expression that only Terraform can compute; the trail of the log group, or a module, lies outside what is seen.',
  controls: {
    cisAws: { '1.4.0': ['4.1'], '3.0.0': ['4.1'], '5.0.0': ['4.1'], '6.0.0': ['5.1'] },
    soc2: ['PI1.3'],
    iso27001_2022: ['A.8.15', 'A.8.16'],
  },
  equivalents: {
    trivy: ['AVD-AWS-0147'],
    tfsec: ['aws-cloudwatch-require-unauthorised-api-call-alarm'],
    securityHub: ['CloudWatch.2'],
    prowler: ['cloudwatch_log_metric_filter_unauthorized_api_calls'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudwatch_log_metric_filter.html.markdown',
  ],
  check: (block) => judgeFilter(block, WATCHED),
  absence: ({ configuration }) => judgeWatch(configuration, WATCHED),
  examples: monitoringExamples(
    '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
    '{ $.errorCode = "AccessDenied*" }',
  ),
});
