import rule from '../../../../lib/compliance/rules/cloudwatch/metric-filter-console-auth-failures';
import { testRule } from '../../../../lib/testing/rule-tester';
import { eventRule, monitored } from './shared/monitored';

const BASELINE = { accountBaseline: true, address: 'terraform' };
const FILTER = 'aws_cloudwatch_log_metric_filter.watch';

testRule(rule, {
  pass: [
    '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    '{$.errorMessage="Failed*"&&$.eventName="ConsoleLogin"}',
    '{ $.eventName = ConsoleLogin && $.responseElements.ConsoleLogin = Failure }',
    '{ $.eventSource = signin.amazonaws.com }',
  ]
    .map((pattern) => ({ name: pattern, configuration: monitored(pattern), ...BASELINE }))
    .concat([
      {
        name: 'a rule of EventBridge',
        configuration: eventRule({ source: ['aws.signin'], detail: { errorMessage: ['Failed authentication'] } }),
        ...BASELINE,
      },
    ]),
  fail: [
    '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "failed authentication") }',
    '{ ($.eventName = ConsoleLogin) && ($.responseElements.ConsoleLogin = Success) }',
    '{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed != "Yes") }',
    '{ ($.eventName = ConsoleLogin) && ($.userIdentity.userName = "x") }',
  ].map((pattern) => ({ name: pattern, configuration: monitored(pattern), ...BASELINE })),
  unknown: [{ name: 'a pattern that is not known', configuration: monitored('${var.pattern}'), ...BASELINE }],
  notApplicable: [{ name: 'no baseline', configuration: monitored('{ $.eventName = x }'), address: FILTER }],
});
