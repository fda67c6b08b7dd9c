import { defineRule } from '../../engine/define-rule';
import { callsPattern, monitoringExamples } from './shared/example-monitoring';
import { call } from './shared/trail-event';
import { judgeFilter, judgeWatch, WATCHED_TYPES, type WatchedEvents } from './shared/watched-events';

const NAMES = [
  'CreateVpc',
  'DeleteVpc',
  'ModifyVpcAttribute',
  'AcceptVpcPeeringConnection',
  'CreateVpcPeeringConnection',
  'DeleteVpcPeeringConnection',
  'RejectVpcPeeringConnection',
  'AttachClassicLinkVpc',
  'DetachClassicLinkVpc',
  'DisableVpcClassicLink',
  'EnableVpcClassicLink',
];

const WATCHED: WatchedEvents = {
  what: 'changes to VPCs',
  events: NAMES.map((name) => call('ec2.amazonaws.com', name)),
};

export default defineRule({
  id: 'metric-filter-vpc-changes',
  title: 'An alarm tells of changes to VPCs',
  why: 'A peering connection joins a network to another one, perhaps of another account; a deleted VPC takes its controls with it.',
  remediation:
    'Declare an aws_cloudwatch_log_metric_filter on the log group of a trail of all regions whose pattern selects the event names CreateVpc, DeleteVpc, ModifyVpcAttribute, AcceptVpcPeeringConnection, CreateVpcPeeringConnection, DeleteVpcPeeringConnection, RejectVpcPeeringConnection, AttachClassicLinkVpc, DetachClassicLinkVpc, DisableVpcClassicLink and EnableVpcClassicLink; an aws_cloudwatch_metric_alarm of its metric with an SNS topic in alarm_actions; and an aws_sns_topic_subscription of the topic. An aws_cloudwatch_event_rule with an equal pattern and a target does as well.',
  severity: 'low',
  scope: 'account-baseline',
  resourceTypes: WATCHED_TYPES,
  whenUnknown:
    'A pattern, a metric, a log group, the actions of an alarm or a count is an expression that only Terraform can compute; the trail of the log group, or a module, lies outside what is seen.',
  controls: {
    cisAws: { '1.4.0': ['4.14'], '3.0.0': ['4.14'], '5.0.0': ['4.14'], '6.0.0': ['5.14'] },
    nist80053r5: [
      'AU-6(1)',
      'AU-6(5)',
      'AU-12(3)',
      'AU-14(a)',
      'AU-14(b)',
      'CA-2(2)',
      'CA-7',
      'CA-7(b)',
      'PM-14(a)(1)',
      'PM-14(b)',
      'PM-31',
      'SC-36(1)(a)',
      'SI-2(a)',
      'SI-4(12)',
      'SI-5(1)',
      'SI-5(b)',
    ],
    soc2: ['CC5.2', 'CC7.2', 'CC7.3', 'CC7.4'],
    iso27001_2022: ['A.8.15', 'A.8.16', 'A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    trivy: ['AVD-AWS-0160'],
    tfsec: ['aws-cloudwatch-require-vpc-changes-alarm'],
    securityHub: ['CloudWatch.14'],
    prowler: ['cloudwatch_changes_to_vpcs_alarm_configured'],
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
