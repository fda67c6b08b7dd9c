import rule from '../../../../lib/compliance/rules/secrets/no-secret-in-lambda-env';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const lambda = (variables: unknown, rest: Record<string, unknown> = {}) => ({
  ...resource('aws_lambda_function', { environment: [{ variables }] }),
  ...rest,
});

testRule(rule, {
  pass: [
    { name: 'a random suffix', configuration: lambda({ BUCKET: 'logs-${random_id.suffix.hex}' }) },
    {
      name: 'a variable that holds the ARN of a secret',
      configuration: lambda({ DB_SECRET: '${var.db_secret_arn}' }, { variable: { db_secret_arn: {} } }),
    },
    { name: 'no environment', configuration: resource('aws_lambda_function', {}) },
    { name: 'null', configuration: resource('aws_lambda_function', { environment: null }) },
    { name: 'harmless variables', configuration: lambda({ LOG_LEVEL: 'info', TOKEN_TTL: '300', MAX_TOKENS: '4096' }) },
    { name: 'the ARN of a secret', configuration: lambda({ DB_SECRET: '${aws_secretsmanager_secret.db.arn}' }) },
    {
      name: 'the literal ARN of a secret',
      configuration: lambda({ DB_PASSWORD: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:db' }),
    },
    {
      name: 'the name of a secret',
      configuration: lambda({ DB_SECRET: 'prod/db', DB_PASSWORD_PARAMETER: '/prod/db' }),
    },
    {
      name: 'a reference of the managed secret',
      configuration: lambda({ DB_SECRET: '${aws_db_instance.main.master_user_secret[0].secret_arn}' }),
    },
    { name: 'an empty value', configuration: lambda({ DB_PASSWORD: '' }) },
    {
      name: 'a parameter that AWS publishes',
      configuration: {
        ...lambda({ AMI: '${data.aws_ssm_parameter.ami.value}' }),
        data: { aws_ssm_parameter: { ami: { name: '/aws/service/ami' } } },
      },
    },
  ],
  fail: [
    {
      name: 'a literal among the values of a conditional',
      configuration: lambda({ DB_PASSWORD: '${var.prod ? "hunter2" : ""}' }, { variable: { prod: {} } }),
    },
    { name: 'a random string as a password', configuration: lambda({ DB_PASSWORD: '${random_string.p.result}' }) },
    { name: 'a random id as a token', configuration: lambda({ API_TOKEN: '${random_id.p.hex}' }) },
    {
      name: 'a literal beside variables that are not known',
      configuration: lambda('${merge(var.v, {"DB_PASSWORD" = "hunter2"})}', { variable: { v: {} } }),
      path: 'environment[0].variables.DB_PASSWORD',
    },
    { name: 'the second of two passwords', configuration: lambda({ DB_PASSWORD_2: 'hunter2' }) },
    { name: 'the key of a framework', configuration: lambda({ SECRET_KEY_BASE: 'hunter2' }) },
    {
      name: 'a literal',
      configuration: lambda({ DB_PASSWORD: 'hunter2' }),
      path: 'environment[0].variables.DB_PASSWORD',
    },
    {
      name: 'environment as an object',
      configuration: resource('aws_lambda_function', { environment: { variables: { apiKey: 'hunter2' } } }),
    },
    {
      name: 'the credentials of AWS',
      configuration: lambda({ AWS_ACCESS_KEY_ID: 'x1', AWS_SECRET_ACCESS_KEY: 'x2' }),
      findings: 2,
    },
    {
      name: 'a credential under a harmless name',
      configuration: lambda({ DATABASE: 'postgres://app:hunter2@db/orders' }),
    },
    {
      name: 'a generated password',
      configuration: lambda({ DB: '${random_password.db.result}' }),
      message: 'random_password.db',
    },
    {
      name: 'the value of a secret',
      configuration: lambda({ DB: '${data.aws_secretsmanager_secret_version.db.secret_string}' }),
    },
    {
      name: 'a part of a secret',
      configuration: lambda({
        DB: '${jsondecode(data.aws_secretsmanager_secret_version.db.secret_string)["password"]}',
      }),
    },
    { name: 'the value of a parameter', configuration: lambda({ DB: '${aws_ssm_parameter.db.value}' }) },
    {
      name: 'a sensitive variable',
      configuration: lambda({ X: '${var.login}' }, { variable: { login: { sensitive: true } } }),
    },
    { name: 'a local', configuration: lambda({ DB_PASSWORD: '${local.p}' }, { locals: { p: 'hunter2' } }) },
    {
      name: 'variables of a local',
      configuration: lambda('${local.v}', { locals: { v: { DB_PASSWORD: 'hunter2', A: 'b' } } }),
      findings: 1,
    },
    { name: 'merged variables', configuration: lambda('${merge({"A" = "b"}, {"DB_PASSWORD" = "hunter2"})}') },
  ],
  unknown: [
    {
      name: 'a variable that does not say what it holds',
      configuration: lambda({ DB_PASSWORD: '${var.login}' }, { variable: { login: {} } }),
      path: 'environment[0].variables.DB_PASSWORD',
    },
    { name: 'variables of a module', configuration: lambda('${module.m.variables}'), path: 'environment[0].variables' },
    { name: 'variables of a variable', configuration: lambda('${var.v}', { variable: { v: {} } }) },
    { name: 'a secret-like name from a module', configuration: lambda({ DB_PASSWORD: '${module.m.value}' }) },
    {
      name: 'a dynamic environment',
      configuration: resource('aws_lambda_function', {
        dynamic: { environment: { for_each: '${var.e}', content: { variables: '${environment.value}' } } },
      }),
    },
  ],
});

describe('no-secret-in-lambda-env', () => {
  it('never shows the value', () => {
    const { findings } = runRule(rule, { configuration: lambda({ DB_PASSWORD: 'hunter2', __proto__x: 'y' }) });
    expect(JSON.stringify(findings)).not.toContain('hunter2');
    expect(findings[0]?.observed).toBe('(masked)');
  });
});
