import rule from '../../../../lib/compliance/rules/backup/backup-vault-policy-not-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const text = (...statements: readonly object[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((each) => ({
      Effect: 'Allow',
      Action: ['backup:CopyIntoBackupVault', 'backup:StartRestoreJob'],
      Resource: '*',
      ...each,
    })),
  });
const vault = (policy: unknown) => resource('aws_backup_vault_policy', { backup_vault_name: 'main', policy });
const ROLE = { AWS: 'arn:aws:iam::111122223333:role/backup' };

testRule(rule, {
  pass: [
    { name: 'a role', configuration: vault(text({ Principal: ROLE })) },
    {
      name: 'a Deny for everyone',
      configuration: vault(text({ Effect: 'Deny', Principal: '*' }, { Principal: ROLE })),
    },
    {
      name: 'an organization',
      configuration: vault(
        text({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abc1234567' } } }),
      ),
    },
    { name: 'no policy', configuration: vault(null) },
  ],
  fail: [
    { name: 'everyone', configuration: vault(text({ Principal: '*' })), path: 'policy.Statement[0].Principal' },
    {
      name: 'the second statement',
      configuration: vault(text({ Principal: ROLE }, { Principal: { AWS: ['*'] } })),
      path: 'policy.Statement[1].Principal',
    },
    {
      name: 'jsonencode',
      configuration: vault(
        '${jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "backup:*", Resource = "*" }] })}',
      ),
    },
    {
      name: 'an organization by wildcard',
      configuration: vault(text({ Principal: '*', Condition: { StringLike: { 'aws:PrincipalOrgID': '*' } } })),
    },
    {
      name: 'a data source',
      configuration: resources({
        'aws_backup_vault_policy.p': { backup_vault_name: 'main', policy: '${data.aws_iam_policy_document.d.json}' },
        'data.aws_iam_policy_document.d': {
          statement: [{ actions: ['backup:*'], resources: ['*'], principals: { type: '*', identifiers: ['*'] } }],
        },
      }),
      path: 'policy',
    },
  ],
  unknown: [
    { name: 'a variable', configuration: vault('${var.policy}') },
    {
      name: 'a principal that a variable names',
      configuration: vault(
        '${jsonencode({ Statement = [{ Effect = "Allow", Principal = var.p, Action = "backup:*", Resource = "*" }] })}',
      ),
    },
  ],
});
