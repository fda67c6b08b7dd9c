import { defineRule } from '../../engine/define-rule';
import { pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toText } from '../../model/value';
import { requireTrue } from '../../reading/boolean-argument';
import { judgeOfPrimary } from './shared/group-encryption';

export default defineRule({
  id: 'elasticache-encrypted-at-rest',
  title: 'Caches are encrypted at rest',
  why: 'Replication and snapshots write what is in memory to disks and to S3. Unencrypted, whoever reaches a snapshot or a disk reads sessions, tokens and cached rows.',
  remediation:
    'Set at_rest_encryption_enabled = true, and kms_key_id to a key of your own. It cannot be changed later: the group is made anew.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_elasticache_replication_group', 'aws_elasticache_serverless_cache'],
  whenUnknown:
    'at_rest_encryption_enabled, or the engine where it is absent, is an expression that only Terraform can compute, or the group takes it from the primary of a global datastore outside the configuration.',
  controls: {
    fsbp: ['ElastiCache.4'],
    nist80053r5: ['CA-9(1)', 'CM-3(6)', 'SC-13', 'SC-28', 'SC-28(1)', 'SC-7(10)', 'SI-7(6)'],
    iso27001_2022: ['A.8.11', 'A.8.24'],
  },
  equivalents: {
    checkov: ['CKV_AWS_29', { id: 'CKV_AWS_191', relation: 'narrower' }],
    trivy: ['AVD-AWS-0045'],
    tfsec: ['aws-elasticache-enable-at-rest-encryption'],
    cdkNag: [{ id: 'AwsSolutions-AEC3', relation: 'narrower' }],
    securityHub: ['ElastiCache.4'],
    prowler: ['elasticache_redis_cluster_rest_encryption_enabled'],
    awsConfig: ['elasticache-repl-grp-encrypted-at-rest'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/elasticache_replication_group.html.markdown',
  ],
  check(block) {
    const path = 'at_rest_encryption_enabled';
    return block.type === 'aws_elasticache_serverless_cache' ? pass() : judgeOfPrimary(block, path, judge);
  },
  examples: {
    good: [
      {
        name: 'encrypted',
        configuration: {
          resource: {
            aws_elasticache_replication_group: {
              sessions: { replication_group_id: 'sessions', description: 'sessions', at_rest_encryption_enabled: true },
            },
          },
        },
      },
      {
        name: 'Valkey, which is encrypted by default',
        configuration: {
          resource: {
            aws_elasticache_replication_group: {
              sessions: { replication_group_id: 'sessions', description: 'sessions', engine: 'valkey' },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'Redis, which is not',
        configuration: {
          resource: {
            aws_elasticache_replication_group: {
              sessions: { replication_group_id: 'sessions', description: 'sessions', engine: 'redis' },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { decide: { type: 'bool' } },
          resource: {
            aws_elasticache_replication_group: {
              sessions: {
                replication_group_id: 'sessions',
                description: 'sessions',
                at_rest_encryption_enabled: '${var.decide}',
              },
            },
          },
        },
      },
    ],
  },
});

/** Groups of Valkey are encrypted unless they say otherwise; groups of Redis, the default engine, are not. */
function judge(group: Block): Outcome {
  const path = 'at_rest_encryption_enabled';
  const outcome = requireTrue(group, path, 'what the cache writes to disks and snapshots is not encrypted');
  if (outcome.verdict !== 'fail' || group.get(path) !== undefined) return outcome;
  const engine = toText(group.get('engine'));
  if (isUnknown(engine)) return undecided('engine', engine, outcome.expected);
  return engine?.toLowerCase() === 'valkey' ? pass(path) : outcome;
}
