import { isSecretName, kindOfName } from '../../../lib/compliance/engine/secret-name';

describe('isSecretName', () => {
  it.each([
    'password',
    'DB_PASSWORD',
    'dbPassword',
    'master-password',
    'passwords',
    'PGPASSWORD',
    'MYSQL_PWD',
    'DB_PASS',
    'secret',
    'clientSecret',
    'client_secret',
    'token',
    'OAuthToken',
    'GITHUB_TOKEN',
    'auth_token',
    'api_key',
    'apiKey',
    'API-KEY',
    'apikey',
    'private_key',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_ACCESS_KEY_ID',
    'ECS_ENGINE_AUTH_DATA',
    'tunnel1_preshared_key',
    'password_wo',
    'credentials',
    'token_value',
    'access_tokens',
  ])('%s is a secret', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    'password_wo_version',
    'secret_arn',
    'SECRET_ID',
    'secret_name',
    'token_url',
    'TOKEN_ENDPOINT',
    'password_length',
    'PASSWORD_FILE',
    'manage_master_user_password',
    'generate_secret',
    'use_caller_credentials',
    'allow_credentials',
    'http_tokens',
    'max_tokens',
    'creation_token',
    'client_token',
    'next_token',
    'key',
    'kms_key',
    'public_key',
    'key_name',
    'bypass',
    'compass',
    'author',
    'tokenizer',
    'secretary',
    'constructor',
    '__proto__',
    '',
    'access_token_validity',
    'password_policy',
  ])('%s is none', (name) => {
    expect(isSecretName(name)).toBe(false);
  });

  it('tells connection strings apart', () => {
    expect(kindOfName('DB_CONNECTION_STRING')).toBe('connection');
    expect(kindOfName('DATABASE_URL')).toBe('connection');
    expect(kindOfName('homepage_url')).toBeUndefined();
  });

  it('reads very long names', () => {
    expect(isSecretName(`${'a'.repeat(1_000_000)}_password`)).toBe(true);
  });
});
