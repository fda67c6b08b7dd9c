import { defineRule } from '../../engine/define-rule';
import { requireEncryption } from './shared/storage-encryption';

export default defineRule({
  id: 'rds-global-cluster-encrypted',
  title: 'The storage of an Aurora global database is encrypted',
  why: 'A global database copies its data into every region it has a cluster in. Unencrypted, each of these copies and its snapshots can be read by whoever reaches the storage.',
  remediation:
    'Set storage_encrypted = true on the aws_rds_global_cluster, or make it from an encrypted cluster with source_db_cluster_identifier.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_rds_global_cluster'],
  whenUnknown:
    'storage_encrypted is an expression that only Terraform can compute, or the source cluster is not in the configuration.',
  controls: {},
  equivalents: { checkov: ['CKV_AWS_140'] },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_global_cluster.html.markdown',
  ],
  check: (block) => requireEncryption(block, 'the global database', 'storage_encrypted = true'),
  examples: {
    good: [
      {
        name: 'encrypted',
        configuration: {
          resource: {
            aws_rds_global_cluster: {
              main: {
                global_cluster_identifier: 'orders',
                engine: 'aurora-postgresql',
                storage_encrypted: true,
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said, which means no',
        configuration: {
          resource: {
            aws_rds_global_cluster: { main: { global_cluster_identifier: 'orders', engine: 'aurora-postgresql' } },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'made from a cluster outside the configuration',
        configuration: {
          resource: {
            aws_rds_global_cluster: {
              main: { global_cluster_identifier: 'orders', source_db_cluster_identifier: '${var.x}' },
            },
          },
          variable: { x: { type: 'string' } },
        },
      },
    ],
  },
});
