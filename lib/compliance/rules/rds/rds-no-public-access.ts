import { notApplicable } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import { refuse } from '../../reading/boolean-argument';

export default defineRule({
  id: 'rds-no-public-access',
  title: 'Databases have no public address',
  why: 'A publicly accessible database has an address that the whole internet can resolve: one wrong security group rule, leaked password or unpatched flaw is then enough to reach the data.',
  remediation:
    'Set publicly_accessible = false (or leave it out), put the database into private subnets and reach it through the VPC.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster_instance', 'aws_rds_cluster'],
  whenUnknown: 'publicly_accessible is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '3.0.0': ['2.3.3'], '5.0.0': ['2.2.3'], '6.0.0': ['3.2.3'] },
    fsbp: ['RDS.2'],
    nist80053r5: ['AC-4', 'AC-4(21)', 'SC-7', 'SC-7(11)', 'SC-7(16)', 'SC-7(21)', 'SC-7(4)', 'SC-7(5)'],
    pciDss: [
      'v4.0.1/1.4.4',
      'v3.2.1/1.2.1',
      'v3.2.1/1.3.1',
      'v3.2.1/1.3.2',
      'v3.2.1/1.3.4',
      'v3.2.1/1.3.6',
      'v3.2.1/7.2.1',
    ],
    soc2: ['CC6.2'],
    iso27001_2022: ['A.8.1'],
  },
  equivalents: {
    checkov: ['CKV_AWS_17'],
    trivy: ['AVD-AWS-0180'],
    tfsec: ['aws-rds-enable-public-access'],
    cdkNag: ['NIST.800.53.R5-RDSInstancePublicAccess'],
    securityHub: ['RDS.2'],
    prowler: ['rds_instance_no_public_access'],
    awsConfig: ['rds-instance-public-access-check'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster_instance.html.markdown',
  ],
  check(block) {
    // The provider has no such argument for a cluster, whose subnets decide.
    if (block.type === 'aws_rds_cluster' && block.get('publicly_accessible') === undefined) return notApplicable();
    return refuse(block, 'publicly_accessible', true, 'the database has a public address');
  },
  examples: {
    good: [
      {
        name: 'private',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', publicly_accessible: false },
            },
          },
        },
      },
      {
        name: 'not said, which means private',
        configuration: {
          resource: { aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } } },
        },
      },
    ],
    bad: [
      {
        name: 'public',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', publicly_accessible: true },
            },
          },
        },
      },
      {
        name: 'a public member of a cluster',
        configuration: {
          resource: {
            aws_rds_cluster_instance: {
              main: {
                cluster_identifier: 'orders',
                engine: 'aurora-postgresql',
                instance_class: 'db.r6g.large',
                publicly_accessible: true,
              },
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
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', publicly_accessible: '${var.x}' },
            },
          },
          variable: { x: { type: 'string' } },
        },
      },
    ],
  },
});
