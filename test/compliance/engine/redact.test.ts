import { loadJson } from '../../../lib/compliance';
import { maskMessage, maskSentence, maskText, maskValue, mayHoldSecret } from '../../../lib/compliance/engine/redact';
import { Unknown, type Value } from '../../../lib/compliance/model/value';
import { growthOf, LINEAR_GROWTH } from '../../support/cpu-growth';

const SECRET = 'Xk7canary9QzT';

describe('maskText', () => {
  it.each([
    `postgres://app:${SECRET}@db/orders`,
    `postgres://app:a/${SECRET}@db/orders`,
    `postgres://app:p@${SECRET}@db/orders`,
    `redis://:${SECRET}@cache`,
    `https://${SECRET}${SECRET}@github.com/example/app`,
    `export DB_PASSWORD=${SECRET}`,
    `DB_PASSWORD: ${SECRET}`,
    `DB_PASSWORD: correct horse ${SECRET} # note`,
    `{"password":"${SECRET}"}`,
    `{\\"password\\":\\"${SECRET}\\"}`,
    `{"password":"a\\"${SECRET}"}`,
    `{"password" = "${SECRET}"}`,
    `--password ${SECRET}`,
    `--password=${SECRET} --verbose`,
    `["--password", "${SECRET}"]`,
    `Server=db;Password=${SECRET};`,
    `OPTIONS="--user app --password=${SECRET}"`,
    `ENVIRONMENT="A=b DB_PASSWORD=${SECRET}"`,
    `PASSWORD=a;${SECRET}`,
    `PASSWORD=a,${SECRET}`,
    `PASSWORD="a'${SECRET}"`,
    `PASSWORD="${SECRET}\nnever closed`,
    `PASSWORD = <<-EOT\n  ${SECRET}\n  EOT\nrest`,
    `PASSWORD = <<EOT\n${SECRET}`,
    `password => "${SECRET}"`,
    `password := "${SECRET}"`,
    `<password>${SECRET}</password>`,
    `https://api.example.com/?api_key=${SECRET}&x=1`,
    `mysql -u root -p${SECRET} orders`,
    `curl -s -u admin:${SECRET} https://example.com`,
    `echo "root:${SECRET}" | sudo chpasswd`,
    `sshpass -p '${SECRET}' ssh host`,
    `htpasswd -bc /etc/users app ${SECRET}`,
    `redis-cli -h cache -a ${SECRET} ping`,
    `requirepass ${SECRET}`,
    `ALTER USER app WITH PASSWORD '${SECRET}'`,
    `CREATE USER app IDENTIFIED BY '${SECRET}'`,
    `Authorization: Bearer ${SECRET}`,
    `\${jsonencode({password = "${SECRET}", host = var.host})}`,
  ])('masks %j', (text) => {
    expect(maskText(text)).not.toContain(SECRET);
    expect(maskText(text)).toContain('(masked)');
  });

  it.each([
    'manage_master_user_password is false',
    'http_tokens = "required"',
    'password_length = 8',
    'password = random_password.db.result',
    'password = local.login',
    'password = "${random_password.db.result}"',
    'DB_PASSWORD = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders/db"',
    'postgres://app:${var.password}@db/orders',
    '${jsondecode(data.aws_secretsmanager_secret_version.db.secret_string)["password"]}',
    '{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"*"}',
    'http://localhost:4566/',
    'https://example.com:8443/a@b',
    'arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders/db-AbCdEf',
    '<password>',
  ])('leaves %j', (text) => {
    expect(maskText(text)).toBe(text);
  });

  it('keeps what surrounds a secret', () => {
    expect(maskText(`export DB_PASSWORD="${SECRET}" LOG_LEVEL=info`)).toBe(
      'export DB_PASSWORD=(masked) LOG_LEVEL=info',
    );
    expect(maskText(`{"password":"${SECRET}","user":"app"}`)).toBe('{"password":(masked),"user":"app"}');
  });

  it('takes linear time', () => {
    const hostile = [
      'password=',
      '://a:',
      '<password>',
      'PASSWORD=<<E\n',
      'mysql curl echo ',
      '"password":',
      '@://a:b',
      '{${',
    ];
    for (const text of hostile) {
      const mask = (size: number) => maskText(text.repeat(size / text.length));
      expect([text, growthOf(mask, 100_000) < LINEAR_GROWTH]).toEqual([text, true]);
    }
  });
});

describe('maskSentence', () => {
  it('reads only expressions as assignments', () => {
    const text = 'no access_key, secret_key or token: a profile, SSO';
    expect(maskSentence(text)).toBe(text);
    expect(maskSentence(`settings is \${merge(var.a, {password = "${SECRET}"})}, which`)).toBe(
      'settings is ${merge(var.a, {password = (masked)})}, which',
    );
  });
});

