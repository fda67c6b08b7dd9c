import { defineRule } from '../../engine/define-rule';
import { monitoringExamples } from './shared/example-monitoring';
import { API_CALL, CONSOLE_SIGN_IN, recordOf } from './shared/trail-event';
import { judgeFilter, judgeWatch, WATCHED_TYPES, type WatchedEvents } from './shared/watched-events';

const ROOT = { 'userIdentity.type': 'Root', 'userIdentity.invokedBy': undefined };
const SIGN_IN = { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', eventType: 'AwsConsoleSignIn' };

const WATCHED: WatchedEvents = {
  what: 'uses of the root user',
  events: [
    {
      name: 'calls and sign-ins of Root',
      records: [
        recordOf(API_CALL, { ...ROOT, eventType: 'AwsApiCall' }),
        recordOf(CONSOLE_SIGN_IN, { ...ROOT, ...SIGN_IN }),
      ],
    },
  ],
  includesReads: true,
};

export default defineRule({
  id: 'metric-filter-root-usage',
  title: 'An alarm tells of each use of the root user',
  why: 'No policy binds the root user of an account. It is hardly ever needed, so that each use is either planned or an attack.',
  remediation:
    'Declare an aws_cloudwatch_log_metric_filter on the log group of a trail of all regions whose pattern selects $.userIdentity.type Root where $.userIdentity.invokedBy does not exist and $.eventType is not AwsServiceEvent; an aws_cloudwatch_metric_alarm of its metric with an SNS topic in alarm_actions; and an aws_sns_topic_subscription of the topic. An aws_cloudwatch_event_rule with an equal pattern and a target does as well.',
  severity: 'low',
  scope: 'account-baseline',
  resourceTypes: WATCHED_TYPES,
  whenUnknown:
    'A pattern, a metric, a log group, the actions of an alarm or a count is an expression that only Terraform can compute; the trail of the log group, or a module, lies outside what is seen.',
  controls: {
    cisAws: { '1.4.0': ['4.3'], '3.0.0': ['4.3'], '5.0.0': ['4.3'], '6.0.0': ['5.3'] },
    pciDss: ['v3.2.1/7.2.1'],
    soc2: ['PI1.3'],
    iso27001_2022: ['A.8.15', 'A.8.16'],
  },
  equivalents: {
    trivy: ['AVD-AWS-0149'],
    tfsec: ['aws-cloudwatch-require-root-user-usage-alarm'],
    securityHub: ['CloudWatch.1'],
    prowler: ['cloudwatch_log_metric_filter_root_usage'],
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
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  ),
});
