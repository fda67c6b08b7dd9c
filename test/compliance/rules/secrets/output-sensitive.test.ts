import rule from '../../../../lib/compliance/rules/secrets/output-sensitive';
import { testRule } from '../../../../lib/testing/rule-tester';

const output = (value: unknown, rest: Record<string, unknown> = {}, name = 'out') => ({
  output: { [name]: { value, ...rest } },
});

testRule(rule, {
  pass: [
    { name: 'sensitive', configuration: output('${random_password.p.result}', { sensitive: true }) },
    { name: 'sensitive as text', configuration: output('${random_password.p.result}', { sensitive: 'true' }) },
    { name: 'ephemeral', configuration: output('${var.token}', { ephemeral: true }) },
    { name: 'an ARN', configuration: output('${aws_secretsmanager_secret.s.arn}') },
    {
      name: 'the ARN of the managed secret',
      configuration: output('${aws_db_instance.d.master_user_secret[0].secret_arn}'),
    },
    { name: 'a harmless attribute of a database', configuration: output('${aws_db_instance.d.address}') },
    { name: 'a harmless literal', configuration: output('hello') },
    { name: 'an output of a module', configuration: output('${module.m.vpc_id}') },
    { name: 'null', configuration: output(null) },
    { name: 'a secret of which only the name is given', configuration: output('orders/db', {}, 'db_secret') },
  ],
  fail: [
    { name: 'a literal password in a map', configuration: output({ user: 'app', password: 'hunter2' }) },
    {
      name: 'a literal among the values of a conditional',
      configuration: { ...output('${var.prod ? "hunter2" : ""}', {}, 'db_password'), variable: { prod: {} } },
    },
    { name: 'a generated password', configuration: output('${random_password.p.result}'), path: 'sensitive' },
    { name: 'explicitly not', configuration: output('${random_password.p.result}', { sensitive: false }) },
    { name: 'within a template', configuration: output('postgres://app:${random_password.p.result}@db') },
    { name: 'within a map', configuration: output({ url: 'x', login: ['${aws_db_instance.d.password}'] }) },
    {
      name: 'through a local',
      configuration: { ...output('${local.b}'), locals: { a: '${random_password.p.result}', b: '${local.a}' } },
    },
    {
      name: 'a decoded part',
      configuration: output('${jsondecode(data.aws_secretsmanager_secret_version.s.secret_string)["user"]}'),
    },
    { name: 'nonsensitive', configuration: output('${nonsensitive(random_password.p.result)}') },
    { name: 'a splat', configuration: output('${random_password.p[*].result}') },
    { name: 'an instance', configuration: output('${random_password.p[0].result}') },
    { name: 'a key', configuration: output('${tls_private_key.k.private_key_openssh}') },
    { name: 'an access key', configuration: output('${aws_iam_access_key.k.secret}') },
    { name: 'a parameter', configuration: output('${data.aws_ssm_parameter.p.value}') },
    { name: 'a sensitive variable', configuration: { ...output('${var.x}'), variable: { x: { sensitive: true } } } },
    {
      name: 'a sensitive variable with a default',
      configuration: { ...output('${var.x}'), variable: { x: { sensitive: true, default: 'v' } } },
    },
    { name: 'a resource as a whole', configuration: output('${random_password.p}') },
    { name: 'a literal under a secret-like name', configuration: output('hunter2', {}, 'admin_password') },
    {
      name: 'a secret of another state',
      configuration: output('${data.terraform_remote_state.r.outputs.db_password}'),
    },
  ],
  unknown: [
    {
      name: 'an unknown mark',
      configuration: { ...output('${random_password.p.result}', { sensitive: '${var.s}' }), variable: { s: {} } },
    },
  ],
});
