import enabled from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-rotation-enabled';
import interval from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-rotation-interval';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const SECRET = 'aws_secretsmanager_secret.main';
const ROTATION = 'aws_secretsmanager_secret_rotation.r';
const rotated = (secret_id: unknown, rest: Record<string, Record<string, unknown>> = {}, more: Record<string, unknown> = {}) =>
  resources({ [SECRET]: { name: 'orders/db' }, [ROTATION]: { secret_id }, ...rest }, more);

testRule(enabled, {
  pass: [
    ...['id', 'arn', 'name'].map((attribute) => ({ name: `by ${attribute}`, configuration: rotated(`\${aws_secretsmanager_secret.main.${attribute}}`) })),
    { name: 'by index', configuration: rotated('${aws_secretsmanager_secret.main[0].id}') },
    { name: 'by literal name', configuration: rotated('orders/db') },
    { name: 'through a local', configuration: rotated('${local.s}', {}, { locals: { s: '${aws_secretsmanager_secret.main.id}' } }) },
    { name: 'through its version', configuration: rotated('${aws_secretsmanager_secret_version.v.secret_id}', { 'aws_secretsmanager_secret_version.v': { secret_id: '${aws_secretsmanager_secret.main.id}' } }) },
    { name: 'a data source of the same name', configuration: rotated('${data.aws_secretsmanager_secret.d.id}', { 'data.aws_secretsmanager_secret.d': { name: 'orders/db' } }) },
    { name: 'rules on the secret, in old providers', configuration: resources({ [SECRET]: { rotation_lambda_arn: 'x', rotation_rules: [{ automatically_after_days: 7 }] } }) },
  ],
  fail: [
    { name: 'none', configuration: resources({ [SECRET]: { name: 'orders/db' } }) },
    { name: 'a rotation of another secret', configuration: rotated('${aws_secretsmanager_secret.other.id}', { 'aws_secretsmanager_secret.other': {} }), address: SECRET },
    { name: 'a rotation that count = 0 removes', configuration: resources({ [SECRET]: {}, [ROTATION]: { count: 0, secret_id: '${aws_secretsmanager_secret.main.id}' } }) },
  ],
  unknown: [{ name: 'a rotation of a secret that is not known', configuration: rotated('${var.s}', {}, { variable: { s: {} } }) }],
  notApplicable: [{ name: 'a name that the options exempt', configuration: resources({ [SECRET]: { name: 'vendor/key' } }), options: { exemptNamePatterns: ['^vendor/'] } }],
});

const rules = (rotation_rules: unknown) => resource('aws_secretsmanager_secret_rotation', { rotation_rules });

testRule(interval, {
  pass: [
    { name: '90 days', configuration: rules([{ automatically_after_days: 90 }]) },
    { name: 'days as text, an object', configuration: rules({ automatically_after_days: '30' }) },
    { name: 'a rate', configuration: rules([{ schedule_expression: 'rate(10 days)' }]) },
    { name: 'a cron', configuration: rules([{ schedule_expression: 'cron(0 4 1 * ? *)', automatically_after_days: null }]) },
  ],
  fail: [
    { name: '91 days', configuration: rules([{ automatically_after_days: 91 }]), path: 'rotation_rules[0].automatically_after_days' },
    { name: 'never', configuration: rules([{ automatically_after_days: 0 }]) },
    { name: 'a yearly rate', configuration: rules([{ schedule_expression: 'rate(365 days)' }]), message: '365' },
    { name: 'a yearly cron', configuration: rules([{ schedule_expression: 'cron(0 12 1 1 ? *)' }]), path: 'rotation_rules[0].schedule_expression' },
    { name: 'a quarter has 92 days', configuration: rules([{ schedule_expression: 'cron(0 0 1 */3 ? *)' }]) },
    { name: 'nothing said', configuration: rules([{}]) },
    { name: 'no rules', configuration: resource('aws_secretsmanager_secret_rotation', {}), path: 'rotation_rules' },
    { name: 'a stricter limit', configuration: rules([{ automatically_after_days: 31 }]), options: { maxDays: 30 } },
  ],
  unknown: [
    { name: 'days of a variable', configuration: rules([{ automatically_after_days: '${var.d}' }]) },
    { name: 'a schedule with an unknown part', configuration: rules([{ schedule_expression: 'rate(${var.d} days)' }]) },
    { name: 'a schedule that cannot be read', configuration: rules([{ schedule_expression: 'monthly' }]) },
    { name: 'rules of a variable', configuration: rules('${var.rules}') },
  ],
});
