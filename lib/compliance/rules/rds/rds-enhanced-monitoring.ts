import { fail, notApplicable, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import type { Block } from '../../model/block';
import { isUnknown, toNumber } from '../../model/value';
import { clusterOf } from './shared/cluster-instances';
import { presence } from '../../reading/presence';

const PATH = 'monitoring_interval';
const EXPECTED = `${PATH} is 1, 5, 10, 15, 30 or 60`;
const INTERVALS = new Set([1, 5, 10, 15, 30, 60]);

function judge(block: Block): Outcome {
  const interval = toNumber(block.get(PATH));
  if (isUnknown(interval)) return undecided(PATH, interval, EXPECTED);
  if (interval !== undefined && INTERVALS.has(interval)) return pass(PATH);
  return fail({
    path: PATH,
    message: 'nothing is measured inside the host: enhanced monitoring is off',
    observed: block.get(PATH),
    expected: EXPECTED,
  });
}

/** A member that does not say it takes the interval of its cluster. */
function ofCluster(member: Block, outcome: Outcome): Outcome {
  if (member.get(PATH) !== undefined) return outcome;
  const cluster = clusterOf(member);
  if (cluster !== undefined) {
    const inherited = judge(cluster);
    return inherited.verdict === 'unknown'
      ? { ...inherited, path: 'cluster_identifier' }
      : inherited.verdict === 'pass'
        ? pass()
        : outcome;
  }
  const message = `${PATH} is not set, and the cluster that may set it is not in this configuration`;
  return unknown({
    path: 'cluster_identifier',
    message,
    observed: member.get('cluster_identifier'),
    expected: EXPECTED,
  });
}

function ofMultiAzCluster(cluster: Block, outcome: Outcome): Outcome {
  const path = 'db_cluster_instance_class';
  const instanceClass = presence(cluster.get(path));
  if (instanceClass === 'set') return outcome;
  return instanceClass === 'absent' ? notApplicable() : undecided(path, instanceClass, EXPECTED);
}

export default defineRule({
  id: 'rds-enhanced-monitoring',
  title: 'Enhanced monitoring is on',
  why: 'The metrics of the hypervisor do not show which process eats the memory or waits for the disk. Without the agent on the host an incident, or an intruder who loads the machine, is harder to explain.',
  remediation: 'Set monitoring_interval to 1, 5, 10, 15, 30 or 60 (seconds), and monitoring_role_arn.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster_instance', 'aws_rds_cluster'],
  whenUnknown:
    'monitoring_interval is an expression that only Terraform can compute, or a member leaves it to a cluster outside the configuration.',
  controls: { fsbp: ['RDS.6'], nist80053r5: ['CA-7', 'SI-2'] },
  equivalents: {
    checkov: ['CKV_AWS_118'],
    cdkNag: ['NIST.800.53.R5-RDSEnhancedMonitoringEnabled'],
    securityHub: ['RDS.6'],
    prowler: ['rds_instance_enhanced_monitoring_enabled'],
    awsConfig: ['rds-enhanced-monitoring-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster_instance.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster.html.markdown',
  ],
  check(block) {
    const outcome = judge(block);
    if (outcome.verdict !== 'fail') return outcome;
    if (block.type === 'aws_rds_cluster_instance') return ofCluster(block, outcome);
    // The members of an Aurora cluster are judged one by one.
    return block.type === 'aws_rds_cluster' ? ofMultiAzCluster(block, outcome) : outcome;
  },
  examples: {
    good: [
      {
        name: 'every minute',
        configuration: {
          resource: {
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                monitoring_interval: 60,
                monitoring_role_arn: '${aws_iam_role.monitoring.arn}',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said, which means off',
        configuration: {
          resource: { aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } } },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', monitoring_interval: '${var.x}' },
            },
          },
          variable: { x: { type: 'number' } },
        },
      },
    ],
  },
});
