import rule from '../../../../lib/compliance/rules/network/sg-single-rule-style';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const rules = (group: Record<string, unknown>, ...types: readonly string[]) =>
  resources({
    'aws_security_group.main': group,
    ...Object.fromEntries(types.map((type) => [`${type}.r`, { security_group_id: '${aws_security_group.main.id}' }])),
  });
const inline = { ingress: [{ protocol: 'tcp', from_port: 1, to_port: 1, self: true }] };
const single = 'aws_vpc_security_group_ingress_rule';

testRule(rule, {
  pass: [
    { name: 'blocks only', configuration: rules(inline) },
    { name: 'rule resources only', configuration: rules({ ingress: null, egress: [] }, single) },
    {
      name: 'a rule of a group elsewhere',
      configuration: resources({
        'aws_security_group.main': inline,
        [`${single}.r`]: { security_group_id: '${var.g}' },
      }),
    },
    {
      name: 'a rule of another group that has this one as its source',
      configuration: resources({
        'aws_security_group.main': inline,
        [`${single}.r`]: { security_group_id: 'sg-1', referenced_security_group_id: '${aws_security_group.main.id}' },
      }),
    },
  ],
  fail: [
    {
      name: 'an empty list, which removes the rules of rule resources',
      configuration: rules({ ingress: null, egress: [] }, single, 'aws_vpc_security_group_egress_rule'),
      path: 'egress',
      message: 'egress = []',
    },
    {
      name: 'a rule resource that names the group by each',
      configuration: resources({
        'aws_security_group.main': inline,
        [`${single}.r`]: { for_each: { a: '${aws_security_group.main.id}' }, security_group_id: '${each.value}' },
      }),
    },
    { name: 'blocks and a rule resource', configuration: rules(inline, single), path: 'ingress[0]' },
    {
      name: 'an egress block and an ingress rule',
      configuration: rules({ egress: { protocol: '-1' } }, 'aws_security_group_rule'),
      path: 'egress[0]',
    },
    {
      name: 'two kinds of rule resources',
      configuration: rules({}, single, 'aws_security_group_rule'),
      message: 'two kinds',
    },
    { name: 'everything at once', configuration: rules(inline, single, 'aws_security_group_rule'), findings: 2 },
    {
      name: 'through a local',
      configuration: resources(
        { 'aws_security_group.main': inline, [`${single}.r`]: { security_group_id: '${local.g}' } },
        { locals: { g: '${aws_security_group.main.id}' } },
      ),
    },
  ],
  unknown: [
    { name: 'blocks that are not known', configuration: rules({ ingress: '${var.r}' }, single), path: 'ingress' },
  ],
});
