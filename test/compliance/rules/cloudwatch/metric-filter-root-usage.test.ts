import rule from '../../../../lib/compliance/rules/cloudwatch/metric-filter-root-usage';
import { testRule } from '../../../../lib/testing/rule-tester';
import { eventRule, monitored } from './shared/monitored';

const BASELINE = { accountBaseline: true, address: 'terraform' };
const FILTER = 'aws_cloudwatch_log_metric_filter.watch';
const ALL_CALLS = { state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' };
const BOTH = ['AWS API Call via CloudTrail', 'AWS Console Sign In via CloudTrail'];
const ROOT = { userIdentity: { type: ['Root'] } };

testRule(rule, {
  pass: [
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    '{($.eventType!=AwsServiceEvent)&&($.userIdentity.type=Root)&&($.userIdentity.invokedBy NOT EXISTS)}',
    '{ $.userIdentity.type = Root }',
  ]
    .map((pattern) => ({ name: pattern, configuration: monitored(pattern), ...BASELINE }))
    .concat([
      {
        name: 'a rule of EventBridge that sees every call',
        configuration: eventRule({ 'detail-type': BOTH, detail: ROOT }, ALL_CALLS),
        ...BASELINE,
      },
    ]),
  fail: [
    '{ $.userIdentity.type = "Root" && $.eventName = ConsoleLogin }',
    '{ $.userIdentity.type = "Root" && $.eventType = AwsApiCall }',
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy EXISTS }',
    '{ $.userIdentity.type = "IAMUser" }',
    '{ $.eventName = ConsoleLogin }',
  ]
    .map((pattern) => ({ name: pattern, configuration: monitored(pattern), ...BASELINE }))
    .concat([
      {
        name: 'a rule of EventBridge about sign-ins only',
        configuration: eventRule({ 'detail-type': BOTH.slice(1), detail: ROOT }, ALL_CALLS),
        ...BASELINE,
      },
      {
        name: 'a rule of EventBridge that does not see calls that read',
        configuration: eventRule({ 'detail-type': BOTH, detail: ROOT }),
        ...BASELINE,
      },
    ]),
  unknown: [
    { name: 'a pattern that is not known', configuration: monitored('${var.pattern}'), ...BASELINE },
    {
      name: 'a state that is not known',
      configuration: eventRule({ detail: ROOT }, { state: '${var.state}' }),
      ...BASELINE,
    },
  ],
  notApplicable: [{ name: 'sign-ins', configuration: monitored('{ $.eventName = ConsoleLogin }'), address: FILTER }],
});
