import { defineRule } from '../../engine/define-rule';
import { requireEncryption } from './shared/storage-encryption';

const EXPECTED = 'an encrypted source, or kms_key_id on a copy';

export default defineRule({
  id: 'rds-snapshot-encrypted',
  title: 'Database snapshots and their copies are encrypted',
  why: 'A snapshot is the whole database in one piece that can be copied and shared. Unencrypted, whoever is given it, or takes it, reads everything.',
  remediation:
    'Encrypt the database that the snapshot is made of (storage_encrypted = true), or set kms_key_id on the copy.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: [
    'aws_db_snapshot',
    'aws_db_cluster_snapshot',
    'aws_db_snapshot_copy',
    'aws_rds_cluster_snapshot_copy',
    'aws_db_instance_automated_backups_replication',
  ],
  whenUnknown:
    'The source is not in the configuration and no kms_key_id is named, or encryption hangs on an expression that only Terraform can compute.',
  controls: {
    fsbp: ['RDS.4'],
    nist80053r5: ['CA-9(1)', 'CM-3(6)', 'SC-13', 'SC-28', 'SC-28(1)', 'SC-7(10)', 'SI-7(6)'],
    iso27001_2022: ['A.8.11', 'A.8.24'],
  },
  equivalents: {
    checkov: ['CKV_AWS_146', { id: 'CKV_AWS_266', relation: 'narrower' }, { id: 'CKV_AWS_245', relation: 'narrower' }],
    securityHub: ['RDS.4'],
    prowler: ['rds_snapshots_encrypted'],
    awsConfig: ['rds-snapshot-encrypted'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CopySnapshot.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_snapshot_copy.html.markdown',
  ],
  check: (block) =>
    requireEncryption(
      block,
      block.type === 'aws_db_instance_automated_backups_replication' ? 'the replicated backup' : 'the snapshot',
      EXPECTED,
    ),
  examples: {
    good: [
      {
        name: 'of an encrypted instance',
        configuration: {
          resource: {
            aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium', storage_encrypted: true } },
            aws_db_snapshot: {
              main: {
                db_instance_identifier: '${aws_db_instance.main.identifier}',
                db_snapshot_identifier: 'orders-1',
              },
            },
          },
        },
        address: 'aws_db_snapshot.main',
      },
      {
        name: 'a copy with a key',
        configuration: {
          resource: {
            aws_kms_key: { main: {} },
            aws_db_snapshot_copy: {
              main: {
                source_db_snapshot_identifier: 'orders-1',
                target_db_snapshot_identifier: 'orders-1-copy',
                kms_key_id: '${aws_kms_key.main.arn}',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'of an unencrypted instance',
        configuration: {
          resource: {
            aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } },
            aws_db_snapshot: {
              main: {
                db_instance_identifier: '${aws_db_instance.main.identifier}',
                db_snapshot_identifier: 'orders-1',
              },
            },
          },
        },
        address: 'aws_db_snapshot.main',
      },
    ],
    unknown: [
      {
        name: 'of a database outside the configuration',
        configuration: {
          resource: {
            aws_db_snapshot: { main: { db_instance_identifier: 'orders', db_snapshot_identifier: 'orders-1' } },
          },
        },
      },
    ],
  },
});
