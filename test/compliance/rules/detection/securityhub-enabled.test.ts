import rule from '../../../../lib/compliance/rules/detection/securityhub-enabled';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const ACCOUNT = 'aws_securityhub_account';
const ORGANIZATION = 'aws_securityhub_organization_configuration.main';
const TWO = { provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] } };
const BASELINE = { accountBaseline: true, address: 'terraform' };

testRule(rule, {
  pass: [
    { name: 'an account in any scope', configuration: resources({ [`${ACCOUNT}.main`]: {} }) },
    { name: 'one region', configuration: resources({ [`${ACCOUNT}.main`]: {} }), ...BASELINE },
    {
      name: 'two regions',
      configuration: resources({ [`${ACCOUNT}.a`]: {}, [`${ACCOUNT}.b`]: { provider: 'aws.us' } }, TWO),
      ...BASELINE,
    },
    {
      name: 'regions of for_each',
      configuration: resources(
        { [`${ACCOUNT}.a`]: { for_each: ['eu-west-1', 'us-east-1'], region: '${each.value}' } },
        TWO,
      ),
      ...BASELINE,
    },
    { name: 'an organization', configuration: resources({ [ORGANIZATION]: { auto_enable: true } }), ...BASELINE },
    {
      name: 'an organization with central policies',
      configuration: resources({
        [ORGANIZATION]: { auto_enable: false, organization_configuration: { configuration_type: 'CENTRAL' } },
      }),
      ...BASELINE,
    },
    {
      name: 'an alias of another account',
      configuration: resources(
        { [`${ACCOUNT}.main`]: {} },
        { provider: { aws: [{ region: 'eu-west-1' }, { alias: 'dns', region: 'us-east-1', profile: 'dns' }] } },
      ),
      ...BASELINE,
    },
  ],
  fail: [
    {
      name: 'one region of two',
      configuration: resources({ [`${ACCOUNT}.a`]: {} }, TWO),
      findings: 1,
      message: 'us-east-1',
      ...BASELINE,
    },
    { name: 'nothing', configuration: resources({}, TWO), findings: 2, ...BASELINE },
    {
      name: 'a region that a resource names',
      configuration: resources({ [`${ACCOUNT}.a`]: {}, 'aws_s3_bucket.b': { region: 'eu-south-1' } }, TWO),
      findings: 2,
      ...BASELINE,
    },
    {
      name: 'an organization that is left alone',
      configuration: resources({ [ORGANIZATION]: { auto_enable: false } }),
      ...BASELINE,
    },
    {
      name: 'an account that count = 0 removes',
      configuration: resources({ [`${ACCOUNT}.a`]: { count: 0 } }),
      ...BASELINE,
    },
  ],
  unknown: [
    { name: 'a count', configuration: resources({ [`${ACCOUNT}.a`]: { count: '${var.n}' } }), ...BASELINE },
    { name: 'an organization', configuration: resources({ [ORGANIZATION]: { auto_enable: '${var.e}' } }), ...BASELINE },
    {
      name: 'a region',
      configuration: resources(
        { [`${ACCOUNT}.a`]: { region: '${var.r}' } },
        { provider: { aws: { region: 'eu-west-1' } } },
      ),
      ...BASELINE,
    },
    { name: 'a module', configuration: { module: { m: { source: './m' } } }, ...BASELINE },
  ],
  notApplicable: [
    { name: 'no baseline', configuration: resources({}) },
    { name: 'an organization in any scope', configuration: resources({ [ORGANIZATION]: { auto_enable: false } }) },
  ],
});
