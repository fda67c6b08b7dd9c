import rule from '../../../../lib/compliance/rules/iam/iam-server-certificate-not-expired';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';
import { withVariables } from './policies';

const valid = rule.examples.good[0]?.configuration ?? {};
const expired = rule.examples.bad[0]?.configuration ?? {};

testRule(rule, {
  pass: [
    { name: 'long before its end', configuration: valid, options: { now: '2026-01-01T00:00:00Z' } },
    { name: 'an old one in its own time', configuration: expired, options: { now: '2019-06-01T00:00:00Z' } },
    {
      name: 'shortly before its end, without a warning',
      configuration: valid,
      options: { now: '2098-12-31T00:00:00Z', warnDays: 0 },
    },
  ],
  fail: [
    { name: 'expired', configuration: expired, options: { now: '2026-01-01T00:00:00Z' }, message: 'is expired' },
    {
      name: 'shortly before its end',
      configuration: valid,
      options: { now: '2098-12-11T00:00:00Z' },
      message: 'in 21 days',
    },
  ],
  unknown: [
    {
      name: 'a variable',
      configuration: withVariables(resource('aws_iam_server_certificate', { certificate_body: '${var.c}' }), 'c'),
    },
    {
      name: 'no certificate',
      configuration: resource('aws_iam_server_certificate', { certificate_body: 'nonsense' }),
      message: 'cannot be read',
    },
  ],
});
