import { defineRule } from '../../engine/define-rule';
import { monitoringExamples } from './shared/example-monitoring';
import { recordOf, CONSOLE_SIGN_IN } from './shared/trail-event';
import { judgeFilter, judgeWatch, WATCHED_TYPES, type WatchedEvents } from './shared/watched-events';

const FAILURE = recordOf(CONSOLE_SIGN_IN, {
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  eventType: 'AwsConsoleSignIn',
  errorMessage: 'Failed authentication',
  'responseElements.ConsoleLogin': 'Failure',
});

const WATCHED: WatchedEvents = {
  what: 'failed sign-ins to the console',
  events: [{ name: 'ConsoleLogin with the error Failed authentication', records: [FAILURE] }],
};

export default defineRule({
  id: 'metric-filter-console-auth-failures',
  title: 'An alarm tells of failed sign-ins to the console',
  why: 'Many failed sign-ins are somebody who guesses passwords.',
  remediation:
    'Declare an aws_cloudwatch_log_metric_filter on the log group of a trail of all regions whose pattern selects $.eventName ConsoleLogin where $.errorMessage is Failed authentication; an aws_cloudwatch_metric_alarm of its metric with an SNS topic in alarm_actions; and an aws_sns_topic_subscription of the topic. An aws_cloudwatch_event_rule with an equal pattern and a target does as well.',
  severity: 'low',
  scope: 'account-baseline',
  resourceTypes: WATCHED_TYPES,
  whenUnknown:
    'A pattern, a metric, a log group, the actions of an alarm or a count is an expression that only Terraform can compute; the trail of the log group, or a module, lies outside what is seen.',
  controls: {
    cisAws: { '1.4.0': ['4.6'], '3.0.0': ['4.6'], '5.0.0': ['4.6'], '6.0.0': ['5.6'] },
    soc2: ['PI1.3'],
    iso27001_2022: ['A.8.15', 'A.8.16'],
  },
  equivalents: {
    trivy: ['AVD-AWS-0152'],
    tfsec: ['aws-cloudwatch-require-console-login-failures-alarm'],
    securityHub: ['CloudWatch.6'],
    prowler: ['cloudwatch_log_metric_filter_authentication_failures'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudwatch_log_metric_filter.html.markdown',
  ],
  check: (block) => judgeFilter(block, WATCHED),
  absence: ({ configuration }) => judgeWatch(configuration, WATCHED),
  examples: monitoringExamples('{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }'),
});
