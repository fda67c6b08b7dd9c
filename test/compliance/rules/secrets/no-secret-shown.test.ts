import { createColors } from 'picocolors';
import { loadJson } from '../../../../lib/compliance';
import { allRules } from '../../../../lib/compliance/engine/registry';
import { assess } from '../../../../lib/compliance/engine/runner';
import { SECRET_ARGUMENTS } from '../../../../lib/compliance/engine/secret-arguments';
import { reporters } from '../../../../lib/reporters';
import { SURROUNDINGS } from '../../../support/report-surroundings';

const SECRET = 'Xk7canary9QzT';
const PEM = ['-----BEGIN RSA ', 'PRIVATE KEY-----\n', SECRET, '\n-----END RSA ', 'PRIVATE KEY-----'].join('');

const rules = allRules().map((rule) => ({ rule, severity: rule.severity, options: rule.defaultOptions ?? {} }));

/** The findings, errors and printed lines that hold the secret. */
function leaks(configuration: Record<string, unknown>): readonly string[] {
  const assessment = assess([loadJson(configuration, 'test')], rules, { all: true });
  const printed = [...reporters.values()].flatMap((reporter) =>
    reporter(assessment, { ...SURROUNDINGS, all: true, colors: createColors(false), width: 10_000 }).split('\n'),
  );
  const parts = [...assessment.findings, ...assessment.errors].map((part) => JSON.stringify(part));
  expect(parts.length).toBeGreaterThan(0);
  return [...parts, ...printed].filter((text) => text.includes(SECRET));
}

function violations(configuration: Record<string, unknown>, ...ids: readonly string[]): readonly string[] {
  const { findings } = assess([loadJson(configuration, 'test')], rules);
  return findings
    .filter(({ rule, verdict }) => verdict === 'fail' && ids.includes(rule))
    .map(({ rule, address, path, message }) => `${rule} ${address} ${path}: ${message}`);
}

/** Ways to write a secret, which is spelt out in each. */
const WRITTEN: readonly (readonly [how: string, value: unknown])[] = [
  ['a literal', SECRET],
  ['a template', `\${aws_vpc.main.id}-${SECRET}`],
  ['a conditional', `\${var.prod ? "${SECRET}" : "b"}`],
  ['a default', `\${coalesce(var.given, "${SECRET}")}`],
  ['a nested template', `\${format("%s", "\${var.prod ? "${SECRET}" : "b"}")}`],
  ['a call', `\${join("-", [var.given, "${SECRET}"])}`],
  ['JSON text', JSON.stringify({ user: 'app', password: SECRET })],
  ['jsonencode', `\${jsonencode({"password" = "${SECRET}", "host" = var.given})}`],
  ['a base64 call', `\${base64encode("export DB_PASSWORD=${SECRET}")}`],
  ['base64', Buffer.from(`export DB_PASSWORD=${SECRET}`).toString('base64')],
  ['a template file', `\${templatefile("boot.sh", {"login" = "${SECRET}"})}`],
  ['an address', `postgres://app:${SECRET}@db.internal/orders`],
  ['a private key', PEM],
  ['a list', [SECRET]],
  ['a map', { value: SECRET }],
  ['a local', '${local.login}'],
  ['a variable', '${var.login}'],
];

const REST = {
  locals: { login: SECRET },
  variable: { login: { default: SECRET }, given: {}, prod: {} },
};

