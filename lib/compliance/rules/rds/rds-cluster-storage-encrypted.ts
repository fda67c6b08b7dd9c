import { defineRule } from '../../engine/define-rule';
import { requireEncryption } from './shared/storage-encryption';

export default defineRule({
  id: 'rds-cluster-storage-encrypted',
  title: 'The storage of a database cluster is encrypted',
  why: 'The volume of a cluster holds the data of every member and of every backup. Without encryption whoever gets hold of a snapshot reads it, and a cluster cannot be encrypted after it was made.',
  remediation:
    'Set storage_encrypted = true on the cluster. Only Aurora Serverless v1 (engine_mode = "serverless") is encrypted without it.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_rds_cluster'],
  whenUnknown:
    'storage_encrypted or engine_mode is an expression that only Terraform can compute, or the cluster takes its data from a database, a snapshot or a global cluster outside the configuration.',
  controls: {
    cisAws: { '1.4.0': ['2.3.1'], '3.0.0': ['2.3.1'], '5.0.0': ['2.2.1'], '6.0.0': ['3.2.1'] },
    fsbp: ['RDS.27'],
    nist80053r5: ['AU-9(3)', 'CP-9(d)', 'SC-8(3)', 'SC-8(4)', 'SC-13(a)', 'SC-28(1)', 'SI-19(4)'],
    soc2: ['PI1.5'],
    iso27001_2022: ['A.8.11', 'A.8.24'],
  },
  equivalents: {
    checkov: ['CKV_AWS_96'],
    trivy: [{ id: 'AVD-AWS-0079', relation: 'narrower' }],
    tfsec: [{ id: 'aws-rds-encrypt-cluster-storage-data', relation: 'narrower' }],
    cdkNag: ['AwsSolutions-RDS2', 'NIST.800.53.R5-RDSStorageEncrypted'],
    securityHub: ['RDS.27'],
    prowler: ['rds_cluster_storage_encrypted'],
    awsConfig: ['rds-cluster-encrypted-at-rest'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster.html.markdown',
  ],
  check: (block) => requireEncryption(block, 'the storage of the cluster', 'storage_encrypted = true'),
  examples: {
    good: [
      {
        name: 'encrypted',
        configuration: {
          resource: { aws_rds_cluster: { main: { engine: 'aurora-postgresql', storage_encrypted: true } } },
        },
      },
      {
        name: 'Aurora Serverless v1 encrypts always',
        configuration: {
          resource: { aws_rds_cluster: { main: { engine: 'aurora-postgresql', engine_mode: 'serverless' } } },
        },
      },
    ],
    bad: [
      {
        name: 'not said, which means no',
        configuration: { resource: { aws_rds_cluster: { main: { engine: 'aurora-postgresql' } } } },
      },
      {
        name: 'Aurora Serverless v2 does not encrypt by itself',
        configuration: {
          resource: {
            aws_rds_cluster: {
              main: {
                engine: 'aurora-postgresql',
                engine_mode: 'provisioned',
                serverlessv2_scaling_configuration: { min_capacity: 0.5, max_capacity: 4 },
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'restored from a snapshot outside the configuration',
        configuration: {
          resource: {
            aws_rds_cluster: { main: { engine: 'aurora-postgresql', snapshot_identifier: 'orders-final' } },
          },
        },
      },
    ],
  },
});
