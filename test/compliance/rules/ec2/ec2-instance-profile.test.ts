import rule from '../../../../lib/compliance/rules/ec2/ec2-instance-profile';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const address = 'aws_instance.main';
const instance = (profile: unknown, others: Attributes = {}) =>
  blocks({ [address]: { iam_instance_profile: profile, ...others }, 'aws_iam_instance_profile.p': {} });
const template = (profile: unknown, others: Attributes = {}) =>
  blocks({ 'aws_launch_template.t': { iam_instance_profile: profile, ...others } });
const fromTemplate = (profile: unknown) =>
  blocks({
    'aws_launch_template.t': { iam_instance_profile: profile },
    [address]: { launch_template: { id: '${aws_launch_template.t.id}' } },
  });

testRule(rule, {
  pass: [
    { name: 'by reference', configuration: instance('${aws_iam_instance_profile.p.name}') },
    { name: 'by name', configuration: instance('web') },
    { name: 'by a template of text', configuration: instance('web-${var.unset}') },
    { name: 'a template, by name', configuration: template({ name: 'web' }) },
    { name: 'a template, by ARN', configuration: template([{ arn: '${aws_iam_instance_profile.p.arn}' }]) },
    { name: 'by the template', configuration: fromTemplate({ name: 'web' }), address },
  ],
  fail: [
    { name: 'absent', configuration: instance(undefined), path: 'iam_instance_profile' },
    { name: 'null', configuration: instance(null) },
    { name: 'empty', configuration: instance('') },
    { name: 'a template without', configuration: template(null) },
    { name: 'a template with an empty block', configuration: template([{}]) },
    { name: 'a template without a name', configuration: template({ name: '' }) },
    { name: 'neither', configuration: fromTemplate(null), address },
  ],
  unknown: [
    { name: 'a variable', configuration: instance('${var.unset}') },
    { name: 'a choice', configuration: instance('${var.unset ? "web" : null}') },
    { name: 'a template outside', configuration: instance(null, { launch_template: { id: 'lt-0abc' } }) },
    {
      name: 'a template that may leave it out',
      configuration: template(null, {
        dynamic: { iam_instance_profile: { for_each: '${var.unset}', content: { name: 'web' } } },
      }),
    },
  ],
});
