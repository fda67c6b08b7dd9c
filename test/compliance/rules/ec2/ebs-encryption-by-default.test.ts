import rule from '../../../../lib/compliance/rules/ec2/ebs-encryption-by-default';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases } from '../rds/shared/configurations';

const TYPE = 'aws_ebs_encryption_by_default';
const setting = (attributes: Record<string, unknown>, rest = {}) => blocks({ [`${TYPE}.main`]: attributes }, rest);
const cases = booleanCases((attributes) => setting(attributes), 'enabled', true, 'pass');
const regions = { provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] } };
const accountBaseline = true;
const address = 'terraform';

testRule(rule, {
  pass: [
    ...cases.pass,
    {
      name: 'the only region',
      configuration: setting({}, { provider: { aws: [{ region: 'eu-west-1' }] } }),
      accountBaseline,
    },
    { name: 'no provider block', configuration: setting({}), accountBaseline },
    {
      name: 'one in each region',
      configuration: blocks({ [`${TYPE}.eu`]: {}, [`${TYPE}.us`]: { provider: 'aws.us' } }, regions),
      accountBaseline,
    },
    {
      name: 'one block for each region, by the argument region',
      configuration: setting({ for_each: ['eu-west-1', 'us-east-1'], region: '${each.value}' }, regions),
      accountBaseline,
    },
  ],
  fail: [
    ...cases.fail,
    { name: 'none', configuration: blocks({}), accountBaseline, address },
    {
      name: 'one region lacks it',
      configuration: setting({}, regions),
      accountBaseline,
      address,
      message: 'us-east-1',
    },
    {
      name: 'one that is off',
      configuration: setting({ enabled: false }, { provider: { aws: [{ region: 'eu-west-1' }] } }),
      accountBaseline,
      address,
    },
    { name: 'count = 0', configuration: setting({ count: 0 }), accountBaseline, address },
  ],
  unknown: [
    ...cases.unknown,
    { name: 'one that may not be there', configuration: setting({ count: '${var.unset}' }), accountBaseline, address },
    {
      name: 'one in a region of a variable',
      configuration: setting({ region: '${var.unset}' }, regions),
      accountBaseline,
      address,
      findings: 2,
    },
  ],
  notApplicable: [
    ...cases.notApplicable,
    { name: 'none, where nobody declares a baseline', configuration: blocks({ 'aws_instance.web': {} }) },
  ],
});
