import rule from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-recovery-window';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const secret = (recovery_window_in_days: unknown) => resource('aws_secretsmanager_secret', { recovery_window_in_days });

testRule(rule, {
  pass: [
    { name: 'absent', configuration: resource('aws_secretsmanager_secret', {}) },
    { name: 'null', configuration: secret(null) },
    { name: 'the shortest window', configuration: secret(7) },
    { name: 'the longest window as text', configuration: secret('30') },
  ],
  fail: [
    { name: 'none', configuration: secret(0), path: 'recovery_window_in_days', message: 'at once' },
    { name: 'none, as text', configuration: secret('0') },
    { name: 'under an own limit', configuration: secret(7), options: { minDays: 14 } },
  ],
  unknown: [{ name: 'a token', configuration: secret('${var.days}') }],
  notApplicable: [
    {
      name: 'count = 0',
      configuration: resource('aws_secretsmanager_secret', { count: 0, recovery_window_in_days: 0 }),
    },
  ],
});
