import rule from '../../../../lib/compliance/rules/iam/iam-access-analyzer-enabled';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const ANALYZER = 'aws_accessanalyzer_analyzer';
const TWO = { provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] } };
const BASELINE = { accountBaseline: true, address: 'terraform' };
const analyzer = (attributes: Record<string, unknown>, rest = {}) =>
  resources({ [`${ANALYZER}.main`]: attributes }, rest);

testRule(rule, {
  pass: [
    { name: 'by default', configuration: analyzer({}), ...BASELINE },
    { name: 'of the account', configuration: analyzer({ type: 'ACCOUNT' }) },
    { name: 'of the organization', configuration: analyzer({ type: 'ORGANIZATION' }), ...BASELINE },
    {
      name: 'two regions',
      configuration: resources({ [`${ANALYZER}.a`]: {}, [`${ANALYZER}.b`]: { provider: '${aws.us}' } }, TWO),
      ...BASELINE,
    },
  ],
  fail: [
    { name: 'unused access only', configuration: analyzer({ type: 'ORGANIZATION_UNUSED_ACCESS' }), ...BASELINE },
    { name: 'internal access only', configuration: analyzer({ type: 'ACCOUNT_INTERNAL_ACCESS' }), ...BASELINE },
    { name: 'one region of two', configuration: analyzer({}, TWO), findings: 1, message: 'us-east-1', ...BASELINE },
    {
      name: 'external access in one region, unused in the other',
      configuration: resources(
        { [`${ANALYZER}.a`]: {}, [`${ANALYZER}.b`]: { provider: 'aws.us', type: 'ACCOUNT_UNUSED_ACCESS' } },
        TWO,
      ),
      ...BASELINE,
    },
    { name: 'none', configuration: resources({}), ...BASELINE },
  ],
  unknown: [
    { name: 'a type', configuration: analyzer({ type: '${var.t}' }) },
    { name: 'a count', configuration: analyzer({ count: '${var.n}' }), ...BASELINE },
    {
      name: 'the region of a provider',
      configuration: analyzer(
        {},
        { provider: { aws: [{ region: '${var.r}' }, { alias: 'us', region: 'us-east-1' }] } },
      ),
      ...BASELINE,
    },
  ],
  notApplicable: [{ name: 'unused access', configuration: analyzer({ type: 'ACCOUNT_UNUSED_ACCESS' }) }],
});
