import rule from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-rotation-enabled';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const address = 'aws_secretsmanager_secret.main';
const rotation = (secret_id: string, more: Record<string, unknown> = {}) => ({
  'aws_secretsmanager_secret_rotation.r': { secret_id, rotation_rules: { automatically_after_days: 30 }, ...more },
});
const secret = (attributes: Record<string, unknown> = { name: 'orders/db' }) => ({ [address]: attributes });

testRule(rule, {
  pass: [
    ...['id', 'arn', 'name'].map((attribute) => ({
      name: `by ${attribute}`,
      configuration: resources({ ...secret(), ...rotation(`\${${address}.${attribute}}`) }),
      address,
    })),
    { name: 'by literal name', configuration: resources({ ...secret(), ...rotation('orders/db') }), address },
    {
      name: 'through a local',
      configuration: resources({ ...secret(), ...rotation('${local.s}') }, { locals: { s: `\${${address}.id}` } }),
      address,
    },
    {
      name: 'through the version',
      configuration: resources({
        ...secret(),
        'aws_secretsmanager_secret_version.v': { secret_id: `\${${address}.id}` },
        ...rotation('${aws_secretsmanager_secret_version.v.secret_id}'),
      }),
      address,
    },
    {
      name: 'instance by instance',
      configuration: resources({
        ...secret({ count: 2 }),
        ...rotation(`\${${address}[count.index].id}`, { count: 2 }),
      }),
      address,
    },
  ],
  fail: [
    { name: 'no rotation', configuration: resources(secret()), address },
    {
      name: 'a rotation of another secret',
      configuration: resources({
        ...secret(),
        'aws_secretsmanager_secret.other': {},
        ...rotation('${aws_secretsmanager_secret.other.id}'),
      }),
      address,
    },
    {
      name: 'a rotation with count = 0',
      configuration: resources({ ...secret(), ...rotation(`\${${address}.id}`, { count: 0 }) }),
      address,
    },
    {
      name: 'one instance of two',
      configuration: resources({ ...secret({ count: 2 }), ...rotation(`\${${address}[0].id}`) }),
      address,
      message: 'some instances',
    },
    {
      name: 'a rotation of a secret of RDS',
      configuration: resources({
        ...secret(),
        'aws_rds_cluster.c': {},
        ...rotation('${aws_rds_cluster.c.master_user_secret[0].secret_arn}'),
      }),
      address,
    },
    {
      name: 'a rotation of a secret looked up by another name',
      configuration: resources({
        ...secret(),
        'data.aws_secretsmanager_secret.d': { name: 'billing/db' },
        ...rotation('${data.aws_secretsmanager_secret.d.id}'),
      }),
      address,
    },
  ],
  unknown: [
    {
      name: 'a rotation of a variable',
      configuration: resources({ ...secret(), ...rotation('${var.secret}') }),
      address,
    },
    {
      name: 'a rotation of a module',
      configuration: resources({ ...secret(), ...rotation('${module.db.secret_arn}') }),
      address,
    },
    {
      name: 'a looked-up name, where the own name is not known',
      configuration: resources({
        ...secret({}),
        'data.aws_secretsmanager_secret.d': { name: 'billing/db' },
        ...rotation('${data.aws_secretsmanager_secret.d.id}'),
      }),
      address,
    },
  ],
  notApplicable: [
    {
      name: 'an exempt name',
      configuration: resources(secret({ name: 'partner/key' })),
      address,
      options: { exemptNamePatterns: ['^partner/'] },
    },
    { name: 'count = 0', configuration: resource('aws_secretsmanager_secret', { count: 0 }) },
  ],
});
