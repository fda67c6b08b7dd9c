import rule from '../../../../lib/compliance/rules/rds/rds-managed-master-password';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { blocks, cluster, instance } from './shared/configurations';

const secret = ['not', 'a', 'real', 'one'].join('-');

testRule(rule, {
  pass: [
    { name: 'managed', configuration: instance({ manage_master_user_password: true }) },
    { name: 'managed as text', configuration: cluster({ manage_master_user_password: 'true' }) },
    {
      name: 'managed or not, but no password',
      configuration: instance({ manage_master_user_password: '${var.unset}' }),
    },
    {
      name: 'write-only',
      configuration: instance({ password_wo: '${ephemeral.random_password.p.result}', password_wo_version: 1 }),
    },
    { name: 'write-only on a cluster', configuration: cluster({ master_password_wo: '${var.unset}' }) },
    { name: 'neither: a replica', configuration: instance({ replicate_source_db: 'orders', password: null }) },
    { name: 'a password that is null', configuration: instance({ password: '${var.nothing}' }) },
    {
      name: 'a reference, with the option',
      configuration: instance({ password: '${random_password.p.result}' }),
      options: { allowReferencedPassword: true },
    },
  ],
  fail: [
    { name: 'a literal', configuration: instance({ password: secret }), path: 'password' },
    {
      name: 'a literal, with the option',
      configuration: instance({ password: secret }),
      options: { allowReferencedPassword: true },
    },
    {
      name: 'a literal and not managed',
      configuration: instance({ password: secret, manage_master_user_password: false }),
    },
    {
      name: 'a literal, managed or not',
      configuration: instance({ password: secret, manage_master_user_password: '${var.unset}' }),
      path: 'password',
    },
    {
      name: 'a generated one',
      configuration: instance({ password: '${random_password.p.result}' }, { 'random_password.p': { length: 20 } }),
      address: 'aws_db_instance.main',
    },
    { name: 'a variable', configuration: cluster({ master_password: '${var.unset}' }), path: 'master_password' },
    {
      name: 'a variable with a default',
      configuration: blocks(
        { 'aws_db_instance.main': { password: '${var.p}' } },
        { variable: { p: { default: secret } } },
      ),
    },
    {
      name: 'a data source',
      configuration: instance({ password: '${data.aws_secretsmanager_secret_version.s.secret_string}' }),
    },
    {
      name: 'a part of a secret',
      configuration: instance({
        password: '${jsondecode(data.aws_secretsmanager_secret_version.s.secret_string)["password"]}',
      }),
    },
    { name: 'a template', configuration: instance({ password: 'x${random_password.p.result}' }) },
    {
      name: 'one password or another',
      configuration: instance({ password: '${var.unset != null ? var.unset : random_password.p.result}' }),
    },
  ],
  unknown: [
    {
      name: 'managed or not',
      configuration: instance({ manage_master_user_password: '${var.unset}', password: '${random_password.p.result}' }),
      path: 'manage_master_user_password',
    },
    {
      name: 'a password or nothing',
      configuration: instance({ password: '${var.unset ? null : random_password.p.result}' }),
      path: 'password',
    },
    {
      name: 'a password of a list that may be empty',
      configuration: instance({ password: '${join("", random_password.p[*].result)}' }),
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: instance({ count: 0, password: secret }) }],
});

it('never shows the password', () => {
  const { findings } = runRule(rule, { configuration: instance({ password: secret }) });
  expect(findings).toHaveLength(1);
  expect(JSON.stringify(findings)).not.toContain(secret);
});

it('never shows a password that stands in an expression', () => {
  for (const password of [
    `\${var.unset ? "${secret}" : null}`,
    `\${var.unset ? "${secret}" : var.unset}`,
    `${secret}-\${var.unset}`,
  ]) {
    const { findings } = runRule(rule, { configuration: instance({ password }) });
    expect(findings).toHaveLength(1);
    expect(JSON.stringify(findings)).not.toContain(secret);
  }
});
