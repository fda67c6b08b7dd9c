import rule from '../../../../lib/compliance/rules/secrets/no-secret-in-tags';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const KEY = ['ASIA', '2345672345672345'].join('');
const tagged = (tags: unknown) => resource('aws_instance', { tags });

testRule(rule, {
  pass: [
    { name: 'none', configuration: resource('aws_instance', {}) },
    { name: 'harmless', configuration: tagged({ Name: 'web', Owner: 'platform' }) },
    { name: 'a yes', configuration: tagged({ Secret: 'true', Password: '' }) },
    { name: 'the name of a secret', configuration: tagged({ Secret: 'prod/db', SecretArn: 'x' }) },
    { name: 'the ARN of a secret', configuration: tagged({ Secret: '${aws_secretsmanager_secret.s.arn}' }) },
    { name: 'tags of a variable', configuration: tagged('${var.tags}') },
    {
      name: 'a name that ends like a secret',
      configuration: resource('aws_secretsmanager_secret', { name: 'prod/db-password' }),
    },
  ],
  fail: [
    {
      name: 'the tag of two instances',
      configuration: resource('aws_instance', {
        for_each: ['hunter2', 'hunter3'],
        tags: { Password: '${each.value}' },
      }),
      findings: 1,
    },
    {
      name: 'the tags of an instance',
      configuration: resource('aws_instance', {
        for_each: { a: { Password: 'hunter2' } },
        tags: '${each.value}',
      }),
    },
    {
      name: 'a list of tags',
      configuration: resource('aws_autoscaling_group', { tags: [{ key: 'Password', value: 'hunter2' }] }),
      path: 'tags[0].value',
    },
    {
      name: 'tags of a launch template',
      configuration: resource('aws_launch_template', { tag_specifications: [{ tags: { Password: 'hunter2' } }] }),
      path: 'tag_specifications[0].tags.Password',
    },
    {
      name: 'a literal beside tags that are not known',
      configuration: { ...tagged('${merge(var.tags, {Password = "hunter2"})}'), variable: { tags: {} } },
      path: 'tags.Password',
    },
    { name: 'a secret-like key', configuration: tagged({ AdminPassword: 'hunter2' }), path: 'tags.AdminPassword' },
    {
      name: 'a key with blanks',
      configuration: tagged({ 'Admin Password': 'hunter2' }),
      path: 'tags["Admin Password"]',
    },
    { name: 'a credential as a value', configuration: tagged({ Owner: KEY }) },
    { name: 'a credential as a key', configuration: tagged({ [KEY]: 'x' }), path: 'tags' },
    { name: 'a generated password', configuration: tagged({ Login: '${random_password.p.result}' }) },
    { name: 'tags of a local', configuration: { ...tagged('${local.tags}'), locals: { tags: { ApiKey: 'hunter2' } } } },
    {
      name: 'a tag block',
      configuration: resource('aws_autoscaling_group', {
        tag: [{ key: 'DbPassword', value: 'hunter2', propagate_at_launch: true }],
      }),
      path: 'tag[0].value',
    },
    { name: 'a name', configuration: resource('aws_sqs_queue', { name: `queue-${KEY}` }), path: 'name' },
    {
      name: 'a description',
      configuration: resource('aws_security_group', { description: 'see https://ci:hunter2@wiki.example.com' }),
      path: 'description',
    },
  ],
});

describe('no-secret-in-tags', () => {
  it('never shows the secret', () => {
    const { findings } = runRule(rule, { configuration: tagged({ AdminPassword: 'hunter2', [KEY]: 'x', Owner: KEY }) });
    expect(findings).toHaveLength(3);
    expect(JSON.stringify(findings)).not.toMatch(new RegExp(`hunter2|${KEY}`));
  });
});
