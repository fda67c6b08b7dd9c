import { defineRule } from '../../engine/define-rule';
import { callsPattern, monitoringExamples } from './shared/example-monitoring';
import { call } from './shared/trail-event';
import { judgeFilter, judgeWatch, WATCHED_TYPES, type WatchedEvents } from './shared/watched-events';

const NAMES = ['StopConfigurationRecorder', 'DeleteDeliveryChannel', 'PutDeliveryChannel', 'PutConfigurationRecorder'];

const WATCHED: WatchedEvents = {
  what: 'changes to AWS Config',
  events: NAMES.map((name) => call('config.amazonaws.com', name)),
};

export default defineRule({
  id: 'metric-filter-config-changes',
  title: 'An alarm tells of changes to AWS Config',
  why: 'Without its recorder and delivery channel AWS Config notes no change of any resource, and rules that rest on it judge nothing.',
  remediation:
    'Declare an aws_cloudwatch_log_metric_filter on the log group of a trail of all regions whose pattern selects the event names StopConfigurationRecorder, DeleteDeliveryChannel, PutDeliveryChannel and PutConfigurationRecorder; an aws_cloudwatch_metric_alarm of its metric with an SNS topic in alarm_actions; and an aws_sns_topic_subscription of the topic. An aws_cloudwatch_event_rule with an equal pattern and a target does as well.',
  severity: 'low',
  scope: 'account-baseline',
  resourceTypes: WATCHED_TYPES,
  whenUnknown:
    'A pattern, a metric, a log group, the actions of an alarm or a count is an expression that only Terraform can compute; the trail of the log group, or a module, lies outside what is seen.',
  controls: {
    cisAws: { '1.4.0': ['4.9'], '3.0.0': ['4.9'], '5.0.0': ['4.9'], '6.0.0': ['5.9'] },
    soc2: ['CC5.2'],
    iso27001_2022: ['A.8.15', 'A.8.16'],
  },
  equivalents: {
    trivy: ['AVD-AWS-0155'],
    tfsec: ['aws-cloudwatch-require-config-configuration-changes-alarm'],
    securityHub: ['CloudWatch.9'],
    prowler: ['cloudwatch_log_metric_filter_and_alarm_for_aws_config_configuration_changes_enabled'],
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