describe('maskValue', () => {
  it.each<[string, Value]>([
    ['a name beside a value', { name: 'DB_PASSWORD', value: SECRET }],
    ['a key beside a value', { key: 'api-token', value: SECRET }],
    ['arguments of a command', ['mysql', '--password', SECRET]],
    ['everything below a secret', { password: { value: [SECRET] } }],
    ['elements of a list', { passwords: [SECRET, SECRET] }],
    ['base64', Buffer.from(`export DB_PASSWORD=${SECRET}`).toString('base64')],
    ['an expression', new Unknown(`\${jsonencode({password = "${SECRET}"})}`)],
    ['a credential as a key', { [`ghp_${SECRET.repeat(3)}`]: 'x' }],
  ])('masks %s', (_, value) => {
    expect(JSON.stringify(maskValue(value))).not.toContain(SECRET);
  });

  it.each([
    [`\${var.prod ? "${SECRET}" : "b"}`, '${var.prod ? "(masked)" : "(masked)"}'],
    [`${SECRET}-\${var.suffix}`, '(masked)${var.suffix}'],
    [`\${format("%s", "\${var.prod ? "${SECRET}" : "b"}")}`, '${(masked)}'],
    [`\${coalesce(var.given, "a\\"${SECRET}")}`, '${coalesce(var.given, "(masked)")}'],
    [`\${var.prod ? <<EOT\n${SECRET}\nEOT\n : ""}`, '${(masked)}'],
    [`\${var.prod ? 48291374 : 0}`, '${var.prod ? (masked) : 0}'],
    [`\${var.prod ? "}${SECRET}" : "b"}`, '${(masked)}(masked)'],
    [`\${[var.a, "${SECRET}"][var.i]}`, '${[var.a, "(masked)"][var.i]}'],
    [`\${templatefile("boot.sh", {"login" = "${SECRET}"})}`, '${templatefile("boot.sh", {"(masked)" = "(masked)"})}'],
    [`%{ if var.a }${SECRET}%{ endif }`, '%{ if var.a }(masked)%{ endif }'],
    [`\${var.open ${SECRET}`, '(masked)'],
    ['${var.logins["orders"]}', '${var.logins["orders"]}'],
    ['${random_password.db[0].result}', '${random_password.db[0].result}'],
    ['${file("key.pem")}', '${file("key.pem")}'],
  ])('shows the references of a secret: %j', (expression, shown) => {
    expect(maskValue(new Unknown(expression), true)).toBe(shown);
  });

  it('shows what is no secret under the name of one', () => {
    expect(
      maskValue({ credentials: 'arn:aws:iam::111122223333:role/app', http_tokens: 'optional', token: '' }),
    ).toEqual({
      credentials: 'arn:aws:iam::111122223333:role/app',
      http_tokens: 'optional',
      token: '',
    });
    expect(maskValue(undefined, true)).toBeNull();
    expect(maskValue(false, true)).toBe(false);
  });
});

describe('maskMessage', () => {
  it('masks a value as it is masked where it is observed', () => {
    expect(maskMessage(`the value ${SECRET} is plain`, SECRET, true, false)).toBe('the value (masked) is plain');
    expect(maskMessage(`the value ${SECRET} is plain`, SECRET, false, true)).toBe('the value (masked) is plain');
    const unknown = new Unknown(`\${var.a ? "${SECRET}" : ""}`);
    expect(maskMessage(`password is ${unknown.expression}, which`, unknown, true, false)).toBe(
      'password is ${var.a ? "(masked)" : ""}, which',
    );
    expect(maskMessage(`x is \${var.a ? "${SECRET}" : ""}, which`, undefined, true, false)).not.toContain(SECRET);
  });
});

describe('mayHoldSecret', () => {
  const { configuration } = loadJson(
    {
      resource: {
        aws_api_gateway_api_key: { a: { value: 'x' } },
        aws_x: {
          a: {
            env: [
              { name: 'DB_PASSWORD', value: 'x' },
              { name: 'LEVEL', value: 'x' },
            ],
          },
        },
      },
      variable: { db_password: { default: 'x' }, level: { default: 'x' } },
    },
    'test',
  );

  it.each([
    ['aws_api_gateway_api_key.a', 'value', true],
    ['aws_x.a', 'value', false],
    ['aws_x.a', 'env[0].value', true],
    ['aws_x.a', 'env[1].value', false],
    ['aws_x.a', 'settings["db.password"]', true],
    ['aws_x.a', 'settings.DB-Password[0]', true],
    ['aws_x.a', 'user_data', true],
    ['aws_x.a', 'environment[0].variables.A', true],
    ['aws_x.a', 'dynamic.ingress[0].content.cidr_blocks', false],
    ['aws_x.a', 'kms_key_id', false],
    ['var.db_password', 'default', true],
    ['var.level', 'default', false],
  ])('%s %s: %s', (address, path, expected) => {
    const block = configuration.block(address);
    expect(block !== undefined && mayHoldSecret(block, path)).toBe(expected);
  });
});
