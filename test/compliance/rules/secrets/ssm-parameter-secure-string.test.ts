import rule from '../../../../lib/compliance/rules/secrets/ssm-parameter-secure-string';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const parameter = (attributes: Record<string, unknown>, rest: Record<string, unknown> = {}) => ({
  ...resource('aws_ssm_parameter', attributes),
  ...rest,
});
const requireCmk = { requireCmk: true };

testRule(rule, {
  pass: [
    {
      name: 'a SecureString',
      configuration: parameter({ name: '/db/password', type: 'SecureString', value: '${var.p}' }),
    },
    { name: 'no secret', configuration: parameter({ name: '/app/level', type: 'String', value: 'info' }) },
    {
      name: 'about a secret, none itself',
      configuration: parameter({ name: '/db/password_length', type: 'String', value: '20' }),
    },
    {
      name: 'the ARN of a secret',
      configuration: parameter({ name: '/db/secret_arn', type: 'String', value: '${aws_secretsmanager_secret.s.arn}' }),
    },
    {
      name: 'a key of its own',
      configuration: {
        ...parameter({ name: 'x', type: 'SecureString', key_id: '${aws_kms_key.k.arn}' }),
        ...{
          resource: {
            aws_kms_key: { k: {} },
            aws_ssm_parameter: { main: { name: 'x', type: 'SecureString', key_id: '${aws_kms_key.k.arn}' } },
          },
        },
      },
      options: requireCmk,
      address: 'aws_ssm_parameter.main',
    },
    {
      name: 'an alias of its own',
      configuration: parameter({ name: 'x', type: 'SecureString', key_id: 'alias/app' }),
      options: requireCmk,
    },
    {
      name: 'an unknown type without a secret',
      configuration: parameter({ name: '/app/level', type: '${var.t}', value: 'info' }, { variable: { t: {} } }),
    },
  ],
  fail: [
    { name: 'a String', configuration: parameter({ name: '/db/password', type: 'String', value: 'x' }), path: 'type' },
    {
      name: 'a StringList',
      configuration: parameter({ name: 'api-tokens/api_token', type: 'StringList', value: 'x' }),
    },
    {
      name: 'a generated password under a harmless name',
      configuration: parameter({ name: '/db/login', type: 'String', value: '${random_password.p.result}' }),
      message: 'random_password.p',
    },
    {
      name: 'a credential under a harmless name',
      configuration: parameter({ name: '/db/url', type: 'String', value: 'postgres://app:hunter2@db' }),
    },
    { name: 'insecure_value', configuration: parameter({ name: '/db/password', type: 'String', insecure_value: 'x' }) },
    {
      name: 'a name whose beginning is unknown',
      configuration: parameter(
        { name: '/${var.env}/db/password', type: 'String', value: 'x' },
        { variable: { env: {} } },
      ),
    },
    {
      name: 'a prefix with a dash',
      configuration: parameter(
        { name: '${var.env}-db-password', type: 'String', value: 'x' },
        { variable: { env: {} } },
      ),
    },
    {
      name: 'every parameter, by option',
      configuration: parameter({ name: '/app/level', type: 'String', value: 'info' }),
      options: { all: true },
    },
    {
      name: 'no key, by option',
      configuration: parameter({ name: 'x', type: 'SecureString' }),
      options: requireCmk,
      path: 'key_id',
    },
    {
      name: 'the key of AWS, by option',
      configuration: parameter({ name: 'x', type: 'SecureString', key_id: 'alias/aws/ssm' }),
      options: requireCmk,
    },
  ],
  unknown: [
    {
      name: 'an unknown type',
      configuration: parameter({ name: '/db/password', type: '${var.t}' }, { variable: { t: {} } }),
      path: 'type',
    },
    {
      name: 'an unknown name',
      configuration: parameter({ name: '${var.n}', type: 'String', value: 'x' }, { variable: { n: {} } }),
      path: 'name',
    },
    {
      name: 'an unknown key, by option',
      configuration: parameter({ name: 'x', type: 'SecureString', key_id: '${var.k}' }, { variable: { k: {} } }),
      options: requireCmk,
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: parameter({ count: 0, name: '/db/password', type: 'String' }) }],
});
