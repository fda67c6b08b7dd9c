import { defineRule } from '../../engine/define-rule';

export default defineRule({
  id: 'rds-instance-storage-encrypted',
  title: 'The storage of an RDS instance is encrypted',
  why: 'Whoever reaches the volume, a snapshot or an automated backup of an unencrypted instance reads every row. Encryption cannot be switched on later: the instance has to be restored from an encrypted copy of a snapshot.',
  remediation: 'Set storage_encrypted = true, and kms_key_id to a key of your own.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_db_instance'],
  whenUnknown: 'storage_encrypted is an expression that only Terraform can compute, or the instance restores from a source outside the configuration.',
  controls: {},
  equivalents: { checkov: ['CKV_AWS_16'] },
  sources: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html'],
  schema: {
    required: ['storage_encrypted'],
    properties: { storage_encrypted: { type: 'boolean', const: true } },
  },
  message: 'the storage of the instance is not encrypted',
  expected: 'storage_encrypted = true',
  examples: {
    good: [{ name: 'encrypted', configuration: { resource: { aws_db_instance: { main: { storage_encrypted: true } } } } }],
    bad: [{ name: 'not said, which means no', configuration: { resource: { aws_db_instance: { main: {} } } } }],
  },
});
