import rule from '../../../../lib/compliance/rules/elasticache/elasticache-encrypted-in-transit';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases, type Attributes } from '../rds/shared/configurations';

const group = (attributes: Attributes) => blocks({ 'aws_elasticache_replication_group.main': attributes });
const cluster = (attributes: Attributes) => blocks({ 'aws_elasticache_cluster.main': attributes });
const path = 'transit_encryption_enabled';
const cases = booleanCases(group, path, true, 'fail');
const memcached = booleanCases((attributes) => cluster({ engine: 'memcached', ...attributes }), path, true, 'fail');
const tls = { [path]: true };

testRule(rule, {
  pass: [
    ...cases.pass,
    ...memcached.pass,
    { name: 'required', configuration: group({ ...tls, transit_encryption_mode: 'required' }) },
  ],
  fail: [
    ...cases.fail,
    ...memcached.fail,
    {
      name: 'preferred',
      configuration: group({ ...tls, transit_encryption_mode: 'preferred' }),
      path: 'transit_encryption_mode',
    },
    {
      name: 'preferred, whether on or not',
      configuration: group({ [path]: '${var.unset}', transit_encryption_mode: 'preferred' }),
    },
  ],
  unknown: [
    ...cases.unknown,
    {
      name: 'mode',
      configuration: group({ ...tls, transit_encryption_mode: '${var.unset}' }),
      path: 'transit_encryption_mode',
    },
    { name: 'primary outside', configuration: group({ global_replication_group_id: '${var.unset}' }) },
    {
      name: 'membership',
      configuration: cluster({ replication_group_id: '${var.unset}' }),
      path: 'replication_group_id',
    },
  ],
  notApplicable: [
    {
      name: 'a member of a group',
      configuration: cluster({ replication_group_id: '${aws_elasticache_replication_group.g.id}' }),
    },
  ],
});
