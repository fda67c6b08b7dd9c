import rule from '../../../../lib/compliance/rules/kms/kms-key-rotation-period';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const key = (attributes: Record<string, unknown>) =>
  resource('aws_kms_key', { enable_key_rotation: true, ...attributes });

testRule(rule, {
  pass: [
    { name: 'absent', configuration: key({}) },
    { name: 'null', configuration: key({ rotation_period_in_days: null }) },
    { name: 'at the limit', configuration: key({ rotation_period_in_days: 365 }) },
    { name: 'as text', configuration: key({ rotation_period_in_days: '90' }) },
    { name: 'an own limit', configuration: key({ rotation_period_in_days: 730 }), options: { maxDays: 800 } },
  ],
  fail: [
    {
      name: 'over the limit',
      configuration: key({ rotation_period_in_days: 366 }),
      path: 'rotation_period_in_days',
      message: '366 days',
    },
    { name: 'over the limit as text', configuration: key({ rotation_period_in_days: '2560' }) },
    { name: 'absent, with a limit below the default of AWS', configuration: key({}), options: { maxDays: 180 } },
  ],
  unknown: [
    {
      name: 'a token',
      configuration: key({ rotation_period_in_days: '${var.days}' }),
      path: 'rotation_period_in_days',
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: key({ count: 0, rotation_period_in_days: 730 }) }],
});
