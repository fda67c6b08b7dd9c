import rule from '../../../../lib/compliance/rules/rds/rds-cluster-multi-az';
import { testRule } from '../../../../lib/testing/rule-tester';
import { cluster, type Attributes } from './shared/configurations';

const address = 'aws_rds_cluster.main';
const link = { cluster_identifier: '${aws_rds_cluster.main.id}' };
const members = (...each: readonly Attributes[]) =>
  cluster(
    { engine: 'aurora-mysql', cluster_identifier: 'orders' },
    Object.fromEntries(each.map((attributes, index) => [`aws_rds_cluster_instance.m${String(index)}`, attributes])),
  );

const many = (attributes: Attributes, ...each: readonly Attributes[]) =>
  cluster(
    { engine: 'aurora-mysql', ...attributes },
    Object.fromEntries(each.map((member, index) => [`aws_rds_cluster_instance.m${String(index)}`, member])),
  );
const byIndex = { count: 2, cluster_identifier: '${aws_rds_cluster.main[count.index].id}' };
const byKey = { for_each: ['a', 'b'], cluster_identifier: '${aws_rds_cluster.main[each.key].id}' };
const first = { cluster_identifier: '${aws_rds_cluster.main[0].id}' };

testRule(rule, {
  pass: [
    { name: 'two blocks', configuration: members(link, link) },
    { name: 'a count', configuration: members({ ...link, count: 2 }) },
    { name: 'a count as text', configuration: members({ ...link, count: '2' }) },
    { name: 'a for_each', configuration: members({ ...link, for_each: { a: {}, b: {} } }) },
    { name: 'a set', configuration: members({ ...link, for_each: '${toset(["a", "b"])}' }) },
    { name: 'by literal name', configuration: members({ cluster_identifier: 'orders' }, link) },
    {
      name: 'in two zones',
      configuration: members(
        { ...link, availability_zone: 'eu-west-1a' },
        { ...link, availability_zone: 'eu-west-1b' },
      ),
    },
    { name: 'one pinned, one not', configuration: members({ ...link, availability_zone: 'eu-west-1a' }, link) },
    {
      name: 'zones by index',
      configuration: members({
        ...link,
        count: 2,
        availability_zone: '${data.aws_availability_zones.z.names[count.index]}',
      }),
    },
    {
      name: 'two for certain and more',
      configuration: members({ ...link, count: 2 }, { ...link, count: '${var.unset}' }),
    },
    {
      name: 'a Multi-AZ DB cluster',
      configuration: cluster({ engine: 'mysql', db_cluster_instance_class: 'db.m6gd.large' }),
    },
    { name: 'two for each of many', configuration: many({ count: 2 }, byIndex, byIndex) },
    { name: 'two for the only one', configuration: many({ count: 1 }, { ...first, count: 2 }) },
    {
      name: 'two for each by number',
      configuration: many(
        { count: 2 },
        { ...first, count: 2 },
        { count: 2, cluster_identifier: '${aws_rds_cluster.main[1].id}' },
      ),
    },
  ].map((testCase) => ({ ...testCase, address })),
  fail: [
    { name: 'no member', configuration: members(), message: 'no member' },
    { name: 'one member', configuration: members(link), message: 'one member' },
    { name: 'a count of one', configuration: members({ ...link, count: 1 }) },
    { name: 'a removed member', configuration: members(link, { ...link, count: 0 }) },
    { name: 'members of another cluster', configuration: members(link, { cluster_identifier: 'other' }) },
    {
      name: 'all in one zone',
      configuration: members(
        { ...link, availability_zone: 'eu-west-1a' },
        { ...link, availability_zone: 'eu-west-1a' },
      ),
      message: 'pinned',
    },
    {
      name: 'a count in one zone',
      configuration: members({ ...link, count: 3, availability_zone: '${data.aws_availability_zones.z.names[0]}' }),
    },
    { name: 'one for each of many', configuration: many({ count: 2 }, byIndex) },
    { name: 'one for each key', configuration: many({ for_each: ['a', 'b'] }, byKey) },
    { name: 'all for the first of many', configuration: many({ count: 2 }, { ...first, count: 2 }) },
  ].map((testCase) => ({ ...testCase, address, path: '' })),
  unknown: [
    { name: 'an unknown count', address, configuration: members({ ...link, count: '${var.unset}' }) },
    { name: 'an unknown for_each', address, configuration: members(link, { ...link, for_each: '${var.unset}' }) },
    {
      name: 'a member of an unknown cluster',
      address,
      configuration: members(link, { cluster_identifier: '${var.unset}' }),
    },
    { name: 'an unknown mode', address, configuration: cluster({ engine_mode: '${var.unset}' }), path: 'engine_mode' },
    {
      name: 'a Multi-AZ DB cluster or not',
      address,
      configuration: cluster({ db_cluster_instance_class: '${var.unset}' }),
      path: 'db_cluster_instance_class',
    },
    {
      name: 'members shared out by a calculation',
      address,
      configuration: many(
        { count: 2 },
        { count: 4, cluster_identifier: '${aws_rds_cluster.main[floor(count.index / 2)].id}' },
      ),
    },
    {
      name: 'another zone only perhaps',
      address,
      configuration: members(
        { ...link, count: 2, availability_zone: 'eu-west-1a' },
        { ...link, count: '${var.unset}', availability_zone: 'eu-west-1b' },
      ),
    },
    {
      name: 'a secondary cluster or not',
      address,
      configuration: cluster({ global_cluster_identifier: '${var.unset}' }),
      path: 'global_cluster_identifier',
    },
    {
      name: 'a member of this cluster or another',
      address,
      configuration: members(link, { cluster_identifier: '${var.unset ? aws_rds_cluster.main.id : var.unset}' }),
    },
  ],
  notApplicable: [
    { name: 'Serverless v1', configuration: cluster({ engine_mode: 'serverless' }) },
    {
      name: 'a headless secondary cluster',
      configuration: cluster({ global_cluster_identifier: '${aws_rds_global_cluster.g.id}' }),
    },
    { name: 'count = 0', configuration: cluster({ count: 0 }) },
  ],
});
