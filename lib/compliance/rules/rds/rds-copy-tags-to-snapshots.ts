import { notApplicable } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import { requireTrue } from '../../reading/boolean-argument';
import { isAuroraMember } from './shared/cluster-member';

export default defineRule({
  id: 'rds-copy-tags-to-snapshots',
  title: 'Snapshots carry the tags of their database',
  why: 'Access rules, cost reports, retention and backup policies that go by tags do not see a snapshot without them: it is kept, paid and shared outside of every rule.',
  remediation: 'Set copy_tags_to_snapshot = true.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster'],
  whenUnknown: 'copy_tags_to_snapshot is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['RDS.16', 'RDS.17', 'RDS.47', 'RDS.48'],
    nist80053r5: ['CA-9(1)', 'CM-2', 'CM-2(2)'],
    soc2: ['CC7.5'],
    iso27001_2022: ['A.5.13'],
  },
  equivalents: {
    checkov: ['CKV2_AWS_60', 'CKV_AWS_313'],
    securityHub: ['RDS.16', 'RDS.17', 'RDS.47', 'RDS.48'],
    prowler: ['rds_instance_copy_tags_to_snapshots', 'rds_cluster_copy_tags_to_snapshots'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster.html.markdown',
  ],
  check: (block) =>
    isAuroraMember(block)
      ? notApplicable()
      : requireTrue(block, 'copy_tags_to_snapshot', 'snapshots are made without the tags of the database'),
  examples: {
    good: [
      {
        name: 'copied',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', copy_tags_to_snapshot: true },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said, which means no',
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
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', copy_tags_to_snapshot: '${var.x}' },
            },
          },
          variable: { x: { type: 'string' } },
        },
      },
    ],
  },
});
