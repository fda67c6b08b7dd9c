import rule from '../../../../lib/compliance/rules/secrets/variable-sensitive';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';

const variable = (name: string, attributes: Record<string, unknown>) => ({ variable: { [name]: attributes } });

testRule(rule, {
  pass: [
    {
      name: 'an object of empty attributes',
      configuration: variable('credentials', { sensitive: true, default: { user: '', password: null, keys: [] } }),
    },
    { name: 'sensitive', configuration: variable('db_password', { sensitive: true }) },
    { name: 'sensitive as text', configuration: variable('db_password', { sensitive: 'true' }) },
    { name: 'ephemeral', configuration: variable('db_password', { ephemeral: true }) },
    { name: 'a default of null', configuration: variable('db_password', { sensitive: true, default: null }) },
    { name: 'an empty default', configuration: variable('api_key', { sensitive: true, default: '' }) },
    {
      name: 'an ARN as default',
      configuration: variable('db_secret', { sensitive: true, default: 'arn:aws:secretsmanager:x' }),
    },
    { name: 'an empty map', configuration: variable('credentials', { sensitive: true, default: {} }) },
  ],
  fail: [
    {
      name: 'a number as a password',
      configuration: variable('db_password', { sensitive: true, type: 'number', default: 482913 }),
      path: 'default',
    },
    {
      name: 'an object with a secret',
      configuration: variable('credentials', { sensitive: true, default: { user: '', password: 'hunter2' } }),
      path: 'default',
    },
    { name: 'not marked', configuration: variable('db_password', { type: 'string' }), path: 'sensitive', findings: 1 },
    { name: 'marked as not', configuration: variable('apiToken', { sensitive: false }) },
    {
      name: 'a default',
      configuration: variable('db_password', { sensitive: true, default: 'hunter2' }),
      path: 'default',
    },
    { name: 'both', configuration: variable('db_password', { default: 'hunter2' }), findings: 2 },
    {
      name: 'a map of secrets',
      configuration: variable('credentials', { sensitive: true, default: { a: 'b' } }),
      path: 'default',
    },
  ],
  unknown: [
    { name: 'a mark that is an expression', configuration: variable('db_password', { sensitive: '${module.m.x}' }) },
  ],
  notApplicable: [
    { name: 'another name', configuration: variable('region', { default: 'eu-central-1' }) },
    { name: 'the ARN of a secret', configuration: variable('secret_arn', {}) },
    { name: 'the name and version of a secret', configuration: variable('secret_name', { default: 'x' }) },
    { name: 'a length', configuration: variable('password_length', { default: 20 }) },
    { name: 'a switch', configuration: variable('rotate_password', { type: 'bool', default: true }) },
    { name: 'a switch by type', configuration: variable('db_password', { type: '${bool}', default: true }) },
  ],
});

describe('variable-sensitive', () => {
  it('never shows the default', () => {
    expect(
      JSON.stringify(runRule(rule, { configuration: variable('db_password', { default: 'hunter2' }) }).findings),
    ).not.toContain('hunter2');
  });
});
