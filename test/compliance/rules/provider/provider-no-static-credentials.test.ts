import rule from '../../../../lib/compliance/rules/provider/provider-no-static-credentials';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';

const provider = (attributes: Record<string, unknown>, variable: Record<string, unknown> = {}) => ({
  provider: { aws: [{ region: 'eu-central-1', ...attributes }] },
  variable,
});

testRule(rule, {
  pass: [
    { name: 'a proxy without a password', configuration: provider({ https_proxy: 'http://proxy.internal:3128' }) },
    { name: 'none', configuration: provider({}) },
    { name: 'null and empty', configuration: provider({ access_key: null, secret_key: '' }) },
    {
      name: 'a profile',
      configuration: provider({ profile: 'deploy', shared_credentials_files: ['~/.aws/credentials'] }),
    },
    {
      name: 'a sensitive variable',
      configuration: provider({ access_key: '${var.key}' }, { key: { sensitive: true } }),
    },
    {
      name: 'an ephemeral variable',
      configuration: provider({ token: '${var.token}' }, { token: { ephemeral: 'true' } }),
    },
    { name: 'an ephemeral resource', configuration: provider({ secret_key: '${ephemeral.vault_aws.a.secret_key}' }) },
    {
      name: 'a secret of Vault',
      configuration: provider({ secret_key: '${data.vault_aws_access_credentials.a.secret_key}' }),
    },
    {
      name: 'an emulator, by option',
      configuration: provider({ access_key: 'test', secret_key: 'test' }),
      options: { allowTestCredentials: true },
    },
    { name: 'one object instead of an array', configuration: { provider: { aws: { region: 'x' } } } },
  ],
  fail: [
    {
      name: 'a literal among the values of a conditional',
      configuration: provider({ secret_key: '${var.prod ? "hunter2" : null}' }, { prod: { sensitive: true } }),
      path: 'secret_key',
    },
    {
      name: 'the password of a proxy',
      configuration: provider({ https_proxy: 'http://app:hunter2@proxy.internal:3128' }),
      path: 'https_proxy',
    },
    { name: 'literals', configuration: provider({ access_key: 'a1', secret_key: 'b2', token: 'c3' }), findings: 3 },
    { name: 'an emulator', configuration: provider({ access_key: 'test', secret_key: 'test' }), findings: 2 },
    {
      name: 'a real key is none of an emulator',
      configuration: provider({ access_key: 'a1b2' }),
      options: { allowTestCredentials: true },
    },
    {
      name: 'a variable that is not marked',
      configuration: provider({ access_key: '${var.key}' }, { key: {} }),
      message: 'var.key',
    },
    {
      name: 'a default, marked or not',
      configuration: provider({ access_key: '${var.key}' }, { key: { sensitive: true, default: 'a1' } }),
    },
    { name: 'a local', configuration: { ...provider({ secret_key: '${local.k}' }), locals: { k: 'b2' } } },
    {
      name: 'an alias',
      configuration: { provider: { aws: [{}, { alias: 'eu', secret_key: 'b2' }] } },
      address: 'provider.aws.eu',
      path: 'secret_key',
    },
    {
      name: 'a web identity token',
      configuration: provider({ assume_role_with_web_identity: [{ web_identity_token: 'c3' }] }),
      path: 'assume_role_with_web_identity[0].web_identity_token',
    },
  ],
  unknown: [{ name: 'an output of a module', configuration: provider({ access_key: '${module.m.id}' }) }],
  notApplicable: [
    { name: 'another provider', configuration: { provider: { google: [{ credentials: 'x', access_token: 'y' }] } } },
  ],
});

describe('provider-no-static-credentials', () => {
  it('never shows the credential', () => {
    expect(
      JSON.stringify(runRule(rule, { configuration: provider({ secret_key: 'correct-horse' }) }).findings),
    ).not.toContain('correct-horse');
  });
});
