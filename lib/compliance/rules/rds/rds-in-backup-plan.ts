import { fail, notApplicable, pass, unknown } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import { isSelectedForBackup } from './shared/backup-selection';
import { isAuroraMember } from './shared/cluster-member';

interface BackupPlanOptions {
  /** Backup plans are made elsewhere, such as by a policy of the organization. */
  readonly assumeOrgBackup: boolean;
}

export default defineRule<BackupPlanOptions>({
  id: 'rds-in-backup-plan',
  title: 'Databases are selected by an AWS Backup plan',
  why: 'Automated backups live and die with the database and its account. A backup plan keeps copies in a vault of their own, with their own retention, key and lock.',
  remediation:
    'Add the ARN of the database to resources of an aws_backup_selection, or a tag that a selection asks for.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster'],
  whenUnknown:
    'Tags of the database, or the resources, tags, conditions, count or for_each of a selection, are expressions that only Terraform can compute, or the regions of both are not known.',
  controls: { nist80053r5: ['CP-10', 'CP-6', 'CP-6(1)', 'CP-6(2)', 'CP-9', 'SC-5(2)', 'SI-12', 'SI-13(5)'] },
  equivalents: {
    checkov: ['CKV2_AWS_8'],
    cdkNag: ['NIST.800.53.R5-RDSInBackupPlan'],
    securityHub: ['RDS.26'],
    prowler: ['rds_instance_protected_by_backup_plan'],
    awsConfig: ['rds-resources-protected-by-backup-plan'],
  },
  sources: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/backup_selection.html.markdown',
  ],
  defaultOptions: { assumeOrgBackup: false },
  optionsSchema: {
    assumeOrgBackup: {
      type: 'boolean',
      description: 'backup plans are made elsewhere, such as by a policy of the organization: skip the rule',
    },
  },
  check(block, { options }) {
    if (options.assumeOrgBackup || isAuroraMember(block)) return notApplicable();
    const selected = isSelectedForBackup(block);
    if (selected === true) return pass();
    const expected = 'an aws_backup_selection that takes in the database';
    if (selected === undefined)
      return unknown({
        message: 'whether a backup selection takes in the database is not known before Terraform runs',
        expected,
      });
    return fail({ message: 'no backup selection of this configuration takes in the database', expected });
  },
  examples: {
    good: [
      {
        name: 'by its ARN',
        configuration: {
          resource: {
            aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } },
            aws_backup_selection: {
              main: {
                name: 'databases',
                plan_id: '${aws_backup_plan.main.id}',
                iam_role_arn: '${aws_iam_role.backup.arn}',
                resources: ['${aws_db_instance.main.arn}'],
              },
            },
          },
        },
      },
      {
        name: 'by a tag',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', tags: { Backup: 'daily' } },
            },
            aws_backup_selection: {
              main: {
                name: 'tagged',
                plan_id: '${aws_backup_plan.main.id}',
                iam_role_arn: '${aws_iam_role.backup.arn}',
                selection_tag: [{ type: 'STRINGEQUALS', key: 'Backup', value: 'daily' }],
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'no selection',
        configuration: {
          resource: { aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } } },
        },
      },
    ],
    unknown: [
      {
        name: 'a tag that only Terraform knows',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', tags: { Backup: '${var.x}' } },
            },
            aws_backup_selection: {
              main: {
                name: 'tagged',
                plan_id: '${aws_backup_plan.main.id}',
                iam_role_arn: '${aws_iam_role.backup.arn}',
                selection_tag: [{ type: 'STRINGEQUALS', key: 'Backup', value: 'daily' }],
              },
            },
          },
          variable: { x: { type: 'string' } },
        },
      },
    ],
  },
});
