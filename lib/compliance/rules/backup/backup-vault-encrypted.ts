import { defineRule } from '../../engine/define-rule';
import { judgeEachInstance } from '../../reading/each-instance';
import { KEY_OPTIONS, KEY_OPTIONS_SCHEMA, requireCustomerKey, type KeyOptions } from '../../reading/key-requirement';

const PATH = 'kms_key_arn';

export default defineRule<KeyOptions>({
  id: 'backup-vault-encrypted',
  title: 'Backup vaults use a customer managed key',
  why: 'With a key of your own, its policy decides who restores a backup, a copy can be shared with another account, and disabling the key shuts out whoever got hold of the recovery points.',
  remediation: 'Set kms_key_arn to the ARN of an aws_kms_key.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_backup_vault'],
  whenUnknown:
    'kms_key_arn is an expression that may come to nothing, or that leads to a resource whose key is not known; with the option strict also where a variable, a module or a data source names the key.',
  controls: { fsbp: ['Backup.1'], soc2: ['PI1.5'], iso27001_2022: ['A.8.24', 'A.8.13'] },
  equivalents: {
    checkov: ['CKV_AWS_166'],
    securityHub: [{ id: 'Backup.1', relation: 'broader' }],
    prowler: ['backup_vaults_encrypted', { id: 'backup_recovery_point_encrypted', relation: 'broader' }],
    awsConfig: [{ id: 'backup-recovery-point-encrypted', relation: 'broader' }],
  },
  sources: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/backup_vault.html.markdown',
  ],
  defaultOptions: KEY_OPTIONS,
  optionsSchema: KEY_OPTIONS_SCHEMA,
  check: (block, { options }) =>
    judgeEachInstance(block, (get) => requireCustomerKey(block, PATH, 'the backup vault', options, get(PATH))),
  examples: {
    good: [
      {
        name: 'a key of the configuration',
        configuration: {
          resource: {
            aws_kms_key: { backup: { description: 'backups', enable_key_rotation: true } },
            aws_backup_vault: { main: { name: 'main', kms_key_arn: '${aws_kms_key.backup.arn}' } },
          },
        },
      },
    ],
    bad: [{ name: 'no key', configuration: { resource: { aws_backup_vault: { main: { name: 'main' } } } } }],
    unknown: [
      {
        name: 'a key or none',
        configuration: {
          variable: { encrypted: { type: 'bool' } },
          resource: {
            aws_kms_key: { backup: { enable_key_rotation: true } },
            aws_backup_vault: {
              main: { name: 'main', kms_key_arn: '${var.encrypted ? aws_kms_key.backup.arn : null}' },
            },
          },
        },
      },
    ],
  },
});
