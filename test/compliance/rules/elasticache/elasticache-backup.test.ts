import rule from '../../../../lib/compliance/rules/elasticache/elasticache-backup';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const group = (attributes: Attributes) => blocks({ 'aws_elasticache_replication_group.main': attributes });
const cluster = (attributes: Attributes) => blocks({ 'aws_elasticache_cluster.main': attributes });
const path = 'snapshot_retention_limit';

testRule(rule, {
  pass: [
    ...[1, 7, '35'].map((days) => ({ name: JSON.stringify(days), configuration: group({ [path]: days }) })),
    { name: 'cluster', configuration: cluster({ engine: 'redis', [path]: 1 }) },
    { name: 'as many as asked for', configuration: group({ [path]: 7 }), options: { minimumDays: 7 } },
  ],
  fail: [
    { name: 'a group with its own name', configuration: group({ replication_group_id: 'sessions' }), path },
    ...[{}, { [path]: null }, { [path]: 0 }, { [path]: '0' }].map((attributes) => ({
      name: JSON.stringify(attributes),
      configuration: group(attributes),
      path,
    })),
    { name: 'cluster', configuration: cluster({ engine: 'redis' }) },
    {
      name: 'fewer than asked for',
      configuration: group({ [path]: 6 }),
      options: { minimumDays: 7 },
      message: '6 days only',
    },
  ],
  unknown: [
    { name: 'days', configuration: group({ [path]: '${var.unset}' }) },
    { name: 'engine', configuration: cluster({ engine: '${var.unset}' }) },
    { name: 'membership', configuration: cluster({ engine: 'redis', replication_group_id: '${var.unset}' }) },
  ],
  notApplicable: [
    { name: 'Memcached', configuration: cluster({ engine: 'memcached' }) },
    {
      name: 'a member of a group',
      configuration: cluster({ replication_group_id: '${aws_elasticache_replication_group.g.id}' }),
    },
    { name: 'a node without snapshots', configuration: cluster({ engine: 'redis', node_type: 'cache.t1.micro' }) },
  ],
});
