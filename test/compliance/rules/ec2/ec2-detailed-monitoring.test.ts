import rule from '../../../../lib/compliance/rules/ec2/ec2-detailed-monitoring';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases, type Attributes } from '../rds/shared/configurations';

const address = 'aws_instance.main';
const instance = (attributes: Attributes) => blocks({ [address]: attributes });
const cases = booleanCases(instance, 'monitoring', true, 'fail');
const template = (monitoring: unknown) => blocks({ 'aws_launch_template.t': { monitoring } });
const fromTemplate = (monitoring: unknown, main: Attributes = {}) =>
  blocks({
    'aws_launch_template.t': { monitoring },
    [address]: { launch_template: { id: '${aws_launch_template.t.id}' }, ...main },
  });

testRule(rule, {
  ...cases,
  pass: [
    ...cases.pass,
    { name: 'a template', configuration: template({ enabled: true }) },
    { name: 'a template, as an array', configuration: template([{ enabled: 'true' }]) },
    { name: 'by the template', configuration: fromTemplate({ enabled: true }), address },
    { name: 'in spite of the template', configuration: fromTemplate(null, { monitoring: true }), address },
  ],
  fail: [
    ...cases.fail,
    { name: 'a template without', configuration: template(null), path: 'monitoring' },
    { name: 'a template, off', configuration: template({ enabled: false }), path: 'monitoring[0].enabled' },
    { name: 'neither', configuration: fromTemplate(null), address, path: 'monitoring' },
    {
      name: 'off, in spite of the template',
      configuration: fromTemplate({ enabled: true }, { monitoring: false }),
      address,
    },
  ],
  unknown: [
    ...cases.unknown,
    { name: 'a template outside', configuration: instance({ launch_template: { name: 'web' } }) },
    { name: 'the template of a variable', configuration: fromTemplate({ enabled: '${var.unset}' }), address },
  ],
});
