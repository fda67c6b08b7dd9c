import rule from '../../../../lib/compliance/rules/detection/guardduty-enabled';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const DETECTOR = 'aws_guardduty_detector';
const ORGANIZATION = 'aws_guardduty_organization_configuration.main';
const TWO = { provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] } };
const BASELINE = { accountBaseline: true, address: 'terraform' };

testRule(rule, {
  pass: [
    { name: 'on', configuration: resources({ [`${DETECTOR}.main`]: { enable: true } }) },
    { name: 'by default', configuration: resources({ [`${DETECTOR}.main`]: { enable: null } }) },
    {
      name: 'two regions',
      configuration: resources({ [`${DETECTOR}.a`]: {}, [`${DETECTOR}.b`]: { region: 'us-east-1' } }, TWO),
      ...BASELINE,
    },
  ],
  fail: [
    { name: 'off', configuration: resources({ [`${DETECTOR}.main`]: { enable: false } }), path: 'enable' },
    { name: 'off as text', configuration: resources({ [`${DETECTOR}.main`]: { enable: 'false' } }) },
    {
      name: 'off in one region of for_each',
      configuration: resources({ [`${DETECTOR}.main`]: { for_each: { a: true, b: false }, enable: '${each.value}' } }),
      findings: 1,
    },
    {
      name: 'off by the default of a variable',
      configuration: resources(
        { [`${DETECTOR}.main`]: { enable: '${var.e}' } },
        { variable: { e: { default: false } } },
      ),
    },
    { name: 'one region of two', configuration: resources({ [`${DETECTOR}.a`]: {} }, TWO), findings: 1, ...BASELINE },
    { name: 'nothing', configuration: resources({}), ...BASELINE },
    {
      name: 'the organization of a detector elsewhere in the configuration',
      configuration: resources(
        {
          [`${DETECTOR}.b`]: { provider: 'aws.us' },
          [ORGANIZATION]: { detector_id: '${aws_guardduty_detector.b.id}', auto_enable_organization_members: 'ALL' },
        },
        TWO,
      ),
      ...BASELINE,
    },
  ],
  unknown: [
    { name: 'a variable', configuration: resources({ [`${DETECTOR}.main`]: { enable: '${var.e}' } }) },
    { name: 'a count', configuration: resources({ [`${DETECTOR}.a`]: { count: '${var.n}' } }), ...BASELINE },
    {
      name: 'a detector that is looked up',
      configuration: resources({ [ORGANIZATION]: { detector_id: '${data.aws_guardduty_detector.d.id}' } }),
      ...BASELINE,
    },
    {
      name: 'a detector that is named',
      configuration: resources({ [ORGANIZATION]: { detector_id: 'abc' } }),
      ...BASELINE,
    },
  ],
  notApplicable: [{ name: 'no baseline', configuration: resources({}) }],
});
