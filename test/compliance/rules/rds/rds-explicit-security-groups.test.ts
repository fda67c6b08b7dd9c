import rule from '../../../../lib/compliance/rules/rds/rds-explicit-security-groups';
import { testRule } from '../../../../lib/testing/rule-tester';
import { cluster, instance } from './shared/configurations';

const path = 'vpc_security_group_ids';
const groups = (list: unknown, others = {}) =>
  instance({ [path]: list }, { 'aws_security_group.g': {}, 'aws_vpc.v': {}, ...others });

testRule(rule, {
  pass: [
    {
      name: 'every group of a block',
      configuration: instance(
        { vpc_security_group_ids: '${aws_security_group.g[*].id}' },
        { 'aws_security_group.g': { count: 2 } },
      ),
    },
    {
      name: 'a group of the configuration',
      configuration: groups(['${aws_security_group.g.id}']),
      address: 'aws_db_instance.main',
    },
    { name: 'a literal group', configuration: cluster({ [path]: ['sg-0a1b2c3d'] }) },
    { name: 'a group of a variable in a list', configuration: groups(['${var.unset}']) },
  ],
  fail: [
    { name: 'absent', configuration: instance({}), path },
    { name: 'null', configuration: cluster({ [path]: null }), path },
    { name: 'empty', configuration: groups([]), path },
    { name: 'only null', configuration: groups([null]), path },
    {
      name: 'the default group of a VPC',
      configuration: groups(['${aws_security_group.g.id}', '${aws_vpc.v.default_security_group_id}']),
      path: `${path}[1]`,
      findings: 1,
    },
    {
      name: 'the default group, in a list of an instance',
      configuration: {
        resource: {
          aws_vpc: { v: {} },
          aws_security_group: { g: {} },
          aws_db_instance: {
            main: {
              for_each: {
                own: { group: '${aws_security_group.g.id}' },
                other: { group: '${aws_vpc.v.default_security_group_id}' },
              },
              vpc_security_group_ids: ['${each.value.group}'],
            },
          },
        },
      },
      path: `${path}[0]`,
      findings: 1,
    },
    {
      name: 'the adopted default group',
      configuration: groups(['${aws_default_security_group.d.id}']),
      path: `${path}[0]`,
    },
    {
      name: 'the default group by data source',
      configuration: groups(['${data.aws_security_group.d.id}'], { 'data.aws_security_group.d': { name: 'default' } }),
    },
    {
      name: 'a replica from another region',
      configuration: instance({
        region: 'eu-west-1',
        replicate_source_db: 'arn:aws:rds:us-east-1:111122223333:db:orders',
      }),
    },
    {
      name: 'the default group, found by a filter',
      configuration: instance(
        { vpc_security_group_ids: ['${data.aws_security_group.d.id}'] },
        { 'data.aws_security_group.d': { filter: [{ name: 'group-name', values: ['default'] }] } },
      ),
    },
  ],
  unknown: [
    {
      name: 'groups that may not be made',
      configuration: instance(
        { vpc_security_group_ids: '${aws_security_group.g[*].id}' },
        { 'aws_security_group.g': { count: '${var.unset ? 1 : 0}' } },
      ),
    },
    { name: 'an unknown list', configuration: groups('${var.unset}'), path },
    {
      name: 'a replica or not',
      configuration: instance({ replicate_source_db: '${var.unset}' }),
      path: 'replicate_source_db',
    },
    {
      name: 'a group of its own or the default one',
      configuration: instance(
        { vpc_security_group_ids: ['${var.unset ? aws_security_group.g.id : aws_vpc.v.default_security_group_id}'] },
        { 'aws_security_group.g': {}, 'aws_vpc.v': {} },
      ),
      path: 'vpc_security_group_ids[0]',
    },
  ],
  notApplicable: [
    { name: 'a replica in the region of its source', configuration: instance({ replicate_source_db: 'orders' }) },
    { name: 'count = 0', configuration: instance({ count: 0 }) },
  ],
});
