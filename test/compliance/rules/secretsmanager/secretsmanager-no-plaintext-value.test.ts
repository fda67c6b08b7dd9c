import rule from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-no-plaintext-value';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const version = (attributes: Record<string, unknown>) =>
  resource('aws_secretsmanager_secret_version', { secret_id: 'orders/db', ...attributes });
const text = (secret_string: unknown) => version({ secret_string });
const WORD = 'correct-horse';

testRule(rule, {
  pass: [
    {
      name: 'a conditional of JSON without a secret',
      configuration: text('${var.x ? jsonencode({user = "app", password = random_password.p.result}) : null}'),
    },
    { name: 'no value', configuration: version({}) },
    { name: 'null', configuration: text(null) },
    { name: 'empty', configuration: text('') },
    { name: 'a reference', configuration: text('${random_password.p.result}') },
    { name: 'a sensitive variable', configuration: { ...text('${var.p}'), variable: { p: { sensitive: true } } } },
    {
      name: 'an ephemeral value',
      configuration: version({ secret_string_wo: '${ephemeral.random_password.p.result}' }),
    },
    {
      name: 'JSON whose secret is a reference',
      configuration: text('{"username":"app","password":"${random_password.p.result}"}'),
    },
    {
      name: 'jsonencode whose secret is a reference',
      configuration: text('${jsonencode({"host" = "db.internal", "password" = var.p})}'),
    },
    ...['CHANGE_ME', 'changeme', 'TODO', 'example', '', '***'].map((placeholder) => ({
      name: `the placeholder "${placeholder}"`,
      configuration: text(JSON.stringify({ password: placeholder })),
    })),
  ],
  fail: [
    {
      name: 'the values of instances',
      configuration: version({ for_each: { a: WORD, b: `${WORD}-too` }, secret_string: '${each.value}' }),
      findings: 1,
    },
    {
      name: 'JSON with the value of an instance',
      configuration: version({
        for_each: { a: { word: WORD } },
        secret_string: '${jsonencode({password = each.value.word})}',
      }),
    },
    { name: 'a literal among the values of a conditional', configuration: text(`\${var.x ? "${WORD}" : ""}`) },
    {
      name: 'a conditional within JSON',
      configuration: text(`\${jsonencode({password = var.x ? "${WORD}" : ""})}`),
      message: 'at password',
      findings: 1,
    },
    {
      name: 'JSON of a map that merge spells out',
      configuration: text(`\${jsonencode(merge({password = "${WORD}"}, var.x))}`),
      message: 'at password',
    },
    {
      name: 'a conditional of JSON',
      configuration: text(`\${var.x ? jsonencode({password = "${WORD}"}) : null}`),
      message: 'at password',
    },
    { name: 'a literal', configuration: text(WORD), path: 'secret_string' },
    { name: 'a literal through a local', configuration: { ...text('${local.p}'), locals: { p: WORD } } },
    {
      name: 'a literal default of a variable',
      configuration: { ...text('${var.p}'), variable: { p: { default: WORD, sensitive: true } } },
    },
    {
      name: 'binary',
      configuration: version({ secret_binary: Buffer.from(WORD).toString('base64') }),
      path: 'secret_binary',
    },
    { name: 'write-only', configuration: version({ secret_string_wo: WORD }), path: 'secret_string_wo' },
    { name: 'JSON', configuration: text(JSON.stringify({ username: 'app', password: WORD })), message: 'password' },
    {
      name: 'nested JSON',
      configuration: text(JSON.stringify({ db: [{ privateKey: WORD }] })),
      message: 'db[0].privateKey',
    },
    { name: 'jsonencode', configuration: text(`\${jsonencode({"api_key" = "${WORD}"})}`) },
    {
      name: 'a literal beside a reference',
      configuration: text(`{"password":"\${random_password.p.result}","client_secret":"${WORD}"}`),
      message: 'client_secret',
    },
    {
      name: 'two literals, two findings',
      configuration: text(JSON.stringify({ password: WORD, token: WORD })),
      findings: 2,
    },
    { name: 'a password in a URL', configuration: text(JSON.stringify({ url: `postgres://app:${WORD}@db/orders` })) },
  ],
  notApplicable: [{ name: 'count = 0', configuration: version({ count: 0, secret_string: WORD }) }],
});

describe('secretsmanager-no-plaintext-value', () => {
  it('keeps the secret out of the report', () => {
    const { findings } = runRule(rule, { configuration: text(JSON.stringify({ password: WORD })) });
    expect(findings).toHaveLength(1);
    expect(JSON.stringify(findings)).not.toContain(WORD);
  });
});
