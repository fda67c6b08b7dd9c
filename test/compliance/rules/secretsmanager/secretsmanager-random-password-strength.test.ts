import rule from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-random-password-strength';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const password = (attributes: Record<string, unknown>) => resource('random_password', attributes);
const generated = (attributes: Record<string, unknown>) =>
  resources({ 'data.aws_secretsmanager_random_password.main': attributes });

testRule(rule, {
  pass: [
    { name: 'at the limit', configuration: password({ length: 20 }) },
    { name: 'length as text', configuration: password({ length: '32' }) },
    { name: 'one class off', configuration: password({ length: 32, special: false }) },
    { name: 'null switches', configuration: password({ length: 32, special: null, upper: null }) },
    { name: 'one class that may be off', configuration: password({ length: 32, special: '${var.s}' }) },
    { name: 'an own limit', configuration: password({ length: 16 }), options: { minLength: 16 } },
    { name: 'the default length of Secrets Manager', configuration: generated({}) },
  ],
  fail: [
    { name: 'a character short', configuration: password({ length: 19 }), path: 'length' },
    { name: 'no length', configuration: password({}), path: 'length' },
    {
      name: 'two classes off',
      configuration: password({ length: 32, special: 'false', upper: false }),
      message: '2 of 4',
    },
    { name: 'the former name of a class', configuration: password({ length: 32, number: false, lower: false }) },
    { name: 'short, whatever the classes are', configuration: password({ length: 8, special: '${var.s}' }) },
    {
      name: 'short and of one class',
      configuration: password({ length: 8, special: false, upper: false, numeric: false }),
      findings: 2,
    },
    { name: 'short in Secrets Manager', configuration: generated({ password_length: 12 }), path: 'password_length' },
    { name: 'two classes excluded', configuration: generated({ exclude_numbers: true, exclude_punctuation: 'true' }) },
    {
      name: 'a random string as secret',
      configuration: resources({
        'random_string.s': { length: 40 },
        'aws_secretsmanager_secret_version.v': { secret_string: '${random_string.s.result}' },
      }),
    },
    {
      name: 'a random string inside jsonencode',
      configuration: resources({
        'random_string.s': { length: 40 },
        'aws_secretsmanager_secret_version.v': {
          secret_string: '${jsonencode({"password" = random_string.s.result})}',
        },
      }),
    },
    {
      name: 'a random string through a local',
      configuration: resources(
        { 'random_string.s': { length: 40 }, 'aws_db_instance.d': { password: '${local.p}' } },
        { locals: { p: '${random_string.s.id}' } },
      ),
    },
  ],
  unknown: [
    { name: 'a token as length', configuration: password({ length: '${var.length}' }), path: 'length' },
    {
      name: 'a second class that may be off',
      configuration: password({ length: 32, upper: false, special: '${var.s}' }),
    },
  ],
  notApplicable: [
    {
      name: 'a random string that is no secret',
      configuration: resources({
        'random_string.s': { length: 4 },
        'aws_db_instance.d': { identifier: 'db-${random_string.s.result}' },
      }),
    },
    { name: 'count = 0', configuration: password({ count: 0, length: 4 }) },
  ],
});
