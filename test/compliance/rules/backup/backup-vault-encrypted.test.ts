import rule from '../../../../lib/compliance/rules/backup/backup-vault-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const vault = (kms_key_arn: unknown) => resource('aws_backup_vault', { name: 'main', kms_key_arn });

testRule(rule, {
  pass: [
    {
      name: 'a key of the configuration',
      configuration: resources({ 'aws_backup_vault.v': { kms_key_arn: '${aws_kms_key.k.arn}' }, 'aws_kms_key.k': {} }),
    },
    {
      name: 'an ARN',
      configuration: vault('arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'),
    },
    {
      name: 'one of several keys',
      configuration: resources({
        'aws_backup_vault.v': { count: 2, kms_key_arn: '${aws_kms_key.k[count.index].arn}' },
        'aws_kms_key.k': { count: 2 },
      }),
    },
    { name: 'a key of a module', configuration: vault('${module.keys.backup_arn}') },
  ],
  fail: [
    {
      name: 'one instance',
      configuration: resource('aws_backup_vault', {
        for_each: { a: 'arn:aws:kms:eu-central-1:111122223333:key/1', b: '' },
        kms_key_arn: '${each.value}',
      }),
      findings: 1,
    },
    { name: 'absent', configuration: vault(undefined), path: 'kms_key_arn' },
    { name: 'null', configuration: vault(null) },
    { name: 'empty', configuration: vault('') },
    {
      name: 'the key of AWS',
      configuration: resources({
        'aws_backup_vault.v': { kms_key_arn: '${data.aws_kms_alias.b.target_key_arn}' },
        'data.aws_kms_alias.b': { name: 'alias/aws/backup' },
      }),
    },
  ],
  unknown: [
    { name: 'a key or none', configuration: vault('${var.on ? aws_kms_key.k.arn : null}') },
    { name: 'a variable, by option', configuration: vault('${var.key}'), options: { strict: true } },
  ],
});
