import plaintext from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-no-plaintext-value';
import writeOnly from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-write-only-value';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const VERSION = 'aws_secretsmanager_secret_version';
const version = (attributes: Record<string, unknown>, rest: Record<string, unknown> = {}) => ({ ...resource(VERSION, attributes), ...rest });
const json = (value: object) => version({ secret_string: JSON.stringify(value) });

testRule(plaintext, {
  pass: [
    { name: 'no value', configuration: version({ secret_id: 'x', secret_string: null }) },
    { name: 'empty', configuration: version({ secret_string: '' }) },
    { name: 'a generated password', configuration: version({ secret_string: '${random_password.p.result}' }) },
    { name: 'a sensitive variable', configuration: version({ secret_string: '${var.p}' }, { variable: { p: { sensitive: true } } }) },
    { name: 'jsonencode with references', configuration: version({ secret_string: '${jsonencode({"username" = "app", "password" = random_password.p.result, "port" = 5432})}' }) },
    { name: 'text with references, as JSON.stringify writes it', configuration: json({ username: 'app', host: '${aws_db_instance.d.address}', password: '${random_password.p.result}' }) },
    { name: 'placeholders in JSON', configuration: json({ password: 'CHANGE_ME', token: '', api_key: '***', secret: 'TODO', private: 'example' }) },
    { name: 'a write-only value', configuration: version({ secret_string_wo: '${ephemeral.random_password.p.result}', secret_string_wo_version: 1 }) },
    { name: 'what describes a secret', configuration: json({ key_id: '1', public_key: 'ssh-rsa', token_url: 'https://id', password_length: '20' }) },
    { name: 'base64encode of a reference', configuration: version({ secret_binary: '${base64encode(random_password.p.result)}' }) },
  ],
  fail: [
    { name: 'a literal', configuration: version({ secret_string: 'hunter2' }), path: 'secret_string' },
    { name: 'a placeholder as the whole', configuration: version({ secret_string: 'CHANGE_ME' }) },
    { name: 'a literal of a variable', configuration: version({ secret_string: '${var.p}' }, { variable: { p: { default: 'hunter2' } } }) },
    { name: 'JSON', configuration: json({ username: 'app', password: 'hunter2' }), message: 'password', findings: 1 },
    { name: 'two secrets', configuration: json({ password: 'hunter2', apiKey: 'hunter3' }), findings: 2 },
    { name: 'nested', configuration: json({ db: { credentials: { primary: 'hunter2' } }, tokens: ['a'] }), message: 'db.credentials.primary' },
    { name: 'a number', configuration: json({ pin: 1234 }) },
    { name: 'jsonencode, a literal beside references', configuration: version({ secret_string: '${jsonencode({"password" = random_password.p.result, "api_key" = "hunter2"})}' }), message: 'api_key', findings: 1 },
    { name: 'a URL in JSON', configuration: json({ url: 'postgres://app:hunter2@db/orders' }) },
    { name: 'a literal as write-only value', configuration: version({ secret_string_wo: 'hunter2' }), path: 'secret_string_wo' },
    { name: 'binary', configuration: version({ secret_binary: 'aHVudGVyMg==' }), path: 'secret_binary' },
    { name: 'base64encode of a literal', configuration: version({ secret_binary: '${base64encode("hunter2")}' }) },
    { name: 'a template with a literal beside a reference', configuration: version({ secret_string: 'postgres://app:hunter2@${aws_db_instance.d.address}/orders' }) },
    { name: 'placeholders by option', configuration: json({ password: 'CHANGE_ME' }), options: { placeholders: [] } },
  ],
  notApplicable: [{ name: 'count = 0', configuration: version({ count: 0, secret_string: 'hunter2' }) }],
});

testRule(writeOnly, {
  pass: [
    { name: 'write-only', configuration: version({ secret_string_wo: '${ephemeral.x.y.z}' }) },
    { name: 'null', configuration: version({ secret_string: null, secret_binary: null }) },
  ],
  fail: [
    { name: 'a reference', configuration: version({ secret_string: '${random_password.p.result}' }), path: 'secret_string' },
    { name: 'binary', configuration: version({ secret_binary: 'eA==' }), path: 'secret_binary' },
    { name: 'jsonencode', configuration: version({ secret_string: '${jsonencode({"p" = random_password.p.result})}' }) },
  ],
  unknown: [{ name: 'a condition', configuration: version({ secret_string: '${var.x ? "a" : null}' }) }],
});

describe('secretsmanager-no-plaintext-value', () => {
  it('never shows the secret', () => {
    const { findings } = runRule(plaintext, { configuration: json({ password: 'hunter2', note: `postgres://a:hunter2@db` }) });
    expect(findings).toHaveLength(2);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });
});
