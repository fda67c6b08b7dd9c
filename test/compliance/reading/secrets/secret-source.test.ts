import { loadJson } from '../../../../lib/compliance';
import { sourceOf } from '../../../../lib/compliance/reading/secrets/secret-source';

const { configuration } = loadJson(
  {
    variable: { login: { sensitive: true }, region: {}, db_password: {} },
    resource: {
      aws_ssm_parameter: { plain: { name: '/a', type: 'String' }, secure: { name: '/b', type: 'SecureString' } },
    },
    data: { aws_ssm_parameter: { ami: { name: '/aws/service/ami' }, db: { name: '/db' } } },
  },
  'test',
);

describe('sourceOf', () => {
  it.each([
    ['secret', 'var.login', ''],
    ['secret', 'var.db_password', ''],
    ['harmless', 'var.region', ''],
    ['unclear', 'var.elsewhere', ''],
    ['secret', 'random_password.p', 'result'],
    ['secret', 'random_password.p', ''],
    ['harmless', 'random_password.p', 'length'],
    ['secret', 'tls_private_key.k', 'private_key_openssh'],
    ['harmless', 'tls_private_key.k', 'public_key_openssh'],
    ['secret', 'aws_iam_access_key.k', 'secret'],
    ['harmless', 'aws_iam_access_key.k', 'id'],
    ['secret', 'aws_db_instance.d', 'password'],
    ['harmless', 'aws_db_instance.d', 'master_user_secret[0].secret_arn'],
    ['harmless', 'aws_secretsmanager_secret.s', 'arn'],
    ['secret', 'data.aws_secretsmanager_secret_version.s', 'secret_string'],
    ['secret', 'aws_ssm_parameter.secure', 'value'],
    ['harmless', 'aws_ssm_parameter.secure', 'arn'],
    ['harmless', 'aws_ssm_parameter.plain', 'value'],
    ['harmless', 'data.aws_ssm_parameter.ami', 'value'],
    ['secret', 'data.aws_ssm_parameter.db', 'value'],
    ['secret', 'module.m', 'db_password'],
    ['unclear', 'module.m', 'settings'],
    ['secret', 'ephemeral.random_password.p', 'result'],
    ['secret', 'data.terraform_remote_state.net', 'outputs.token'],
    ['unclear', 'data.terraform_remote_state.net', 'outputs.vpc'],
  ])('%s: %s %s', (source, address, attribute) => {
    expect(sourceOf({ address, attribute }, configuration)).toBe(source);
  });
});
