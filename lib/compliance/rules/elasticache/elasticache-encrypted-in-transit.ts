import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toText } from '../../model/value';
import { requireTrue } from '../../reading/boolean-argument';
import { isMember } from './shared/cluster-kind';
import { judgeOfPrimary } from './shared/group-encryption';

const PATH = 'transit_encryption_enabled';

export default defineRule({
  id: 'elasticache-encrypted-in-transit',
  title: 'Caches are reached over TLS only',
  why: 'Without TLS, sessions, cached rows and the password of the cache cross the network in clear text; in the mode "preferred" clients may still come without it.',
  remediation:
    'Set transit_encryption_enabled = true and leave transit_encryption_mode out, or set it to "required" once every client uses TLS.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_elasticache_replication_group', 'aws_elasticache_cluster'],
  whenUnknown:
    'transit_encryption_enabled or transit_encryption_mode is an expression that only Terraform can compute, or the group takes it from the primary of a global datastore outside the configuration.',
  controls: {
    fsbp: ['ElastiCache.5'],
    nist80053r5: [
      'AC-17(2)',
      'AC-4',
      'IA-5(1)',
      'SC-12(3)',
      'SC-13',
      'SC-23',
      'SC-23(3)',
      'SC-7(4)',
      'SC-8',
      'SC-8(1)',
      'SC-8(2)',
      'SI-7(6)',
    ],
    pciDss: ['v4.0.1/4.2.1'],
    soc2: ['CC6.7'],
    iso27001_2022: ['A.8.11', 'A.8.24'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_30', relation: 'broader' }],
    trivy: [{ id: 'AVD-AWS-0051', relation: 'broader' }],
    tfsec: ['aws-elasticache-enable-in-transit-encryption'],
    cdkNag: [{ id: 'AwsSolutions-AEC3', relation: 'narrower' }],
    securityHub: ['ElastiCache.5'],
    prowler: ['elasticache_redis_cluster_in_transit_encryption_enabled'],
    awsConfig: ['elasticache-repl-grp-encrypted-in-transit'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/elasticache_replication_group.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/elasticache_cluster.html.markdown',
  ],
  check(block) {
    if (block.type === 'aws_elasticache_replication_group') return judgeOfPrimary(block, PATH, judgeGroup);
    const member = isMember(block);
    if (member === true) return notApplicable();
    const outcome = requireTls(block);
    return isUnknown(member) && outcome.verdict === 'fail'
      ? undecided('replication_group_id', member, outcome.expected)
      : outcome;
  },
  examples: {
    good: [
      {
        name: 'TLS only',
        configuration: {
          resource: {
            aws_elasticache_replication_group: {
              sessions: { replication_group_id: 'sessions', description: 'sessions', transit_encryption_enabled: true },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said, which means no',
        configuration: {
          resource: {
            aws_elasticache_replication_group: {
              sessions: { replication_group_id: 'sessions', description: 'sessions' },
            },
          },
        },
      },
      {
        name: 'TLS for those who ask for it',
        configuration: {
          resource: {
            aws_elasticache_replication_group: {
              sessions: {
                replication_group_id: 'sessions',
                description: 'sessions',
                transit_encryption_enabled: true,
                transit_encryption_mode: 'preferred',
              },
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
                transit_encryption_enabled: '${var.decide}',
              },
            },
          },
        },
      },
    ],
  },
});

function requireTls(block: Block): Outcome {
  return requireTrue(block, PATH, 'clients reach the cache in clear text');
}

function judgeGroup(group: Block): Outcome {
  const outcome = requireTls(group);
  if (outcome.verdict === 'fail') return outcome;
  const path = 'transit_encryption_mode';
  const mode = toText(group.get(path));
  if (mode === 'preferred')
    return fail({
      path,
      message: 'clients may reach the cache in clear text: TLS is only preferred',
      observed: mode,
      expected: "transit_encryption_mode = 'required'",
    });
  if (outcome.verdict === 'unknown') return outcome;
  return isUnknown(mode) ? undecided(path, mode, "transit_encryption_mode = 'required'") : pass(PATH);
}
