import { defineRule } from '../../engine/define-rule';
import { requireEncryption } from './shared/storage-encryption';

export default defineRule({
  id: 'rds-instance-storage-encrypted',
  title: 'The storage of an RDS instance is encrypted',
  why: 'Whoever reaches the volume, a snapshot or an automated backup of an unencrypted instance reads every row. Encryption cannot be switched on later: the instance has to be restored from an encrypted copy of a snapshot.',
  remediation:
    'Set storage_encrypted = true, and kms_key_id to a key of your own. A replica or a restored instance takes the encryption of its source: encrypt that.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_db_instance'],
  whenUnknown:
    'storage_encrypted is an expression that only Terraform can compute, or the instance is a replica or is restored from a database or a snapshot outside the configuration.',
  controls: {
    cisAws: { '1.4.0': ['2.3.1'], '3.0.0': ['2.3.1'], '5.0.0': ['2.2.1'], '6.0.0': ['3.2.1'] },
    fsbp: ['RDS.3'],
    nist80053r5: ['CA-9(1)', 'CM-3(6)', 'SC-13', 'SC-28', 'SC-28(1)', 'SC-7(10)', 'SI-7(6)'],
    soc2: ['PI1.5'],
    iso27001_2022: ['A.8.11', 'A.8.24'],
  },
  equivalents: {
    checkov: ['CKV_AWS_16'],
    trivy: ['AVD-AWS-0080'],
    tfsec: ['aws-rds-encrypt-instance-storage-data'],
    cdkNag: ['AwsSolutions-RDS2', 'NIST.800.53.R5-RDSStorageEncrypted'],
    securityHub: ['RDS.3'],
    prowler: ['rds_instance_storage_encrypted'],
    awsConfig: ['rds-storage-encrypted'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown',
  ],
  check: (block) => requireEncryption(block, 'the storage of the instance', 'storage_encrypted = true'),
  examples: {
    good: [
      {
        name: 'encrypted',
        configuration: {
          resource: {
            aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium', storage_encrypted: true } },
          },
        },
      },
      {
        name: 'a replica of an encrypted instance',
        configuration: {
          resource: {
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                identifier: 'orders',
                storage_encrypted: true,
              },
              replica: {
                instance_class: 'db.t4g.medium',
                replicate_source_db: '${aws_db_instance.main.identifier}',
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
          resource: { aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium' } } },
        },
      },
      {
        name: 'a key without storage_encrypted encrypts nothing',
        configuration: {
          resource: {
            aws_kms_key: { main: {} },
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                kms_key_id: '${aws_kms_key.main.arn}',
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
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                snapshot_identifier: 'rds:orders-2025-06-01',
              },
            },
          },
        },
      },
    ],
  },
});
