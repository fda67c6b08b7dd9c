import rule from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-write-only-value';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const version = (attributes: Record<string, unknown>) =>
  resource('aws_secretsmanager_secret_version', { secret_id: 'orders/db', ...attributes });

testRule(rule, {
  pass: [
    { name: 'no value', configuration: version({}) },
    { name: 'null', configuration: version({ secret_string: null, secret_binary: null }) },
    {
      name: 'write-only',
      configuration: version({
        secret_string_wo: '${ephemeral.random_password.p.result}',
        secret_string_wo_version: 1,
      }),
    },
  ],
  fail: [
    { name: 'a literal', configuration: version({ secret_string: 'correct-horse' }), path: 'secret_string' },
    { name: 'a reference to a resource', configuration: version({ secret_string: '${random_password.p.result}' }) },
    {
      name: 'jsonencode',
      configuration: version({ secret_string: '${jsonencode({"password" = random_password.p.result})}' }),
    },
    {
      name: 'a template',
      configuration: version({ secret_string: 'postgres://app:${random_password.p.result}@db/orders' }),
    },
    { name: 'binary', configuration: version({ secret_binary: '${filebase64("key.der")}' }), path: 'secret_binary' },
    {
      name: 'beside a write-only value',
      configuration: version({ secret_string: '${random_password.p.result}', secret_string_wo: 'x' }),
    },
  ],
  unknown: [
    {
      name: 'a variable, which may be null',
      configuration: version({ secret_string: '${var.value}' }),
      path: 'secret_string',
    },
    {
      name: 'a conditional',
      configuration: version({ secret_string: '${var.set ? random_password.p.result : null}' }),
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: version({ count: 0, secret_string: 'x' }) }],
});
