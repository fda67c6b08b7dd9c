import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided } from '../../engine/outcome';
import { isUnknown, toNumber } from '../../model/value';
import { hasNoSnapshots } from './shared/cluster-kind';

export default defineRule<{ readonly minimumDays: number }>({
  id: 'elasticache-backup',
  title: 'Caches keep snapshots',
  why: 'A cache that also holds sessions, queues or counters is data: without snapshots a wrong command or a lost cluster loses it for good.',
  remediation: 'Set snapshot_retention_limit to the days to keep, such as 7.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_elasticache_replication_group', 'aws_elasticache_cluster'],
  whenUnknown:
    'snapshot_retention_limit, or the engine, node type or replication group of a cache without snapshots, is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['ElastiCache.1'],
    nist80053r5: ['CP-10', 'CP-6', 'CP-6(1)', 'CP-6(2)', 'CP-9', 'SC-5(2)', 'SI-12', 'SI-13(5)'],
  },
  equivalents: {
    checkov: ['CKV_AWS_134'],
    trivy: ['AVD-AWS-0050'],
    tfsec: ['aws-elasticache-enable-backup-retention'],
    cdkNag: ['NIST.800.53.R5-ElastiCacheRedisClusterAutomaticBackup'],
    securityHub: ['ElastiCache.1'],
    prowler: ['elasticache_redis_cluster_backup_enabled'],
    awsConfig: ['elasticache-redis-cluster-automatic-backup-check'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/elasticache_replication_group.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/elasticache_cluster.html.markdown',
  ],
  defaultOptions: { minimumDays: 1 },
  optionsSchema: { minimumDays: { type: 'integer', minimum: 1, description: 'days that snapshots have to be kept' } },
  check(block, { options }) {
    const path = 'snapshot_retention_limit';
    const expected = `${path} >= ${String(options.minimumDays)}`;
    const exempt = hasNoSnapshots(block);
    if (exempt === true) return notApplicable();
    const days = toNumber(block.get(path));
    if (typeof days === 'number' && days >= options.minimumDays) return pass(path);
    if (isUnknown(days)) return undecided(path, days, expected);
    if (isUnknown(exempt)) return undecided(path, exempt, expected);
    const message =
      (days ?? 0) === 0 ? 'the cache keeps no snapshots' : `snapshots are kept for ${String(days)} days only`;
    return fail({ path, message, observed: block.get(path), expected });
  },
  examples: {
    good: [
      {
        name: 'a week',
        configuration: {
          resource: {
            aws_elasticache_replication_group: {
              sessions: { replication_group_id: 'sessions', description: 'sessions', snapshot_retention_limit: 7 },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said, which means none',
        configuration: {
          resource: {
            aws_elasticache_replication_group: {
              sessions: { replication_group_id: 'sessions', description: 'sessions' },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { decide: { type: 'number' } },
          resource: {
            aws_elasticache_replication_group: {
              sessions: {
                replication_group_id: 'sessions',
                description: 'sessions',
                snapshot_retention_limit: '${var.decide}',
              },
            },
          },
        },
      },
    ],
  },
});
