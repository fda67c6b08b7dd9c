import { defineRule } from '../../engine/define-rule';
import { fail, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toBoolean, toList } from '../../model/value';

export default defineRule({
  id: 'alarm-actions-enabled',
  title: 'An alarm acts when it goes off',
  why: 'An alarm without an action, or with its actions switched off, changes colour in a console that nobody watches.',
  remediation: 'Set alarm_actions to the ARN of a topic or another target, and leave actions_enabled out or true.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'],
  whenUnknown: 'actions_enabled, or the list of alarm_actions, is an expression that only Terraform can compute.',
  controls: {
    nist80053r5: ['AU-6(1)', 'AU-6(5)', 'CA-7', 'IR-4(1)', 'IR-4(5)', 'SI-2', 'SI-20', 'SI-4(12)', 'SI-4(5)'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_319', relation: 'broader' }],
    cdkNag: ['NIST.800.53.R5-CloudWatchAlarmAction'],
    securityHub: [
      { id: 'CloudWatch.15', relation: 'broader' },
      { id: 'CloudWatch.17', relation: 'broader' },
    ],
    prowler: [
      { id: 'cloudwatch_alarm_actions_enabled', relation: 'broader' },
      { id: 'cloudwatch_alarm_actions_alarm_state_configured', relation: 'broader' },
    ],
    awsConfig: [
      { id: 'cloudwatch-alarm-action-check', relation: 'broader' },
      { id: 'cloudwatch-alarm-action-enabled-check', relation: 'broader' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudwatch_metric_alarm.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudwatch_composite_alarm.html.markdown',
  ],
  check: (block) => [...judgeSwitch(block), ...judgeActions(block)],
  examples: {
    good: [
      {
        name: 'a topic is told',
        configuration: {
          resource: {
            aws_sns_topic: { alerts: { name: 'alerts' } },
            aws_cloudwatch_metric_alarm: {
              errors: {
                alarm_name: 'orders-errors',
                comparison_operator: 'GreaterThanThreshold',
                evaluation_periods: 1,
                alarm_actions: ['${aws_sns_topic.alerts.arn}'],
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'no action',
        configuration: {
          resource: {
            aws_cloudwatch_metric_alarm: {
              errors: {
                alarm_name: 'orders-errors',
                comparison_operator: 'GreaterThanThreshold',
                evaluation_periods: 1,
              },
            },
          },
        },
      },
      {
        name: 'actions switched off',
        configuration: {
          resource: {
            aws_sns_topic: { alerts: { name: 'alerts' } },
            aws_cloudwatch_composite_alarm: {
              orders: {
                alarm_name: 'orders',
                alarm_rule: 'ALARM(orders-errors)',
                actions_enabled: false,
                alarm_actions: ['${aws_sns_topic.alerts.arn}'],
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a list of actions that a variable holds',
        configuration: {
          variable: { actions: { type: 'list(string)' } },
          resource: {
            aws_cloudwatch_metric_alarm: {
              errors: {
                alarm_name: 'orders-errors',
                comparison_operator: 'GreaterThanThreshold',
                evaluation_periods: 1,
                alarm_actions: '${var.actions}',
              },
            },
          },
        },
      },
    ],
  },
});

function judgeSwitch(block: Block): readonly Outcome[] {
  const path = 'actions_enabled';
  const enabled = toBoolean(block.get(path));
  const expected = `${path} = true`;
  if (isUnknown(enabled)) return [undecided(path, enabled, expected)];
  if (enabled !== false) return [];
  return [fail({ path, message: 'the actions of the alarm are switched off', observed: block.get(path), expected })];
}

function judgeActions(block: Block): readonly Outcome[] {
  const path = 'alarm_actions';
  const actions = toList(block.get(path));
  const expected = `${path} names a topic or another target`;
  if (isUnknown(actions)) return [undecided(path, actions, expected)];
  const named = actions.filter((action) => action !== '');
  if (named.length > 0) return [];
  return [fail({ path, message: 'nothing happens when the alarm goes off', observed: block.get(path), expected })];
}