describe.each(WRITTEN)('a secret as %s is never shown', (_, value) => {
  it('in the arguments that the provider knows as secret', () => {
    const resource = Object.fromEntries(
      [...SECRET_ARGUMENTS].map(([type, names]) => [
        type,
        {
          flat: Object.fromEntries(names.map((name) => [name, value])),
          block: { settings: [Object.fromEntries(names.map((name) => [name, value]))] },
          dynamic: {
            dynamic: {
              settings: {
                for_each: [1],
                content: Object.fromEntries(names.map((name) => [name, value])),
              },
            },
          },
        },
      ]),
    );
    expect(leaks({ resource, ...REST })).toEqual([]);
  });

  it('in environments, scripts, tags, outputs, providers and backends', () => {
    const variables = { DB_PASSWORD: value, API_TOKEN_2: value };
    const pairs = Object.entries(variables).map(([name, inner]) => ({ name, value: inner }));
    const configuration = {
      resource: {
        aws_lambda_function: { f: { environment: [{ variables }] }, g: { environment: { variables } } },
        aws_codebuild_project: {
          p: {
            environment: [{ environment_variable: pairs }],
            source: [{ location: value, auth: [{ resource: value }] }],
          },
        },
        aws_ecs_task_definition: {
          t: { container_definitions: JSON.stringify([{ name: 'c', environment: pairs }]) },
          u: { container_definitions: value },
        },
        aws_instance: {
          i: { user_data: value, tags: { Password: value, [`ghp_${SECRET.repeat(3)}`]: 'x' } },
          j: { user_data_base64: value },
        },
        aws_launch_template: { l: { user_data: value } },
        aws_autoscaling_group: { a: { tag: [{ key: 'Password', value }] } },
        aws_ssm_parameter: {
          s: { name: '/db/password', type: 'String', value },
          v: { name: '/db/password', type: 'SecureString', value, insecure_value: value },
        },
        aws_secretsmanager_secret_version: { v: { secret_id: 'x', secret_string: value } },
        null_resource: {
          n: {
            connection: { password: value },
            provisioner: [
              { 'local-exec': { command: value, environment: variables } },
              { 'remote-exec': { inline: [value], connection: { private_key: value } } },
            ],
          },
        },
        local_file: { f: { content: value, content_base64: value } },
        aws_kms_external_key: { k: { key_material_base64: value } },
        tls_private_key: { t: { algorithm: 'RSA' } },
      },
      ...REST,
      variable: { ...REST.variable, db_password: { default: value }, settings: { default: { password: value } } },
      output: { password: { value }, settings: { value: { password: value } } },
      provider: {
        aws: [
          { access_key: value, secret_key: value, token: value },
          { alias: 'b', assume_role_with_web_identity: [{ web_identity_token: value }], insecure: true },
        ],
      },
      terraform: {
        backend: { s3: { access_key: value, secret_key: value, sse_customer_key: value, kms_key_id: 1 } },
        cloud: { token: value },
      },
      data: { terraform_remote_state: { r: { backend: 'pg', config: { conn_str: value, token: value } } } },
    };
    expect(leaks(configuration)).toEqual([]);
  });
});

/** Ways to pass a secret on, or to name one, without spelling it out. */
const REFERRED: readonly (readonly [how: string, value: unknown])[] = [
  ['a sensitive variable', '${var.login}'],
  ['a generated password', '${random_password.db.result}'],
  ['an ephemeral value', '${ephemeral.random_password.db.result}'],
  ['a secret', '${data.aws_secretsmanager_secret_version.db.secret_string}'],
  ['a part of a secret', '${jsondecode(data.aws_secretsmanager_secret_version.db.secret_string)["password"]}'],
  ['an ARN', 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders/db-AbCdEf'],
  ['an ARN by reference', '${aws_secretsmanager_secret.db.arn}'],
  ['a template of references', '${var.login}${random_password.db.result}'],
  ['a conditional of references', '${var.login != "" ? var.login : random_password.db.result}'],
  ['a default by reference', '${coalesce(var.login, random_password.db.result)}'],
  ['a module', '${module.db.password}'],
  ['an element of a map', '${var.logins["orders-database"]}'],
  ['nothing', null],
  ['an empty text', ''],
];

describe.each(REFERRED)('a secret that is given as %s is not called plain', (_, value) => {
  it('in the arguments that the provider knows as secret', () => {
    const resource = Object.fromEntries(
      [...SECRET_ARGUMENTS].map(([type, names]) => [
        type,
        { main: { ...Object.fromEntries(names.map((name) => [name, value])) } },
      ]),
    );
    const configuration = {
      resource,
      variable: { login: { type: 'string', sensitive: true }, logins: { sensitive: true } },
    };
    expect(violations(configuration, 'no-plaintext-secret', 'secretsmanager-no-plaintext-value')).toEqual([]);
  });
});
