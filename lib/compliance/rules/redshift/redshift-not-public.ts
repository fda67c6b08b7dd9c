import { defineRule } from '../../engine/define-rule';
import { refuse } from '../../reading/boolean-argument';
import { requireWithVersion } from './shared/provider-default';

export default defineRule({
  id: 'redshift-not-public',
  title: 'Warehouses are not publicly accessible',
  why: 'A warehouse with a public address is one wrong security group rule, or one stolen password, away from the internet; it holds the data of the whole company.',
  remediation: 'Set publicly_accessible = false. Version 5 of the provider makes clusters public that do not say so.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: ['aws_redshift_cluster', 'aws_redshiftserverless_workgroup'],
  whenUnknown:
    'publicly_accessible is an expression that only Terraform can compute, or a cluster does not set it and the version of the provider is not known.',
  controls: {
    fsbp: ['Redshift.1', 'RedshiftServerless.3'],
    nist80053r5: [
      'AC-21',
      'AC-3',
      'AC-3(7)',
      'AC-4',
      'AC-4(21)',
      'AC-6',
      'SC-7',
      'SC-7(11)',
      'SC-7(16)',
      'SC-7(20)',
      'SC-7(21)',
      'SC-7(3)',
      'SC-7(4)',
      'SC-7(9)',
    ],
    pciDss: ['v4.0.1/1.4.4', 'v3.2.1/1.2.1', 'v3.2.1/1.3.1', 'v3.2.1/1.3.2', 'v3.2.1/1.3.4', 'v3.2.1/1.3.6'],
    iso27001_2022: ['A.8.1'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_87', relation: 'narrower' }],
    cdkNag: ['AwsSolutions-RS8', 'NIST.800.53.R5-RedshiftClusterPublicAccess'],
    securityHub: ['Redshift.1', 'RedshiftServerless.3'],
    prowler: ['redshift_cluster_public_access'],
    awsConfig: ['redshift-cluster-public-access-check'],
  },
  sources: [
    'https://docs.aws.amazon.com/redshift/latest/mgmt/rs-security-group-public-private.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/redshift-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/redshift_cluster.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/guides/version-6-upgrade.html.markdown',
  ],
  check(block) {
    const path = 'publicly_accessible';
    const message = 'the warehouse has an address on the internet';
    return block.type === 'aws_redshift_cluster'
      ? requireWithVersion(block, path, false, message)
      : refuse(block, path, true, message);
  },
  examples: {
    good: [
      {
        name: 'private',
        configuration: {
          resource: {
            aws_redshift_cluster: {
              main: { cluster_identifier: 'sales', node_type: 'ra3.large', publicly_accessible: false },
            },
          },
        },
      },
      {
        name: 'private by default, since version 6 of the provider',
        configuration: {
          terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '~> 6.0' } } },
          resource: { aws_redshift_cluster: { main: { cluster_identifier: 'sales', node_type: 'ra3.large' } } },
        },
      },
    ],
    bad: [
      {
        name: 'public',
        configuration: {
          resource: {
            aws_redshift_cluster: {
              main: { cluster_identifier: 'sales', node_type: 'ra3.large', publicly_accessible: true },
            },
          },
        },
      },
      {
        name: 'public by default, with version 5 of the provider',
        configuration: {
          terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '~> 5.100' } } },
          resource: { aws_redshift_cluster: { main: { cluster_identifier: 'sales', node_type: 'ra3.large' } } },
        },
      },
    ],
    unknown: [
      {
        name: 'not said, with some version of the provider',
        configuration: {
          resource: {
            aws_redshift_cluster: {
              main: { cluster_identifier: 'sales', node_type: 'ra3.large', database_name: 'sales' },
            },
          },
        },
      },
    ],
  },
});
