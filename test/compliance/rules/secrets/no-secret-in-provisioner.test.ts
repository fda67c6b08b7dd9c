import rule from '../../../../lib/compliance/rules/secrets/no-secret-in-provisioner';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const local = (body: object) => resource('null_resource', { provisioner: [{ 'local-exec': body }] });

testRule(rule, {
  pass: [
    { name: 'a harmless command', configuration: local({ command: './deploy.sh ${aws_instance.web.id}' }) },
    {
      name: 'a secret by reference in the environment',
      configuration: local({ command: 'x', environment: { DB_PASSWORD: '${random_password.p.result}' } }),
    },
    { name: 'self', configuration: local({ command: 'echo ${self.id}' }) },
    {
      name: 'a connection by agent',
      configuration: resource('aws_instance', {
        connection: { type: 'ssh', agent: true },
        provisioner: { 'remote-exec': { inline: ['uptime'] } },
      }),
    },
    {
      name: 'a key by reference',
      configuration: resource('aws_instance', { connection: { private_key: '${var.key}' } }),
    },
    {
      name: 'a harmless file',
      configuration: resource('local_file', { filename: 'a', content: 'hello ${aws_vpc.main.id}' }),
    },
  ],
  fail: [
    {
      name: 'the command of one instance',
      configuration: resource('null_resource', {
        for_each: ['date', 'mysql --password=hunter2'],
        provisioner: [{ 'local-exec': { command: '${each.value}' } }],
      }),
    },
    {
      name: 'the environment of one instance',
      configuration: resource('null_resource', {
        for_each: { a: 'hunter2' },
        provisioner: [{ 'local-exec': { command: 'date', environment: { DB_PASSWORD: '${each.value}' } } }],
      }),
    },
    {
      name: 'the connection of one instance',
      configuration: resource('null_resource', {
        for_each: { a: 'hunter2' },
        connection: { password: '${each.value}' },
      }),
    },
    {
      name: 'the file of one instance',
      configuration: resource('local_file', {
        for_each: { a: 'DB_PASSWORD=hunter2' },
        content_base64: '${base64encode(each.value)}',
      }),
    },
    {
      name: 'a literal beside an environment that is not known',
      configuration: local({
        command: 'x',
        environment: '${merge(module.m.environment, {"DB_PASSWORD" = "hunter2"})}',
      }),
    },
    {
      name: 'a command',
      configuration: local({ command: 'mysql --password=hunter2' }),
      path: 'provisioner[0].local-exec.command',
    },
    {
      name: 'the kind as an object',
      configuration: resource('terraform_data', {
        provisioner: { 'local-exec': { command: 'export API_KEY=hunter2' } },
      }),
    },
    {
      name: 'several of one kind',
      configuration: resource('terraform_data', {
        provisioner: { 'local-exec': [{ command: 'x' }, { command: 'TOKEN=hunter2 y' }] },
      }),
      path: 'provisioner.local-exec[1].command',
    },
    {
      name: 'lines of remote-exec',
      configuration: resource('aws_instance', {
        provisioner: [{ 'remote-exec': { inline: ['ls', 'export DB_PASSWORD=hunter2'] } }],
      }),
      path: 'provisioner[0].remote-exec.inline[1]',
    },
    {
      name: 'a generated password in a command',
      configuration: local({ command: 'mysql -p${random_password.p.result}' }),
    },
    {
      name: 'a literal in the environment',
      configuration: local({ command: 'x', environment: { DB_PASSWORD: 'hunter2' } }),
      path: 'provisioner[0].local-exec.environment.DB_PASSWORD',
    },
    {
      name: 'the content of a file provisioner',
      configuration: resource('aws_instance', {
        provisioner: [{ file: { content: 'password = hunter2', destination: '/x' } }],
      }),
    },
    {
      name: 'a password of a connection',
      configuration: resource('aws_instance', { connection: { password: 'hunter2' } }),
      path: 'connection.password',
    },
    {
      name: 'a connection inside a provisioner',
      configuration: local({ connection: [{ private_key: 'hunter2' }] }),
      path: 'provisioner[0].local-exec.connection[0].private_key',
    },
    {
      name: 'a file with a generated password',
      configuration: resource('local_file', { content: '${random_password.p.result}' }),
      path: 'content',
    },
    { name: 'a file with a literal', configuration: resource('local_file', { content: 'DB_PASSWORD=hunter2' }) },
    {
      name: 'a file in base64',
      configuration: resource('local_file', {
        content_base64: Buffer.from('DB_PASSWORD=hunter2\n').toString('base64'),
      }),
      path: 'content_base64',
    },
    {
      name: 'a private key in a file',
      configuration: resource('local_file', { content: '${tls_private_key.k.private_key_pem}' }),
    },
  ],
  unknown: [
    {
      name: 'a command that the number of the instance picks',
      configuration: resource('null_resource', {
        count: 2,
        provisioner: [{ 'local-exec': { command: '${count.index == 0 ? "date" : file("migrate.sh")}' } }],
      }),
    },
    {
      name: 'a template',
      configuration: resource('local_file', { content: '${templatefile("x", {})}' }),
      path: 'content',
    },
    { name: 'a command of a module', configuration: local({ command: '${module.m.command}' }) },
    { name: 'an environment of a variable', configuration: local({ command: 'x', environment: '${var.env}' }) },
  ],
  notApplicable: [
    { name: 'no provisioner', configuration: resource('aws_instance', {}) },
    {
      name: 'a sensitive file',
      configuration: resource('local_sensitive_file', { content: '${random_password.p.result}' }),
    },
  ],
});

describe('no-secret-in-provisioner', () => {
  it('never shows the secret', () => {
    const { findings } = runRule(rule, {
      configuration: local({ command: 'API_KEY=hunter2', environment: { TOKEN: 'hunter2' } }),
    });
    expect(findings).toHaveLength(2);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });
});
