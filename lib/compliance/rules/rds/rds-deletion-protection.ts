import { notApplicable } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import { requireTrue } from '../../reading/boolean-argument';
import { isAuroraMember } from './shared/cluster-member';

export default defineRule({
  id: 'rds-deletion-protection',
  title: 'Databases are protected against deletion',
  why: 'Without it a wrong plan, a script or a stolen credential removes the database in one call. With it the protection has to be taken off first, which is a step that people notice.',
  remediation: 'Set deletion_protection = true.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster', 'aws_rds_global_cluster'],
  whenUnknown: 'deletion_protection is an expression that only Terraform can compute.',
  controls: { fsbp: ['RDS.7', 'RDS.8'], nist80053r5: ['CM-3', 'SC-5(2)', 'SI-13(5)'], soc2: ['C1.1'] },
  equivalents: {
    checkov: ['CKV_AWS_139', 'CKV_AWS_293'],
    trivy: ['AVD-AWS-0177', 'AVD-AWS-0343'],
    tfsec: ['aws-rds-enable-deletion-protection'],
    cdkNag: ['AwsSolutions-RDS10', 'NIST.800.53.R5-RDSInstanceDeletionProtectionEnabled'],
    securityHub: ['RDS.7', 'RDS.8'],
    prowler: ['rds_instance_deletion_protection', 'rds_cluster_deletion_protection'],
    awsConfig: ['rds-cluster-deletion-protection-enabled', 'rds-instance-deletion-protection-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster.html.markdown',
  ],
  check: (block) =>
    isAuroraMember(block)
      ? notApplicable()
      : requireTrue(block, 'deletion_protection', 'one call deletes the database'),
  examples: {
    good: [
      {
        name: 'protected',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', deletion_protection: true },
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
      {
        name: 'a cluster',
        configuration: {
          resource: { aws_rds_cluster: { main: { engine: 'aurora-postgresql', deletion_protection: false } } },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', deletion_protection: '${var.x}' },
            },
          },
          variable: { x: { type: 'string' } },
        },
      },
    ],
  },
});
