import rule from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-rotation-interval';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const rules = (rotation_rules: unknown) =>
  resource('aws_secretsmanager_secret_rotation', { secret_id: 'orders/db', rotation_rules });
const schedule = (schedule_expression: string) => rules([{ schedule_expression }]);
const named = (expressions: readonly string[]) => expressions.map((name) => ({ name, configuration: schedule(name) }));

testRule(rule, {
  pass: [
    { name: 'at the limit, as an object', configuration: rules({ automatically_after_days: 90 }) },
    { name: 'as text in an array', configuration: rules([{ automatically_after_days: '30' }]) },
    { name: 'a null schedule', configuration: rules([{ automatically_after_days: 30, schedule_expression: null }]) },
    {
      name: 'what a state shows of a schedule',
      configuration: rules([{ automatically_after_days: 0, duration: '', schedule_expression: 'rate(30 days)' }]),
    },
    ...named([
      'rate(90 days)',
      'rate(1 day)',
      'rate(2160 hours)',
      'cron(0 8 1 * ? *)',
      'cron(0 16 1,15 * ? *)',
      'cron(0 0 1 1/2 ? *)',
      'cron(0 0 31 * ? *)',
      'cron(0 0 L * ? *)',
      'cron(0 0 LW * ? *)',
      'cron(0 0 15W * ? *)',
      'cron(0 0 ? * SUN *)',
      'cron(0 0 ? * MON#1 *)',
      'cron(0 0 ? 1,3,5,7,9,11 6L *)',
    ]),
  ],
  fail: [
    { name: 'over the limit', configuration: rules({ automatically_after_days: 91 }), message: '91 days' },
    { name: 'never', configuration: rules({ automatically_after_days: 0 }) },
    { name: 'no rules', configuration: rules(null), path: 'rotation_rules' },
    { name: 'over an own limit', configuration: rules({ automatically_after_days: 60 }), options: { maxDays: 30 } },
    ...named([
      'rate(91 days)',
      'rate(365 days)',
      'rate(2161 hours)',
      'cron(0 12 1 1 ? *)',
      'cron(0 0 1 1,4,7,10 ? *)',
      'cron(0 0 1 */3 ? *)',
      'cron(0 0 ? * 2#5 *)',
      'cron(0 4 ? JAN-JUN MON *)',
      'cron(0 0 29 2 ? *)',
      'cron(0 0 30 2 ? *)',
      'cron(0 0 1 * ? 2026)',
    ]),
  ],
  unknown: [
    {
      name: 'a token',
      configuration: rules([{ automatically_after_days: '${var.days}' }]),
      path: 'rotation_rules[0].automatically_after_days',
    },
    {
      name: 'a schedule of a variable',
      configuration: schedule('${var.schedule}'),
      path: 'rotation_rules[0].schedule_expression',
    },
    { name: 'a schedule of literals and a variable', configuration: schedule('rate(${var.days} days)') },
    { name: 'rules of a variable', configuration: rules('${var.rules}') },
    { name: 'no schedule of AWS', configuration: schedule('every month') },
  ],
  notApplicable: [{ name: 'count = 0', configuration: resource('aws_secretsmanager_secret_rotation', { count: 0 }) }],
});
