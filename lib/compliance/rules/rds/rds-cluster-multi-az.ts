import { fail, notApplicable, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import type { Block } from '../../model/block';
import { isUnknown, toText } from '../../model/value';
import { instancesOf } from './shared/cluster-instances';
import { unlessExempt } from '../../reading/exemption';
import { presence } from '../../reading/presence';

const EXPECTED = 'two members in different zones';

function judge(block: Block): Outcome {
  const path = 'db_cluster_instance_class';
  const multiAz = presence(block.get(path));
  if (multiAz === 'set') return pass(path);
  const { blocks, count, open, inOneZone } = instancesOf(block);
  if (count >= 2 && !inOneZone) return pass();
  if (open !== undefined) {
    return unknown({
      message: `how many members the cluster has is not known before Terraform runs: see ${open.address}`,
      expected: EXPECTED,
    });
  }
  if (multiAz !== 'absent') return undecided(path, multiAz, EXPECTED);
  if (blocks.length > 0 && inOneZone && count >= 2)
    return fail({ message: 'every member is pinned to one availability zone', expected: EXPECTED });
  return fail({
    message: count === 1 ? 'the cluster has one member only' : 'the cluster has no member',
    expected: EXPECTED,
  });
}

export default defineRule({
  id: 'rds-cluster-multi-az',
  title: 'A database cluster has members in more than one availability zone',
  why: 'The data of a cluster survives the loss of a zone, but nobody can reach it when the only member stood there. A second member in another zone takes over in less than a minute.',
  remediation:
    'Add a second aws_rds_cluster_instance in another zone, or make a Multi-AZ DB cluster with db_cluster_instance_class.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_rds_cluster'],
  whenUnknown:
    'count or for_each of the members is an expression that only Terraform can compute, the cluster of a member is not known, or engine_mode, db_cluster_instance_class or global_cluster_identifier is an expression.',
  controls: {
    cisAws: { '5.0.0': ['2.2.4'], '6.0.0': ['3.2.4'] },
    fsbp: ['RDS.15'],
    nist80053r5: ['CP-10', 'CP-6(2)', 'SC-36', 'SC-5(2)', 'SI-13(5)'],
    iso27001_2022: ['A.8.14'],
  },
  equivalents: {
    securityHub: ['RDS.15'],
    prowler: ['rds_cluster_multi_az'],
    awsConfig: ['rds-cluster-multi-az-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster_instance.html.markdown',
  ],
  check(block) {
    const outcome = judge(block);
    if (outcome.verdict === 'pass') return outcome;
    const mode = toText(block.get('engine_mode'));
    if (mode === 'serverless') return notApplicable();
    if (isUnknown(mode)) return undecided('engine_mode', mode, EXPECTED);
    if (instancesOf(block).blocks.length > 0) return outcome;
    const secondary = presence(block.get('global_cluster_identifier'));
    return outcome.verdict === 'fail' ? unlessExempt(outcome, secondary, 'global_cluster_identifier') : outcome;
  },
  examples: {
    good: [
      {
        name: 'two members in zones that AWS chooses',
        configuration: {
          resource: {
            aws_rds_cluster: { main: { engine: 'aurora-postgresql' } },
            aws_rds_cluster_instance: {
              main: {
                count: 2,
                cluster_identifier: '${aws_rds_cluster.main.id}',
                engine: 'aurora-postgresql',
                instance_class: 'db.r6g.large',
              },
            },
          },
        },
        address: 'aws_rds_cluster.main',
      },
      {
        name: 'a Multi-AZ DB cluster',
        configuration: {
          resource: {
            aws_rds_cluster: {
              main: {
                engine: 'postgres',
                db_cluster_instance_class: 'db.m6gd.large',
                storage_type: 'io1',
                iops: 1000,
                allocated_storage: 100,
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'one member',
        configuration: {
          resource: {
            aws_rds_cluster: { main: { engine: 'aurora-postgresql' } },
            aws_rds_cluster_instance: {
              main: {
                cluster_identifier: '${aws_rds_cluster.main.id}',
                engine: 'aurora-postgresql',
                instance_class: 'db.r6g.large',
              },
            },
          },
        },
        address: 'aws_rds_cluster.main',
      },
    ],
    unknown: [
      {
        name: 'a number of members that only Terraform knows',
        configuration: {
          resource: {
            aws_rds_cluster: { main: { engine: 'aurora-postgresql' } },
            aws_rds_cluster_instance: {
              main: {
                count: '${var.x}',
                cluster_identifier: '${aws_rds_cluster.main.id}',
                engine: 'aurora-postgresql',
                instance_class: 'db.r6g.large',
              },
            },
          },
          variable: { x: { type: 'number' } },
        },
        address: 'aws_rds_cluster.main',
      },
    ],
  },
});
