import rule from '../../../../lib/compliance/rules/state/state-backend-no-credentials';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';

const backend = (kind: string, attributes: Record<string, unknown>) => ({
  terraform: { backend: { [kind]: attributes } },
});
const remote = (config: unknown) => ({ data: { terraform_remote_state: { net: { backend: 's3', config } } } });

testRule(rule, {
  pass: [
    {
      name: 'a conditional of references',
      configuration: { ...remote({ secret_key: '${var.prod ? var.key : null}' }), variable: { prod: {}, key: {} } },
    },
    {
      name: 'none',
      configuration: backend('s3', { bucket: 'b', key: 'k', profile: 'p', shared_credentials_files: ['x'] }),
    },
    { name: 'null and empty', configuration: backend('s3', { access_key: null, secret_key: '', token: null }) },
    {
      name: 'a role',
      configuration: backend('s3', { assume_role: { role_arn: 'arn:aws:iam::111122223333:role/state' } }),
    },
    { name: 'the path of a key file', configuration: backend('gcs', { credentials: '/secrets/key.json' }) },
    {
      name: 'a connection without password',
      configuration: backend('pg', { conn_str: 'postgres://db.internal/states' }),
    },
    { name: 'a remote state with a reference', configuration: remote({ bucket: 'b', secret_key: '${var.k}' }) },
    { name: 'cloud without token', configuration: { terraform: { cloud: { organization: 'o' } } } },
  ],
  fail: [
    {
      name: 'a literal among the values of a conditional',
      configuration: { ...remote({ secret_key: '${var.prod ? "hunter2" : null}' }), variable: { prod: {} } },
      path: 'config.secret_key',
    },
    {
      name: 'a literal beside settings that are not known',
      configuration: { ...remote('${merge(var.settings, {secret_key = "hunter2"})}'), variable: { settings: {} } },
      path: 'config.secret_key',
    },
    { name: 'keys of s3', configuration: backend('s3', { access_key: 'a1', secret_key: 'b2' }), findings: 2 },
    {
      name: 'a key for encryption',
      configuration: backend('s3', { sse_customer_key: 'b2' }),
      path: 'sse_customer_key',
    },
    {
      name: 'azurerm',
      configuration: backend('azurerm', { sas_token: 'a1', client_secret: 'b2', access_key: 'c3' }),
      findings: 3,
    },
    { name: 'http', configuration: backend('http', { username: 'u', password: 'b2' }), path: 'password', findings: 1 },
    {
      name: 'a password in the address',
      configuration: backend('http', { address: 'https://u:hunter2@state.example.com' }),
      path: 'address',
    },
    { name: 'pg', configuration: backend('pg', { conn_str: 'postgres://u:hunter2@db/states' }), path: 'conn_str' },
    {
      name: 'pg, as words',
      configuration: backend('pg', { conn_str: 'host=db user=u password=hunter2' }),
      path: 'conn_str',
    },
    {
      name: 'the content of a key file',
      configuration: backend('gcs', { credentials: '{"private_key": "x"}' }),
      path: 'credentials',
    },
    { name: 'nested', configuration: backend('s3', { assume_role_with_web_identity: { web_identity_token: 'c3' } }) },
    { name: 'remote', configuration: backend('remote', { token: 'c3' }) },
    {
      name: 'cloud',
      configuration: { terraform: { cloud: { token: 'c3' } } },
      address: 'terraform',
      path: 'cloud[0].token',
    },
    { name: 'a remote state', configuration: remote({ secret_key: 'b2' }), path: 'config.secret_key' },
    {
      name: 'a remote state through a local',
      configuration: { ...remote({ secret_key: '${local.k}' }), locals: { k: 'b2' } },
    },
  ],
});

describe('state-backend-no-credentials', () => {
  it('never shows the credential', () => {
    const { findings } = runRule(rule, {
      configuration: backend('pg', { conn_str: 'host=db password=hunter2', password: 'hunter2' }),
    });
    expect(findings).toHaveLength(2);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });
});
