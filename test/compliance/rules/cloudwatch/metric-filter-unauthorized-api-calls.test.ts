import rule from '../../../../lib/compliance/rules/cloudwatch/metric-filter-unauthorized-api-calls';
import { testRule } from '../../../../lib/testing/rule-tester';
import { eventRule, monitored } from './shared/monitored';

const BASELINE = { accountBaseline: true, address: 'terraform' };
const FILTER = 'aws_cloudwatch_log_metric_filter.watch';
const ALL_CALLS = { state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' };
const REFUSED = { detail: { errorCode: [{ suffix: 'UnauthorizedOperation' }, { prefix: 'AccessDenied' }] } };

testRule(rule, {
  pass: [
    '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
    '{$.errorCode=*UnauthorizedOperation||$.errorCode=AccessDenied*}',
    '{ ($.errorCode = "*Unauthorized*") || ($.errorCode = "Access*") }',
    '{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }',
    '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") || ($.sourceIPAddress != "delivery.logs.amazonaws.com") || ($.eventName != "HeadBucket") }',
    '{ $.errorCode EXISTS }',
  ]
    .map((pattern) => ({ name: pattern, configuration: monitored(pattern), ...BASELINE }))
    .concat([
      { name: 'a rule of EventBridge that sees every call', configuration: eventRule(REFUSED, ALL_CALLS), ...BASELINE },
    ]),
  fail: [
    {
      name: 'one of the two, in every scope',
      configuration: monitored('{ $.errorCode = "AccessDenied*" }'),
      address: FILTER,
      message: '*UnauthorizedOperation',
    },
    { name: 'one of the two', configuration: monitored('{ $.errorCode = "AccessDenied*" }'), ...BASELINE },
    {
      name: 'only one of the codes that begin so',
      configuration: monitored('{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied") }'),
      ...BASELINE,
    },
    {
      name: 'of one user only',
      configuration: monitored('{ $.errorCode EXISTS && $.userIdentity.userName = "x" }'),
      ...BASELINE,
    },
    {
      name: 'a rule of EventBridge that does not see calls that read',
      configuration: eventRule(REFUSED),
      ...BASELINE,
    },
    { name: 'nothing', configuration: { resource: {} }, ...BASELINE },
  ],
  unknown: [
    {
      name: 'a regular expression',
      configuration: monitored('{ $.errorCode = %Unauthorized.+|Access.+% }'),
      ...BASELINE,
    },
  ],
});
