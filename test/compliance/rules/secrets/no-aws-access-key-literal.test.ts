import rule from '../../../../lib/compliance/rules/secrets/no-aws-access-key-literal';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const KEY = ['AKIA', '2345672345672345'].join('');
const BEARER = ['ABIA', '2345672345672345'].join('');

testRule(rule, {
  pass: [
    { name: 'no key', configuration: resource('aws_instance', { ami: 'ami-1' }) },
    { name: 'a key of the documentation', configuration: { locals: { key: ['AKIA', 'IOSFODNN7EXAMPLE'].join('') } } },
    { name: 'a part of a longer word', configuration: { locals: { key: `X${KEY}` } } },
    {
      name: 'letters and digits that no key has',
      configuration: { locals: { key: ['AKIA', '0189018901890189'].join('') } },
    },
  ],
  fail: [
    {
      name: 'a nested attribute',
      configuration: resource('aws_x', { a: [{ b: { c: `id=${KEY};` } }] }),
      path: 'a[0].b.c',
    },
    { name: 'a local', configuration: { locals: { key: KEY } }, address: 'local.key', path: 'value' },
    { name: 'the default of a variable', configuration: { variable: { key: { default: KEY } } }, path: 'default' },
    { name: 'an output', configuration: { output: { key: { value: `\${join("", ["${KEY}"])}` } } }, path: 'value' },
    { name: 'a provider', configuration: { provider: { aws: [{ access_key: KEY }] } }, path: 'access_key' },
    {
      name: 'a backend, once',
      configuration: { terraform: { backend: { s3: { access_key: KEY } } } },
      address: 'terraform.backend.s3',
      findings: 1,
    },
    { name: 'a module call', configuration: { module: { m: { source: './m', key: KEY } } } },
    { name: 'a data source', configuration: { data: { aws_x: { d: { query: { key: BEARER } } } } } },
    { name: 'a tag', configuration: resource('aws_vpc', { tags: { Owner: KEY } }), path: 'tags.Owner' },
    { name: 'the key of a map', configuration: resource('aws_vpc', { tags: { [KEY]: 'x' } }), path: 'tags' },
    {
      name: 'user data in base64',
      configuration: resource('aws_launch_template', {
        user_data: Buffer.from(`export ID=${KEY}\n`).toString('base64'),
      }),
      path: 'user_data',
    },
    {
      name: 'inside an expression',
      configuration: resource('aws_instance', { user_data: `\${base64encode("id=${KEY}")}` }),
    },
  ],
});

describe('no-aws-access-key-literal', () => {
  it.each([KEY, BEARER])('never shows a key, not even as a key of a map', (key) => {
    const { findings } = runRule(rule, { configuration: resource('aws_vpc', { tags: { [key]: 'x', Owner: key } }) });
    expect(findings).toHaveLength(2);
    expect(JSON.stringify(findings)).not.toContain(key);
  });
  it('does not report a backend twice', () => {
    expect(
      runRule(rule, { configuration: { terraform: { backend: { s3: { access_key: KEY } } } } }).findings,
    ).toHaveLength(1);
  });
});
