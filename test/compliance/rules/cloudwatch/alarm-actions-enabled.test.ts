import rule from '../../../../lib/compliance/rules/cloudwatch/alarm-actions-enabled';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const metric = (attributes: Record<string, unknown>) => resource('aws_cloudwatch_metric_alarm', attributes);
const composite = (attributes: Record<string, unknown>) => resource('aws_cloudwatch_composite_alarm', attributes);
const actions = ['${aws_sns_topic.t.arn}'];

testRule(rule, {
  pass: [
    { name: 'a topic', configuration: metric({ alarm_actions: actions }) },
    { name: 'a topic of a composite alarm', configuration: composite({ alarm_actions: actions }) },
    { name: 'switched on', configuration: metric({ alarm_actions: actions, actions_enabled: 'true' }) },
    { name: 'null as the switch', configuration: metric({ alarm_actions: actions, actions_enabled: null }) },
    { name: 'a variable as the only action', configuration: metric({ alarm_actions: ['${var.topic}'] }) },
  ],
  fail: [
    { name: 'no actions', configuration: metric({}), path: 'alarm_actions' },
    { name: 'no actions of a composite alarm', configuration: composite({}), path: 'alarm_actions' },
    { name: 'an empty list', configuration: metric({ alarm_actions: [] }) },
    { name: 'null in the list', configuration: metric({ alarm_actions: [null] }) },
    { name: 'an action for the return to normal only', configuration: metric({ ok_actions: actions }) },
    { name: 'switched off', configuration: metric({ alarm_actions: actions, actions_enabled: false }), findings: 1 },
    { name: 'switched off as text', configuration: metric({ alarm_actions: actions, actions_enabled: 'false' }) },
    { name: 'both', configuration: metric({ actions_enabled: false }), findings: 2 },
    {
      name: 'switched off, whatever the actions are',
      configuration: metric({ alarm_actions: '${var.a}', actions_enabled: false }),
    },
  ],
  unknown: [
    {
      name: 'a switch that is not known',
      configuration: metric({ alarm_actions: actions, actions_enabled: '${var.e}' }),
    },
    { name: 'a list that is not known', configuration: metric({ alarm_actions: '${var.a}' }) },
  ],
});
