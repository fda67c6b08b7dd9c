import { defineRule } from '../../engine/define-rule';
import { refuse } from '../../reading/boolean-argument';

export default defineRule({
  id: 'rds-auto-minor-version-upgrade',
  title: 'Minor engine versions are applied automatically',
  why: 'Minor versions carry the security fixes of the engine. A database that does not take them by itself keeps known flaws until somebody remembers it.',
  remediation: 'Remove auto_minor_version_upgrade = false: the default is true.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster_instance', 'aws_rds_cluster'],
  whenUnknown: 'auto_minor_version_upgrade is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '3.0.0': ['2.3.2'], '5.0.0': ['2.2.2'], '6.0.0': ['3.2.2'] },
    fsbp: ['RDS.13', 'RDS.35'],
    nist80053r5: ['SI-2', 'SI-2(2)', 'SI-2(4)', 'SI-2(5)'],
    pciDss: ['v4.0.1/6.3.3'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_226', relation: 'narrower' }],
    securityHub: ['RDS.13', 'RDS.35'],
    prowler: ['rds_instance_minor_version_upgrade_enabled', 'rds_cluster_minor_version_upgrade_enabled'],
    awsConfig: ['rds-automatic-minor-version-upgrade-enabled', 'rds-cluster-auto-minor-version-upgrade-enable'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster_instance.html.markdown',
  ],
  check: (block) =>
    refuse(
      block,
      'auto_minor_version_upgrade',
      false,
      'minor versions with security fixes are not applied by themselves',
    ),
  examples: {
    good: [
      {
        name: 'on by default',
        configuration: {
          resource: { aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } } },
        },
      },
      {
        name: 'said',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', auto_minor_version_upgrade: true },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'switched off',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', auto_minor_version_upgrade: false },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          resource: {
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                auto_minor_version_upgrade: '${var.x}',
              },
            },
          },
          variable: { x: { type: 'string' } },
        },
      },
    ],
  },
});
