import rule from '../../../../lib/compliance/rules/cloudtrail/cloudtrail-cloudwatch-logs';
import { testRule } from '../../../../lib/testing/rule-tester';
import { trail } from './trails';

const GROUP = '${aws_cloudwatch_log_group.g.arn}:*';
const ROLE = '${aws_iam_role.r.arn}';
const logs = (cloud_watch_logs_group_arn: unknown, cloud_watch_logs_role_arn: unknown) =>
  trail({ cloud_watch_logs_group_arn, cloud_watch_logs_role_arn });

testRule(rule, {
  pass: [
    { name: 'both', configuration: logs(GROUP, ROLE) },
    {
      name: 'literals',
      configuration: logs('arn:aws:logs:eu-west-1:111122223333:log-group:g:*', 'arn:aws:iam::111122223333:role/r'),
    },
  ],
  fail: [
    { name: 'neither', configuration: trail(), findings: 2 },
    { name: 'no role', configuration: logs(GROUP, null), path: 'cloud_watch_logs_role_arn', findings: 1 },
    { name: 'no group', configuration: logs('', ROLE), path: 'cloud_watch_logs_group_arn' },
  ],
  unknown: [
    {
      name: 'a variable that may be null',
      configuration: logs('${var.unset}', ROLE),
      path: 'cloud_watch_logs_group_arn',
    },
  ],
});
