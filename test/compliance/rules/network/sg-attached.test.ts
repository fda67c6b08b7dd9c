import rule from '../../../../lib/compliance/rules/network/sg-attached';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const group = { name: 'web' };
const id = '${aws_security_group.main.id}';

testRule(rule, {
  pass: [
    {
      name: 'an instance',
      configuration: resources({
        'aws_security_group.main': group,
        'aws_instance.i': { vpc_security_group_ids: [id] },
      }),
    },
    {
      name: 'a nested block',
      configuration: resources({
        'aws_security_group.main': group,
        'aws_ecs_service.s': { network_configuration: { security_groups: [id] } },
      }),
    },
    {
      name: 'an output',
      configuration: resources({ 'aws_security_group.main': group }, { output: { g: { value: id } } }),
    },
    {
      name: 'a module',
      configuration: resources({ 'aws_security_group.main': group }, { module: { m: { source: './m', group: id } } }),
    },
    {
      name: 'a local that something uses',
      configuration: resources(
        { 'aws_security_group.main': group, 'aws_lb.l': { security_groups: '${local.g}' } },
        { locals: { g: [id] } },
      ),
    },
    {
      name: 'the source of a rule of another group',
      configuration: resources({
        'aws_security_group.main': group,
        'aws_security_group_rule.r': { security_group_id: 'sg-1', source_security_group_id: id },
      }),
    },
    {
      name: 'an instance by its literal name',
      configuration: resources({ 'aws_security_group.main': group, 'aws_instance.i': { security_groups: ['web'] } }),
    },
    {
      name: 'one instance of a count',
      configuration: resources({
        'aws_security_group.main': { ...group, count: 2 },
        'aws_instance.i': { vpc_security_group_ids: ['${aws_security_group.main[0].id}'] },
      }),
    },
  ],
  fail: [
    {
      name: 'a rule of its own that names it by each',
      configuration: resources({
        'aws_security_group.main': group,
        'aws_vpc_security_group_ingress_rule.r': {
          for_each: { a: id },
          security_group_id: '${each.value}',
          ip_protocol: '-1',
        },
      }),
    },
    { name: 'nothing', configuration: resources({ 'aws_security_group.main': group }) },
    {
      name: 'a local that nothing uses',
      configuration: resources({ 'aws_security_group.main': group }, { locals: { g: id } }),
    },
    {
      name: 'itself',
      configuration: resources({
        'aws_security_group.main': { name: 'web', tags: { of: '${aws_security_group.main.vpc_id}' } },
      }),
    },
    {
      name: 'its own rules',
      configuration: resources({
        'aws_security_group.main': group,
        'aws_vpc_security_group_ingress_rule.r': { security_group_id: id, referenced_security_group_id: id },
      }),
    },
    {
      name: 'its literal name where no group is meant',
      configuration: resources({ 'aws_security_group.main': group, 'aws_instance.i': { tags: { Name: 'web' } } }),
    },
  ],
});
