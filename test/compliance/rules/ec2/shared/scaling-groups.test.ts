import { loadJson } from '../../../../../lib/compliance/model/load';
import { groupsOf } from '../../../../../lib/compliance/rules/ec2/shared/scaling-groups';

const groupsOfTemplate = (...groups: readonly object[]) => {
  const { configuration } = loadJson({
    resource: {
      aws_launch_template: { web: { name: 'web' }, other: { name: 'other' } },
      aws_autoscaling_group: Object.fromEntries(groups.map((group, index) => [`g${String(index)}`, group])),
    },
  });
  const template = configuration.block('aws_launch_template.web');
  return template === undefined ? undefined : [...groupsOf(template)].map(({ name }) => name);
};

it('finds groups that refer to a template or name it', () => {
  const specification = { launch_template_specification: { launch_template_name: 'web' } };
  expect(
    groupsOfTemplate(
      { launch_template: { id: '${aws_launch_template.web.id}' } },
      { launch_template: [{ name: 'web' }] },
      { mixed_instances_policy: { launch_template: specification } },
      { mixed_instances_policy: { launch_template: { override: [{}, specification] } } },
    ),
  ).toEqual(['g0', 'g1', 'g2', 'g3']);
});

it('leaves out groups of other templates and other mentions', () => {
  expect(
    groupsOfTemplate(
      { launch_template: { name: 'other' } },
      { launch_configuration: 'web' },
      { tag: [{ key: 'template', value: '${aws_launch_template.web.name}' }] },
    ),
  ).toEqual([]);
});
