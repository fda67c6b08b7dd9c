import rule from '../../../../lib/compliance/rules/elasticache/elasticache-encrypted-at-rest';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases, type Attributes } from '../rds/shared/configurations';

const group = (attributes: Attributes) => blocks({ 'aws_elasticache_replication_group.main': attributes });
const path = 'at_rest_encryption_enabled';
const redis = booleanCases(group, path, true, 'fail');
const valkey = booleanCases((attributes) => group({ engine: 'valkey', ...attributes }), path, true, 'pass');
const secondary = (primary: Attributes, attributes: Attributes = {}) =>
  blocks({
    'aws_elasticache_replication_group.primary': primary,
    'aws_elasticache_global_replication_group.all': {
      primary_replication_group_id: '${aws_elasticache_replication_group.primary.id}',
    },
    'aws_elasticache_replication_group.secondary': {
      global_replication_group_id: '${aws_elasticache_global_replication_group.all.global_replication_group_id}',
      ...attributes,
    },
  });
const address = 'aws_elasticache_replication_group.secondary';

testRule(rule, {
  pass: [
    ...redis.pass,
    ...valkey.pass,
    { name: 'serverless', configuration: blocks({ 'aws_elasticache_serverless_cache.main': { engine: 'redis' } }) },
    { name: 'secondary of an encrypted group', configuration: secondary({ [path]: true }), address },
  ],
  fail: [
    ...redis.fail,
    ...valkey.fail,
    {
      name: 'secondary of an unencrypted group',
      configuration: secondary({}),
      address,
      path: 'global_replication_group_id',
    },
    { name: 'secondary that says false', configuration: secondary({ [path]: true }, { [path]: false }), address, path },
  ],
  unknown: [
    ...redis.unknown,
    { name: 'engine', configuration: group({ engine: '${var.unset}' }), path: 'engine' },
    {
      name: 'primary outside',
      configuration: group({ global_replication_group_id: '${var.unset}' }),
      path: 'global_replication_group_id',
    },
    { name: 'primary by name', configuration: group({ global_replication_group_id: 'ldgnf-sessions' }) },
  ],
  notApplicable: redis.notApplicable,
});
