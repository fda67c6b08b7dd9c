import rule from '../../../../lib/compliance/rules/cloudwatch/metric-filter-console-signin-without-mfa';
import { testRule } from '../../../../lib/testing/rule-tester';
import { eventRule, monitored } from './shared/monitored';

const BASELINE = { accountBaseline: true, address: 'terraform' };
const FILTER = 'aws_cloudwatch_log_metric_filter.watch';

testRule(rule, {
  pass: [
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
    '{$.additionalEventData.MFAUsed!=Yes&&$.eventName=ConsoleLogin}',
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    '{ $.eventName = ConsoleLogin && $.additionalEventData.MFAUsed = No }',
    '{ $.eventName = ConsoleLogin }',
  ]
    .map((pattern) => ({ name: pattern, configuration: monitored(pattern), ...BASELINE }))
    .concat([
      {
        name: 'a rule of EventBridge',
        configuration: eventRule({
          'detail-type': ['AWS Console Sign In via CloudTrail'],
          detail: { eventName: ['ConsoleLogin'], additionalEventData: { MFAUsed: ['No'] } },
        }),
        ...BASELINE,
      },
    ]),
  fail: [
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed = "Yes") }',
    '{ ($.eventName = "ConsoleLogin") && ($.errorMessage = "Failed authentication") }',
    '{ ($.eventName = "ConsoleLogin") && ($.userIdentity.type = "Root") }',
    '{ ($.eventName = "SwitchRole") && ($.additionalEventData.MFAUsed != "Yes") }',
  ]
    .map((pattern) => ({ name: pattern, configuration: monitored(pattern), ...BASELINE }))
    .concat([
      {
        name: 'a rule of EventBridge about calls',
        configuration: eventRule({
          'detail-type': ['AWS API Call via CloudTrail'],
          detail: { eventName: ['ConsoleLogin'] },
        }),
        ...BASELINE,
      },
    ]),
  unknown: [{ name: 'a pattern that is not known', configuration: monitored('${var.pattern}'), ...BASELINE }],
  notApplicable: [
    {
      name: 'failed sign-ins',
      configuration: monitored('{ $.errorMessage = "Failed authentication" }'),
      address: FILTER,
    },
  ],
});
