import rule from '../../../../lib/compliance/rules/secrets/no-secret-in-user-data';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const KEY = ['AKIA', '2345672345672345'].join('');
const instance = (user_data: unknown, rest: Record<string, unknown> = {}) => ({
  ...resource('aws_instance', { user_data }),
  ...rest,
});
const base64 = (text: string) => Buffer.from(text).toString('base64');

testRule(rule, {
  pass: [
    ...[
      'curl -u "$USER:$PASSWORD" https://example.com',
      'mysql -uroot -p"$PASSWORD" -e "select 1"',
      'mysql -uroot -p orders',
      'yum install -y mysql && mkdir -p /opt/app',
      'apt install mysql-client -purge',
      'chown mysql:mysql /var/lib/mysql',
      'Password: see the wiki of the team',
      '# password: hunter2',
      'read -s PASSWORD; if [ "$PASSWORD" = "" ]; then exit 1; fi',
      'TOKEN=$(curl -X PUT "http://169.254.169.254/latest/api/token" -H "X-aws-ec2-metadata-token-ttl-seconds: 60")',
      'curl -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/',
      'psql -c "ALTER USER app WITH PASSWORD \'$PASSWORD\'"',
    ].map((script) => ({ name: `no password in ${script}`, configuration: instance(script) })),
    { name: 'absent', configuration: resource('aws_instance', {}) },
    { name: 'null', configuration: instance(null) },
    {
      name: 'a harmless script',
      configuration: instance('#!/bin/bash\nyum install -y httpd\nexport REGION=eu-central-1\n'),
    },
    {
      name: 'a command that reads the secret',
      configuration: instance(
        'export DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id db)\nmysql --password "$DB_PASSWORD"',
      ),
    },
    { name: 'a variable of the shell', configuration: instance('TOKEN="$${TOKEN_FROM_ENV}"') },
    {
      name: 'the token of the metadata service',
      configuration: instance(
        'TOKEN=`curl -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 21600"`\ncurl -H "X-aws-ec2-metadata-token: $TOKEN"',
      ),
    },
    { name: 'an empty value', configuration: instance('DB_PASSWORD=\nDB_PASSWORD=""\n') },
    {
      name: 'the ARN and name of a secret',
      configuration: instance('DB_SECRET_ARN=${aws_secretsmanager_secret.db.arn}\nSECRET_NAME=orders/db\n'),
    },
    {
      name: 'the ARN of a secret under its name',
      configuration: instance('DB_SECRET=${aws_secretsmanager_secret.db.arn}'),
    },
    {
      name: 'references within a script',
      configuration: instance('aws s3 cp s3://${aws_s3_bucket.b.bucket}/${var.app} .', { variable: { app: {} } }),
    },
    {
      name: 'harmless base64',
      configuration: resource('aws_launch_template', { user_data: base64('#!/bin/bash\necho hello world\n') }),
    },
    {
      name: 'base64encode of a harmless script',
      configuration: resource('aws_launch_template', {
        user_data: '${base64encode("#!/bin/bash\\necho ${aws_vpc.main.id}")}',
      }),
    },
  ],
  fail: [
    {
      name: 'the script of one instance',
      configuration: resource('aws_instance', {
        for_each: { a: 'echo ready', b: 'DB_PASSWORD=hunter2' },
        user_data: '${each.value}',
      }),
      findings: 1,
    },
    {
      name: 'a value of one instance',
      configuration: resource('aws_instance', {
        for_each: { a: { password: 'hunter2' } },
        user_data: 'DB_PASSWORD=${each.value.password}',
      }),
    },
    ...[
      'JAVA_OPTS="-Ddb.password=hunter2 -Xmx1g"',
      'tool -password=hunter2',
      'curl -s -u admin:hunter2 https://example.com',
      'mysql -uroot -phunter2 -e "select 1"',
      'echo "ubuntu:hunter2" | sudo chpasswd',
      "sshpass -p 'hunter2' ssh host",
      'psql -c "ALTER USER app WITH PASSWORD \'hunter2\'"',
      'curl -H "Authorization: Bearer hunter2hunter2" https://example.com',
      '#cloud-config\npassword: hunter2 # until the first login\n',
      'DB_PASSWORD_2=hunter2',
    ].map((script) => ({
      name: `a password in ${script}`,
      configuration: instance(script),
      path: 'user_data',
      findings: 1,
    })),
    {
      name: 'user data of Lightsail',
      configuration: resource('aws_lightsail_instance', { user_data: 'export DB_PASSWORD=hunter2' }),
    },
    {
      name: 'user data of an image recipe',
      configuration: resource('aws_imagebuilder_image_recipe', {
        user_data_base64: base64('export DB_PASSWORD=hunter2'),
      }),
    },
    {
      name: 'export',
      configuration: instance('export DB_PASSWORD=hunter2\n'),
      path: 'user_data',
      message: 'DB_PASSWORD',
    },
    { name: 'quotes', configuration: instance("API_KEY='abc def'") },
    { name: 'an option of a command', configuration: instance('mysql -u root --password hunter2 < dump.sql') },
    { name: 'YAML', configuration: instance('#cloud-config\nwrite_files:\n  - db_password: hunter2\n') },
    { name: 'JSON', configuration: instance('{"clientSecret": "hunter2"}') },
    { name: 'PowerShell', configuration: instance('<powershell>\n$env:DB_PASSWORD = "hunter2"\n</powershell>') },
    { name: 'an access key without a name', configuration: instance(`echo ${KEY} >> keys`) },
    { name: 'a private key', configuration: instance(['cat <<E\n-----BEGIN ', 'PRIVATE KEY-----\n'].join('')) },
    { name: 'a password in a URL', configuration: instance('git clone https://ci:hunter2@git.example.com/app.git') },
    {
      name: 'base64',
      configuration: resource('aws_launch_template', {
        user_data: base64('#!/bin/bash\nexport DB_PASSWORD=hunter2\n'),
      }),
    },
    {
      name: 'user_data_base64',
      configuration: resource('aws_instance', { user_data_base64: base64('export DB_PASSWORD=hunter2\n') }),
      path: 'user_data_base64',
    },
    {
      name: 'base64encode',
      configuration: resource('aws_launch_template', { user_data: '${base64encode("export DB_PASSWORD=hunter2\\n")}' }),
    },
    {
      name: 'a generated password',
      configuration: instance('DB_PASSWORD=${random_password.db.result}'),
      message: 'random_password.db',
    },
    { name: 'a generated password without a name', configuration: instance('./setup ${random_password.db.result}') },
    {
      name: 'a sensitive variable',
      configuration: instance('X=${var.login}', { variable: { login: { sensitive: true } } }),
    },
    { name: 'the value of a parameter', configuration: instance('X=${data.aws_ssm_parameter.db.value}') },
    {
      name: 'literal text of an expression that is not evaluated',
      configuration: instance('${templatestring("export DB_PASSWORD=hunter2\\n", {})}'),
    },
    {
      name: 'a spot fleet',
      configuration: resource('aws_spot_fleet_request', {
        launch_specification: [{ user_data: 'X=1' }, { user_data: 'DB_PASSWORD=hunter2' }],
      }),
      path: 'launch_specification[1].user_data',
    },
    {
      name: 'a launch configuration',
      configuration: resource('aws_launch_configuration', { user_data: 'DB_PASSWORD=hunter2' }),
    },
  ],
  unknown: [
    {
      name: 'a variable under the name of a secret',
      configuration: instance('export DB_PASSWORD=${var.login}', { variable: { login: {} } }),
    },
    { name: 'a file', configuration: instance('${file("boot.sh")}') },
    {
      name: 'a template file',
      configuration: resource('aws_launch_template', { user_data: '${base64encode(templatefile("boot.sh", {}))}' }),
    },
    { name: 'a variable as the whole', configuration: instance('${var.script}', { variable: { script: {} } }) },
    { name: 'a secret-like name from a module', configuration: instance('TOKEN=${module.m.value}') },
  ],
  notApplicable: [
    { name: 'count = 0', configuration: resource('aws_instance', { count: 0, user_data: 'DB_PASSWORD=hunter2' }) },
  ],
});

describe('no-secret-in-user-data', () => {
  it('names the variable and never its value', () => {
    const { findings } = runRule(rule, { configuration: instance('DB_PASSWORD=hunter2\nAPI_TOKEN=hunter3') });
    expect(findings.map(({ message }) => /DB_PASSWORD|API_TOKEN/.exec(message)?.[0])).toEqual([
      'DB_PASSWORD',
      'API_TOKEN',
    ]);
    expect(JSON.stringify(findings)).not.toContain('hunter');
  });
  it('reads megabytes in linear time', () => {
    const started = performance.now();
    runRule(rule, {
      configuration: instance(
        `${'a'.repeat(500_000)}\n${'x="'.repeat(100_000)}\n${'--a '.repeat(100_000)}${'k: '.repeat(100_000)}`,
      ),
    });
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
