import rule from '../../../../lib/compliance/rules/secrets/no-plaintext-secret';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const SECRET = 'correct-horse-battery';
const database = (attributes: Record<string, unknown>, rest: Record<string, unknown> = {}) => ({
  ...resource('aws_db_instance', attributes),
  ...rest,
});

testRule(rule, {
  pass: [
    ...[
      '${var.prod ? random_password.a.result : null}',
      '${var.prod == "battery" ? random_password.a.result : random_password.b.result}',
      '${coalesce(var.given, random_password.a.result)}',
      '${merge({user = "battery"}, var.given).password}',
      '${lookup(var.given, "battery")}',
      '${var.given["battery"]}',
    ].map((password) => ({
      name: `no literal among the values of ${password}`,
      configuration: database({ password }, { variable: { prod: {}, given: {} } }),
    })),
    {
      name: 'an instance by reference',
      configuration: database({ for_each: { a: '${random_password.a.result}' }, password: '${each.value}' }),
    },
    { name: 'absent', configuration: database({ username: 'app' }) },
    { name: 'null', configuration: database({ password: null }) },
    { name: 'empty', configuration: database({ password: '' }) },
    {
      name: 'a switch, a version, a length',
      configuration: database({ manage_master_user_password: true, password_wo_version: 3, password_length: 20 }),
    },
    { name: 'a switch as text', configuration: database({ manage_master_user_password: 'true' }) },
    { name: 'a reference', configuration: database({ password: '${random_password.db.result}' }) },
    {
      name: 'a variable without default',
      configuration: database({ password: '${var.password}' }, { variable: { password: { sensitive: true } } }),
    },
    {
      name: 'an ephemeral value in a write-only argument',
      configuration: database({ password_wo: '${ephemeral.random_password.db.result}', password_wo_version: 1 }),
    },
    {
      name: 'a part of a secret of Secrets Manager',
      configuration: database({
        password: '${jsondecode(data.aws_secretsmanager_secret_version.db.secret_string)["password"]}',
      }),
    },
    {
      name: 'a reference with a literal sign behind it',
      configuration: database({ password: '${random_password.db.result}!' }),
    },
    {
      name: 'an ARN',
      configuration: resource('aws_mq_configuration', {
        secret: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:mq',
      }),
    },
    {
      name: 'names, ids and ARNs of secrets',
      configuration: resource('aws_transfer_connector', {
        secret_id: 'sftp',
        secret_name: 'prod',
        secret_arn: 'arn:x',
        token_url: 'https://id',
      }),
    },
    {
      name: 'the time that a token lives',
      configuration: resource('aws_cognito_user_pool_client', {
        token_validity_units: [{ access_token: 'minutes', refresh_token: 'days' }],
      }),
    },
    {
      name: 'the required kind of metadata',
      configuration: resource('aws_instance', { metadata_options: [{ http_tokens: 'required' }] }),
    },
    {
      name: 'the path of a key file',
      configuration: resource('aws_appmesh_virtual_node', {
        spec: [{ tls: [{ certificate: [{ file: [{ private_key: '/keys/app.pem' }] }] }] }],
      }),
    },
    {
      name: 'an idempotency token',
      configuration: resource('aws_efs_file_system', { creation_token: 'shared-files' }),
    },
    {
      name: 'a URL whose password is a reference',
      configuration: resource('aws_ecs_service', { endpoint: 'postgres://app:${random_password.db.result}@db/orders' }),
    },
    {
      name: 'a URL without password',
      configuration: resource('aws_ecs_service', { endpoint: 'https://db.internal:5432/orders' }),
    },
    {
      name: 'the environment of a Lambda, which has a rule of its own',
      configuration: resource('aws_lambda_function', { environment: [{ variables: { DB_PASSWORD: SECRET } }] }),
    },
    {
      name: 'a plain parameter',
      configuration: resource('aws_ssm_parameter', { name: '/app/level', type: 'String', value: 'info' }),
    },
    {
      name: 'JSON of a secret without a literal secret',
      configuration: resource('aws_secretsmanager_secret_version', { secret_string: '{"username":"app","host":"db"}' }),
    },
    {
      name: 'the name of a secret in a map',
      configuration: resource('aws_apprunner_service', {
        runtime_environment_variables: { DB_SECRET: 'prod/db', DB_PASSWORD: '/prod/db/password' },
      }),
    },
    {
      name: 'a dynamic block with references',
      configuration: resource('aws_mq_broker', {
        dynamic: { user: { for_each: '${var.users}', content: { username: 'a', password: '${user.value}' } } },
      }),
    },
    {
      name: 'a placeholder that the options name',
      configuration: database({ password: 'set-later' }),
      options: { placeholders: ['^set-later$'] },
    },
    {
      name: 'keys from the prototype',
      configuration: resource('aws_glue_connection', { connection_properties: { constructor: 'x', toString: 'y' } }),
    },
  ],
  fail: [
    {
      name: 'an attribute of the value of an instance',
      configuration: resource('aws_db_instance', {
        for_each: { a: { password: 'correct-horse' } },
        password: '${each.value.password}',
      }),
      path: 'password',
    },
    ...[
      '${var.prod ? "correct-horse" : "battery"}',
      '${var.prod ? var.given : "battery"}',
      '${coalesce(var.given, "battery")}',
      '${try(var.given.password, "battery")}',
      '${lookup(var.given, "db", "battery")}',
      '${element(["correct", "battery"], var.index)}',
      '${["correct", "battery"][count.index]}',
      '${local.passwords[terraform.workspace]}',
      '${merge({password = "battery"}, var.given).password}',
      '%{ if var.prod }correct%{ else }battery%{ endif }',
    ].map((password) => ({
      name: `a literal among the values of ${password}`,
      configuration: database(
        { password },
        { variable: { prod: {}, given: {}, index: {} }, locals: { passwords: { dev: 'battery', prod: 'horse' } } },
      ),
      path: 'password',
      findings: 1,
    })),
    {
      name: 'a literal of an instance',
      configuration: database({ for_each: { a: 'correct', b: '' }, password: '${each.value}' }),
      path: 'password',
    },
    {
      name: 'a map that merge spells out',
      configuration: {
        ...resource('aws_x', { settings: '${merge(var.given, {api_key = "battery"})}' }),
        variable: { given: {} },
      },
      path: 'settings.api_key',
    },
    {
      name: 'a password with a colon in a URL',
      configuration: resource('aws_x', { address: 'postgres://app:correct:horse@db/orders' }),
    },
    {
      name: 'a password that begins with an escape in a URL',
      configuration: resource('aws_x', { address: 'postgres://app:%21horse@db/orders' }),
    },
    { name: 'a literal password', configuration: database({ password: SECRET }), path: 'password' },
    { name: 'a number', configuration: database({ password: 12345678 }) },
    { name: 'a placeholder is a password too', configuration: database({ password: 'CHANGE_ME' }) },
    {
      name: 'a literal in a write-only argument',
      configuration: database({ password_wo: SECRET, password_wo_version: 1 }),
      path: 'password_wo',
    },
    {
      name: 'the default of a variable',
      configuration: database({ password: '${var.p}' }, { variable: { p: { default: SECRET } } }),
    },
    { name: 'a local value', configuration: database({ password: '${local.p}' }, { locals: { p: SECRET } }) },
    {
      name: 'a template whose rest is no secret',
      configuration: database({ password: 'hunter2-${terraform.workspace}' }),
    },
    {
      name: 'a password in a template',
      configuration: resource('aws_dms_endpoint', {
        connection_string: 'postgres://app:hunter2@${aws_db_instance.main.address}/orders',
      }),
    },
    {
      name: 'a connection string',
      configuration: resource('azurerm_app', { connection_string: 'Server=db;User=app;Password=hunter2;' }),
    },
    {
      name: 'a block as an object',
      configuration: resource('aws_mq_broker', { user: { username: 'a', password: SECRET } }),
      path: 'user.password',
    },
    {
      name: 'blocks as an array',
      configuration: resource('aws_mq_broker', {
        user: [
          { username: 'a', password: '${var.p}' },
          { username: 'b', password: SECRET },
        ],
      }),
      path: 'user[1].password',
    },
    {
      name: 'a list of passwords',
      configuration: resource('aws_elasticache_user', { passwords: [SECRET, '${var.second}'] }),
      path: 'passwords[0]',
      findings: 1,
    },
    {
      name: 'a dynamic block over a literal',
      configuration: resource('aws_mq_broker', {
        dynamic: { user: { for_each: { a: SECRET }, content: { password: '${user.value}' } } },
      }),
      path: 'dynamic.user[0].password',
    },
    {
      name: 'a literal in a dynamic block over a variable',
      configuration: resource('aws_mq_broker', {
        dynamic: { user: { for_each: '${var.users}', content: { password: SECRET } } },
      }),
    },
    {
      name: 'upper-case keys of a map',
      configuration: resource('aws_glue_connection', { connection_properties: { PASSWORD: SECRET, USERNAME: 'app' } }),
      path: 'connection_properties.PASSWORD',
      findings: 1,
    },
    {
      name: 'camel-case keys of a map',
      configuration: resource('aws_codepipeline', { stage: [{ action: [{ configuration: { OAuthToken: SECRET } }] }] }),
    },
    {
      name: 'a map that a local gives',
      configuration: {
        ...resource('aws_cognito_identity_provider', { provider_details: '${local.details}' }),
        locals: { details: { client_id: 'a', client_secret: SECRET } },
      },
      path: 'provider_details.client_secret',
    },
    {
      name: 'name and value',
      configuration: resource('aws_elastic_beanstalk_environment', {
        setting: [{ namespace: 'x', name: 'DB_PASSWORD', value: SECRET }],
      }),
      path: 'setting[0].value',
    },
    {
      name: 'a header that is marked as secret',
      configuration: resource('aws_cloudwatch_event_connection', {
        auth_parameters: [
          { invocation_http_parameters: [{ header: [{ key: 'x', value: SECRET, is_value_secret: true }] }] },
        ],
      }),
    },
    {
      name: 'the value of an API key of a connection',
      configuration: resource('aws_cloudwatch_event_connection', {
        auth_parameters: [{ api_key: [{ key: 'x', value: SECRET }] }],
      }),
    },
    {
      name: 'a SecureString',
      configuration: resource('aws_ssm_parameter', { name: '/app/level', type: 'SecureString', value: SECRET }),
      path: 'value',
    },
    {
      name: 'a literal secret_string',
      configuration: resource('aws_secretsmanager_secret_version', { secret_string: SECRET }),
      path: 'secret_string',
    },
    {
      name: 'a password in JSON',
      configuration: resource('aws_secretsmanager_secret_version', {
        secret_string: '${jsonencode({"user" = "app", "password" = "hunter2"})}',
      }),
    },
    {
      name: 'a token of a known shape',
      configuration: resource('github_actions_variable', { body: ['ghp', 'a'.repeat(36)].join('_') }),
    },
    {
      name: 'a name that the options add',
      configuration: resource('aws_thing', { pin_code: '1234' }),
      options: { extraNames: ['^pin_code$'] },
    },
    { name: 'another provider', configuration: resource('postgresql_role', { name: 'app', password: SECRET }) },
  ],
});

describe('no-plaintext-secret', () => {
  it('never shows the secret', () => {
    const { findings } = runRule(rule, {
      configuration: resources({
        'aws_db_instance.main': { password: SECRET },
        'aws_mq_broker.b': { user: [{ password: `${SECRET}-\${terraform.workspace}` }] },
      }),
    });
    expect(findings).toHaveLength(2);
    expect(JSON.stringify(findings)).not.toContain(SECRET);
    expect(findings.map(({ observed }) => observed)).toEqual(['(masked)', '(masked)']);
  });
});
