import strength from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-random-password-strength';
import recovery from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-recovery-window';
import used from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-secret-used';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const windowOf = (recovery_window_in_days: unknown) => resource('aws_secretsmanager_secret', { recovery_window_in_days });

testRule(recovery, {
  pass: [
    { name: 'absent', configuration: windowOf(undefined) },
    { name: 'null', configuration: windowOf(null) },
    { name: 'seven', configuration: windowOf(7) },
    { name: 'thirty as text', configuration: windowOf('30') },
  ],
  fail: [
    { name: 'zero', configuration: windowOf(0), path: 'recovery_window_in_days', message: 'at once' },
    { name: 'zero as text', configuration: windowOf('0') },
    { name: 'out of range', configuration: windowOf(31) },
    { name: 'a longer window asked for', configuration: windowOf(7), options: { minDays: 14 } },
  ],
  unknown: [{ name: 'a variable', configuration: windowOf('${var.d}') }],
});

const SECRET = 'aws_secretsmanager_secret.s';
const ARN = '${aws_secretsmanager_secret.s.arn}';
const secret = (rest: Record<string, Record<string, unknown>>, more: Record<string, unknown> = {}) => resources({ [SECRET]: { name: 'orders/db' }, ...rest }, more);

testRule(used, {
  pass: [
    { name: 'a function', configuration: secret({ 'aws_lambda_function.f': { environment: [{ variables: { S: ARN } }] } }) },
    { name: 'a policy document', configuration: secret({ 'data.aws_iam_policy_document.p': { statement: [{ resources: [ARN] }] } }) },
    { name: 'an output through a local', configuration: secret({}, { locals: { s: ARN }, output: { s: { value: '${local.s}' } } }) },
    { name: 'through its version', configuration: secret({ 'aws_secretsmanager_secret_version.v': { secret_id: ARN }, 'aws_ecs_task_definition.t': { container_definitions: '${jsonencode([{"x" = aws_secretsmanager_secret_version.v.arn}])}' } }) },
    { name: 'looked up by name', configuration: secret({ 'data.aws_secretsmanager_secret.d': { name: 'orders/db' } }) },
  ].map((testCase) => ({ ...testCase, address: SECRET })),
  fail: [
    { name: 'nothing', configuration: secret({}) },
    { name: 'its own parts', configuration: secret({ 'aws_secretsmanager_secret_version.v': { secret_id: ARN }, 'aws_secretsmanager_secret_policy.p': { secret_arn: ARN }, 'aws_secretsmanager_secret_rotation.r': { secret_id: ARN } }) },
  ],
});

const password = (attributes: Record<string, unknown>) => resource('random_password', attributes);
const lookup = (attributes: Record<string, unknown>) => ({ data: { aws_secretsmanager_random_password: { p: attributes } } });

testRule(strength, {
  pass: [
    { name: 'twenty', configuration: password({ length: 20 }) },
    { name: 'one class less', configuration: password({ length: '32', special: false }) },
    { name: 'the default of Secrets Manager', configuration: lookup({}) },
    { name: 'an unknown class among all others', configuration: password({ length: 32, special: '${var.s}' }) },
  ],
  fail: [
    { name: 'short', configuration: password({ length: 19 }), path: 'length' },
    { name: 'no length', configuration: password({}) },
    { name: 'two classes less', configuration: password({ length: 32, special: false, upper: 'false' }), message: '2 of 4' },
    { name: 'the old name of a class', configuration: password({ length: 32, special: false, number: false }) },
    { name: 'short, of Secrets Manager', configuration: lookup({ password_length: 12 }), path: 'password_length' },
    { name: 'two classes less, of Secrets Manager', configuration: lookup({ exclude_punctuation: true, exclude_numbers: true }) },
    { name: 'a random string as a password', configuration: resources({ 'random_string.s': { length: 32 }, 'aws_db_instance.d': { password: '${random_string.s.result}' } }), message: 'aws_db_instance.d' },
    { name: 'a random string within a secret', configuration: resources({ 'random_string.s': { length: 32 }, 'aws_secretsmanager_secret_version.v': { secret_string: '${jsonencode({"p" = random_string.s.result})}' } }) },
    { name: 'a longer password asked for', configuration: password({ length: 20 }), options: { minLength: 24 } },
  ],
  unknown: [
    { name: 'a length of a variable', configuration: password({ length: '${var.l}' }), path: 'length' },
    { name: 'a class of a variable beside one that is off', configuration: password({ length: 32, upper: false, special: '${var.s}' }), path: 'special' },
  ],
  notApplicable: [{ name: 'a random string as a suffix', configuration: resources({ 'random_string.s': { length: 6 }, 'aws_s3_bucket.b': { bucket: 'app-${random_string.s.result}' } }) }],
});
