import { defineRule } from '../../engine/define-rule';
import { requireTrue } from '../../reading/boolean-argument';
import { requireCustomerKey } from '../../reading/key-requirement';

interface Options {
  /** Ask for a key of the customer's own. */
  readonly requireCmk: boolean;
}

export default defineRule<Options>({
  id: 'efs-encrypted',
  title: 'EFS file systems are encrypted at rest',
  why: 'Files on an unencrypted file system, and in its backups, are in clear text. Encryption is chosen at creation: to have it later, every file has to be moved.',
  remediation:
    'Set encrypted = true, and kms_key_id to a key of your own. The file system is replaced: move its files.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_efs_file_system'],
  whenUnknown: 'encrypted is an expression that only Terraform can compute; with requireCmk also where kms_key_id is.',
  controls: {
    cisAws: { '3.0.0': ['2.4.1'], '5.0.0': ['2.3.1'], '6.0.0': ['3.3.1'] },
    fsbp: ['EFS.1', 'EFS.8'],
    nist80053r5: ['CA-9(1)', 'CM-3(6)', 'SC-13', 'SC-28', 'SC-28(1)', 'SC-7(10)', 'SI-7(6)'],
    iso27001_2022: ['A.8.11', 'A.8.24'],
  },
  equivalents: {
    checkov: ['CKV_AWS_42', { id: 'CKV_AWS_184', relation: 'narrower' }],
    trivy: ['AVD-AWS-0037'],
    tfsec: ['aws-efs-enable-at-rest-encryption'],
    cdkNag: ['AwsSolutions-EFS1', 'NIST.800.53.R5-EFSEncrypted'],
    securityHub: ['EFS.1', 'EFS.8'],
    prowler: ['efs_encryption_at_rest_enabled'],
    awsConfig: ['efs-encrypted-check', 'efs-filesystem-ct-encrypted'],
  },
  sources: [
    'https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-1',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/efs_file_system.html.markdown',
  ],
  defaultOptions: { requireCmk: false },
  optionsSchema: {
    requireCmk: {
      type: 'boolean',
      description: 'Ask for kms_key_id too, with a key that AWS does not manage.',
    },
  },
  check(block, { options }) {
    const encrypted = requireTrue(block, 'encrypted', 'the file system is not encrypted');
    if (!options.requireCmk || encrypted.verdict === 'fail') return encrypted;
    return [encrypted, requireCustomerKey(block, 'kms_key_id', 'the file system', { strict: false })];
  },
  examples: {
    good: [
      {
        name: 'encrypted',
        configuration: { resource: { aws_efs_file_system: { shared: { encrypted: true } } } },
      },
    ],
    bad: [
      {
        name: 'not said, which means no',
        configuration: { resource: { aws_efs_file_system: { shared: { creation_token: 'shared' } } } },
      },
    ],
    unknown: [
      {
        name: 'as a variable says',
        configuration: { resource: { aws_efs_file_system: { shared: { encrypted: '${var.encrypt}' } } } },
      },
    ],
  },
});
