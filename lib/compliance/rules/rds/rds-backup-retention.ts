import { fail, notApplicable, pass, undecided, type Outcome } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import type { Block } from '../../model/block';
import { isUnknown, toNumber } from '../../model/value';
import { isAuroraMember } from './shared/cluster-member';
import { unlessExempt } from '../../reading/exemption';
import { replicaArgument, replicaPresence } from './shared/read-replica';

interface BackupOptions {
  /** Days, 7 to 35. */
  readonly minDays: number;
  /** Judge read replicas too. */
  readonly checkReplicas: boolean;
}

const PATH = 'backup_retention_period';

function judge(block: Block, minDays: number): Outcome {
  const written = toNumber(block.get(PATH));
  const expected = `${PATH} >= ${String(minDays)}`;
  if (isUnknown(written)) return undecided(PATH, written, expected);
  const days = written ?? (block.type === 'aws_rds_cluster' ? 1 : 0);
  if (days >= minDays) return pass(PATH);
  const message =
    days === 0 ? 'no automated backups are kept' : `automated backups are kept for ${String(days)} days only`;
  return fail({ path: PATH, message, observed: block.get(PATH), expected });
}

export default defineRule<BackupOptions>({
  id: 'rds-backup-retention',
  title: 'Automated backups are kept for a week or longer',
  why: 'Backups are the way back after a deletion, a broken migration or ransomware, and such damage is often noticed only days later. An RDS instance keeps none by default, a cluster those of one day.',
  remediation: 'Set backup_retention_period to 7 days or more.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster'],
  whenUnknown:
    'backup_retention_period is an expression that only Terraform can compute, or replicate_source_db may or may not be null.',
  controls: {
    fsbp: ['RDS.11', 'RDS.50'],
    nist80053r5: ['CP-10', 'CP-6', 'CP-6(1)', 'CP-6(2)', 'CP-9', 'SC-5(2)', 'SI-12', 'SI-13(5)'],
    soc2: ['CC7.4', 'A1.2'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_133', relation: 'broader' }],
    trivy: [{ id: 'AVD-AWS-0077', relation: 'broader' }],
    tfsec: [{ id: 'aws-rds-specify-backup-retention', relation: 'broader' }],
    cdkNag: ['AwsSolutions-RDS13', 'NIST.800.53.R5-RDSInstanceBackupEnabled'],
    securityHub: ['RDS.11', 'RDS.50'],
    prowler: ['rds_instance_backup_enabled'],
    awsConfig: ['db-instance-backup-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster.html.markdown',
  ],
  defaultOptions: { minDays: 7, checkReplicas: false },
  optionsSchema: {
    minDays: { type: 'integer', minimum: 7, maximum: 35, description: 'fewest days that backups are kept' },
    checkReplicas: { type: 'boolean', description: 'judge read replicas too' },
  },
  check(block, { options }) {
    if (isAuroraMember(block)) return notApplicable();
    const outcome = judge(block, options.minDays);
    if (options.checkReplicas || block.type === 'aws_rds_cluster') return outcome;
    return unlessExempt(outcome, replicaPresence(block), replicaArgument(block));
  },
  examples: {
    good: [
      {
        name: 'two weeks',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', backup_retention_period: 14 },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said: no backups at all',
        configuration: {
          resource: { aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } } },
        },
      },
      {
        name: 'one day',
        configuration: {
          resource: { aws_rds_cluster: { main: { engine: 'aurora-postgresql', backup_retention_period: 1 } } },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', backup_retention_period: '${var.x}' },
            },
          },
          variable: { x: { type: 'number' } },
        },
      },
    ],
  },
});
