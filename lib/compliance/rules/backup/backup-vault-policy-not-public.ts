import { defineRule } from '../../engine/define-rule';
import { policyAt } from '../../reading/policies/carried-policies';
import { judgePublicAccess } from '../../reading/policies/public-resource-policy';

const policy = (Principal: unknown): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'backup:CopyIntoBackupVault', Resource: '*' }],
  });

export default defineRule({
  id: 'backup-vault-policy-not-public',
  title: 'Backup vault policies do not allow everyone',
  why: 'A vault that everyone may use gives every AWS account your backups to restore, or takes copies and deletions from anyone.',
  remediation:
    'Name the accounts or roles in Principal. Where "*" has to stay, add a condition that fixes the caller, such as aws:PrincipalOrgID.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: ['aws_backup_vault_policy'],
  whenUnknown:
    'The policy, or the effect, principal or condition that decides, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {},
  sources: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/backup_vault_policy.html.markdown',
  ],
  check: (block) => judgePublicAccess(block, policyAt(block, 'policy'), 'may use the backup vault'),
  examples: {
    good: [
      {
        name: 'one account',
        configuration: {
          resource: {
            aws_backup_vault_policy: {
              main: { backup_vault_name: 'main', policy: policy({ AWS: 'arn:aws:iam::111122223333:root' }) },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'everyone',
        configuration: {
          resource: { aws_backup_vault_policy: { main: { backup_vault_name: 'main', policy: policy({ AWS: '*' }) } } },
        },
      },
    ],
    unknown: [
      {
        name: 'a policy that a variable gives',
        configuration: {
          variable: { policy: { type: 'string' } },
          resource: { aws_backup_vault_policy: { main: { backup_vault_name: 'main', policy: '${var.policy}' } } },
        },
      },
    ],
  },
});
