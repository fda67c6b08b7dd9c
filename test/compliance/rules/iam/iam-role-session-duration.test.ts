import rule from '../../../../lib/compliance/rules/iam/iam-role-session-duration';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';
import { withVariables } from './policies';

const role = (value: unknown) => resource('aws_iam_role', { max_session_duration: value });
const set = (value: unknown) => resource('aws_ssoadmin_permission_set', { session_duration: value });

testRule(rule, {
  pass: [
    { name: 'absent', configuration: role(undefined) },
    { name: 'null', configuration: set(null) },
    { name: 'four hours', configuration: role(14400) },
    { name: 'text', configuration: role('3600') },
    { name: 'a permission set', configuration: set('PT4H') },
    { name: 'hours and minutes', configuration: set('PT3H59M60S') },
    { name: 'twelve hours, with the option', configuration: role(43200), options: { maxSeconds: 43200 } },
  ],
  fail: [
    { name: 'more than four hours', configuration: role(14401), path: 'max_session_duration' },
    { name: 'text', configuration: role('43200') },
    { name: 'a permission set', configuration: set('PT12H'), path: 'session_duration', message: '43200 seconds' },
    { name: 'a day', configuration: set('P1D') },
  ],
  unknown: [
    { name: 'a variable', configuration: withVariables(role('${var.s}'), 's') },
    { name: 'no duration', configuration: set('four hours') },
  ],
});
