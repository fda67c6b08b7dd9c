import rule from '../../../../lib/compliance/rules/cloudwatch/metric-filter-config-changes';
import { callsPattern } from '../../../../lib/compliance/rules/cloudwatch/shared/example-monitoring';
import { testRule } from '../../../../lib/testing/rule-tester';
import { callsOf, eventRule, monitored } from './shared/monitored';

const FILTER = 'aws_cloudwatch_log_metric_filter.watch';
const BASELINE = { accountBaseline: true, address: 'terraform' };
const NAMES = ['StopConfigurationRecorder', 'DeleteDeliveryChannel', 'PutDeliveryChannel', 'PutConfigurationRecorder'];
const ofService = (names: readonly string[]): string =>
  `{ ($.eventSource = config.amazonaws.com) && (${callsPattern(names).slice(2, -2)}) }`;

testRule(rule, {
  pass: [
    { name: 'every call', configuration: monitored(callsPattern(NAMES)), ...BASELINE },
    { name: 'every call of the service', configuration: monitored(ofService(NAMES)), ...BASELINE },
    {
      name: 'in another order, and more',
      configuration: monitored(callsPattern(['RunInstances', ...[...NAMES].reverse()])),
      ...BASELINE,
    },
    { name: 'a rule of EventBridge', configuration: eventRule(callsOf('config', NAMES)), ...BASELINE },
    { name: 'the filter itself', configuration: monitored(ofService(NAMES)), address: FILTER },
  ],
  fail: [
    ...NAMES.map((left) => ({
      name: `without ${left}`,
      configuration: monitored(ofService(NAMES.filter((name) => name !== left))),
      address: FILTER,
      path: 'pattern',
      message: `leaves out ${left}`,
    })),
    {
      name: 'a baseline whose filter leaves a call out',
      configuration: monitored(callsPattern(NAMES.slice(1))),
      message: NAMES[0],
      ...BASELINE,
    },
    {
      name: 'calls of another service',
      configuration: monitored(ofService(NAMES).replace('config.', 'sqs.')),
      ...BASELINE,
    },
    {
      name: 'a rule of EventBridge that leaves a call out',
      configuration: eventRule(callsOf('config', NAMES.slice(1))),
      ...BASELINE,
    },
    { name: 'nothing', configuration: { provider: { aws: { region: 'eu-west-1' } } }, ...BASELINE },
  ],
  unknown: [{ name: 'a pattern that is not known', configuration: monitored('${var.pattern}'), ...BASELINE }],
  notApplicable: [{ name: 'no baseline', configuration: { provider: { aws: { region: 'eu-west-1' } } } }],
});
