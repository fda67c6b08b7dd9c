import rule from '../../../../lib/compliance/rules/kms/kms-key-deletion-window';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const key = (deletion_window_in_days: unknown, type = 'aws_kms_key') => resource(type, { deletion_window_in_days });

testRule(rule, {
  pass: [
    { name: 'absent', configuration: resource('aws_kms_key', {}) },
    { name: 'null', configuration: key(null) },
    { name: 'at the limit', configuration: key(14) },
    { name: 'as text', configuration: key('30') },
    { name: 'an own limit', configuration: key(7), options: { minDays: 7 } },
  ],
  fail: [
    { name: 'a day short', configuration: key(13), path: 'deletion_window_in_days', message: '13 days' },
    { name: 'a week as text', configuration: key('7') },
    ...['aws_kms_external_key', 'aws_kms_replica_key', 'aws_kms_replica_external_key'].map((type) => ({
      name: type,
      configuration: key(7, type),
    })),
  ],
  unknown: [{ name: 'a token', configuration: key('${var.days}') }],
  notApplicable: [
    { name: 'count = 0', configuration: resource('aws_kms_key', { count: 0, deletion_window_in_days: 7 }) },
  ],
});
