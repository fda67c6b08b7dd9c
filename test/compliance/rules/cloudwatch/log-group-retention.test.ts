import rule from '../../../../lib/compliance/rules/cloudwatch/log-group-retention';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const group = (attributes: Record<string, unknown>) =>
  resource('aws_cloudwatch_log_group', { name: '/app', ...attributes });

testRule(rule, {
  pass: [
    { name: 'a year', configuration: group({ retention_in_days: 365 }) },
    { name: 'numeric text', configuration: group({ retention_in_days: '400' }) },
    { name: 'never', configuration: group({ retention_in_days: 0 }) },
    { name: 'absent', configuration: group({}) },
    { name: 'null', configuration: group({ retention_in_days: null }) },
    { name: 'a month where that is enough', configuration: group({ retention_in_days: 30 }), options: { minDays: 30 } },
    {
      name: 'a variable with a default',
      configuration: { ...group({ retention_in_days: '${var.d}' }), variable: { d: { default: 731 } } },
    },
  ],
  fail: [
    { name: 'one day less', configuration: group({ retention_in_days: 364 }), path: 'retention_in_days' },
    { name: 'numeric text', configuration: group({ retention_in_days: '30' }), message: '30 days' },
    { name: 'no number', configuration: group({ retention_in_days: 'a year' }), message: 'no number' },
    { name: 'a list', configuration: group({ retention_in_days: [365] }) },
    {
      name: 'never, where an end is wanted',
      configuration: group({}),
      options: { allowNeverExpire: false },
      message: 'never',
    },
    {
      name: '0, where an end is wanted',
      configuration: group({ retention_in_days: 0 }),
      options: { allowNeverExpire: false },
    },
    {
      name: 'a class that is searched less often',
      configuration: group({ retention_in_days: 30, log_group_class: 'INFREQUENT_ACCESS' }),
    },
  ],
  unknown: [
    { name: 'a variable', configuration: group({ retention_in_days: '${var.d}' }) },
    { name: 'a class that is not known', configuration: group({ retention_in_days: 1, log_group_class: '${var.c}' }) },
  ],
  notApplicable: [
    { name: 'a group that hands logs on', configuration: group({ retention_in_days: 1, log_group_class: 'DELIVERY' }) },
  ],
});
