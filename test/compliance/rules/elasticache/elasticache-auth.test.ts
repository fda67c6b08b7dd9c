import rule from '../../../../lib/compliance/rules/elasticache/elasticache-auth';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, type Attributes } from '../rds/shared/configurations';

const group = (attributes: Attributes) => blocks({ 'aws_elasticache_replication_group.main': attributes });

testRule(rule, {
  pass: [
    { name: 'users', configuration: group({ user_group_ids: ['${aws_elasticache_user_group.app.id}'] }) },
    { name: 'users by name', configuration: group({ user_group_ids: ['app'] }) },
    { name: 'a password', configuration: group({ auth_token: '${random_password.cache.result}' }) },
    {
      name: 'a password beside unknown users',
      configuration: group({ auth_token: '${random_password.cache.result}', user_group_ids: '${var.unset}' }),
    },
  ],
  fail: [
    ...[
      {},
      { auth_token: null, user_group_ids: null },
      { auth_token: '' },
      { user_group_ids: [] },
      { user_group_ids: [''] },
    ].map((attributes) => ({
      name: JSON.stringify(attributes),
      configuration: group(attributes),
      path: 'user_group_ids',
    })),
  ],
  unknown: [
    { name: 'users', configuration: group({ user_group_ids: '${var.unset}' }), path: 'user_group_ids' },
    { name: 'a user group', configuration: group({ user_group_ids: ['${var.unset}'] }) },
    { name: 'password', configuration: group({ auth_token: '${var.unset}' }), path: 'auth_token' },
  ],
  notApplicable: [{ name: 'count = 0', configuration: group({ count: 0 }) }],
});
