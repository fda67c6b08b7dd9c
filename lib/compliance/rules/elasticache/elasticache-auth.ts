import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import { isUnknown, toList } from '../../model/value';
import { presence } from '../../reading/presence';

export default defineRule({
  id: 'elasticache-auth',
  title: 'Caches ask who connects',
  why: 'Without a password or users everybody who reaches the port reads, changes and flushes the cache, sessions and tokens among it.',
  remediation:
    'Set user_group_ids to an aws_elasticache_user_group, or auth_token to a reference to a secret, beside transit_encryption_enabled = true.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_elasticache_replication_group'],
  whenUnknown: 'auth_token or user_group_ids is an expression that may turn out to be null or empty.',
  controls: { fsbp: ['ElastiCache.6'], nist80053r5: ['AC-2(1)', 'AC-3', 'AC-3(15)', 'AC-3(7)', 'AC-6'] },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_31', relation: 'narrower' }],
    cdkNag: ['AwsSolutions-AEC6'],
    securityHub: ['ElastiCache.6'],
    prowler: ['elasticache_redis_replication_group_auth_enabled'],
    awsConfig: ['elasticache-repl-grp-redis-auth-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/elasticache_replication_group.html.markdown',
  ],
  check(block) {
    const expected = 'user_group_ids or auth_token';
    const token = presence(block.get('auth_token'));
    if (token === 'set') return pass('auth_token');
    const path = 'user_group_ids';
    const groups = toList(block.get(path));
    const presences = isUnknown(groups) ? [groups] : groups.map(presence);
    if (presences.includes('set')) return pass(path);
    const open = presences.find(isUnknown);
    if (open !== undefined) return undecided(path, open, expected);
    if (isUnknown(token)) return undecided('auth_token', token, expected);
    const message = 'everybody who reaches the cache may use it: it has neither users nor a password';
    return fail({ path, message, observed: block.get(path), expected });
  },
  examples: {
    good: [
      {
        name: 'users',
        configuration: {
          resource: {
            aws_elasticache_replication_group: {
              sessions: {
                replication_group_id: 'sessions',
                description: 'sessions',
                transit_encryption_enabled: true,
                user_group_ids: ['${aws_elasticache_user_group.app.user_group_id}'],
              },
            },
          },
        },
      },
      {
        name: 'a password from a secret',
        configuration: {
          resource: {
            aws_elasticache_replication_group: {
              sessions: {
                replication_group_id: 'sessions',
                description: 'sessions',
                transit_encryption_enabled: true,
                auth_token: '${data.aws_secretsmanager_secret_version.cache.secret_string}',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'neither',
        configuration: {
          resource: {
            aws_elasticache_replication_group: {
              sessions: { replication_group_id: 'sessions', description: 'sessions', transit_encryption_enabled: true },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { decide: { type: 'list(string)' } },
          resource: {
            aws_elasticache_replication_group: {
              sessions: { replication_group_id: 'sessions', description: 'sessions', user_group_ids: '${var.decide}' },
            },
          },
        },
      },
    ],
  },
});
