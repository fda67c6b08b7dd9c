import { defineRule } from '../../engine/define-rule';
import { unknown } from '../../engine/outcome';
import { toBoolean } from '../../model/value';
import { presence } from '../../reading/presence';
import { requireWithVersion } from './shared/provider-default';

/** Snapshots from which a cluster is restored. */
const SOURCES = ['snapshot_identifier', 'snapshot_arn'] as const;

export default defineRule({
  id: 'redshift-encrypted',
  title: 'Warehouses are encrypted',
  why: 'Whoever reaches a disk, a snapshot or a backup of an unencrypted warehouse reads every row of it.',
  remediation:
    'Set encrypted = true, and kms_key_id to a key of your own. Version 5 of the provider leaves clusters unencrypted that do not say so.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_redshift_cluster'],
  whenUnknown:
    'encrypted is an expression that only Terraform can compute, or is not set and the cluster is restored from a snapshot or the version of the provider is not known.',
  controls: { fsbp: ['Redshift.10'], iso27001_2022: ['A.8.24'] },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_64', relation: 'narrower' },
      { id: 'CKV_AWS_142', relation: 'narrower' },
    ],
    trivy: [{ id: 'AVD-AWS-0084', relation: 'narrower' }],
    tfsec: [{ id: 'aws-redshift-encryption-customer-key', relation: 'narrower' }],
    cdkNag: ['AwsSolutions-RS6'],
    securityHub: ['Redshift.10'],
    prowler: ['redshift_cluster_encrypted_at_rest'],
    awsConfig: [{ id: 'redshift-cluster-kms-enabled', relation: 'narrower' }],
  },
  sources: [
    'https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/redshift-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/redshift_cluster.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/guides/version-6-upgrade.html.markdown',
  ],
  check(block) {
    const path = 'encrypted';
    const outcome = requireWithVersion(block, path, true, 'the data of the warehouse is not encrypted');
    const source = SOURCES.find((argument) => presence(block.get(argument)) !== 'absent');
    if (outcome.verdict !== 'fail' || source === undefined || toBoolean(block.get(path)) === false) return outcome;
    const message = `encrypted is not set: the cluster takes the encryption of the snapshot that ${source} names`;
    return unknown({ path, message, expected: outcome.expected });
  },
  examples: {
    good: [
      {
        name: 'encrypted',
        configuration: {
          resource: {
            aws_redshift_cluster: {
              main: {
                cluster_identifier: 'sales',
                node_type: 'ra3.large',
                encrypted: true,
                kms_key_id: '${aws_kms_key.main.arn}',
              },
            },
          },
        },
      },
      {
        name: 'encrypted by default, since version 6 of the provider',
        configuration: {
          terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '~> 6.0' } } },
          resource: { aws_redshift_cluster: { main: { cluster_identifier: 'sales', node_type: 'ra3.large' } } },
        },
      },
    ],
    bad: [
      {
        name: 'unencrypted',
        configuration: {
          resource: {
            aws_redshift_cluster: { main: { cluster_identifier: 'sales', node_type: 'ra3.large', encrypted: false } },
          },
        },
      },
      {
        name: 'unencrypted by default, with version 5 of the provider',
        configuration: {
          terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '~> 5.100' } } },
          resource: { aws_redshift_cluster: { main: { cluster_identifier: 'sales', node_type: 'ra3.large' } } },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { decide: { type: 'bool' } },
          resource: {
            aws_redshift_cluster: {
              main: { cluster_identifier: 'sales', node_type: 'ra3.large', encrypted: '${var.decide}' },
            },
          },
        },
      },
    ],
  },
});
