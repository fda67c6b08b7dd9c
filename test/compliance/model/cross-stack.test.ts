import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadPaths, type Configuration } from '../../../lib/compliance';
import { isUnknown } from '../../../lib/compliance/model/value';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'stacks-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const from = (stack: string, output: string) =>
  `\${data.terraform_remote_state.cross-stack-reference-input-${stack}.outputs.cross-stack-output-${output}}`;

function load(stacks: Record<string, object>): (name: string) => Configuration {
  const files = Object.entries(stacks).map(([name, json]) => {
    const file = path.join(folder, `${name}.tf.json`);
    writeFileSync(file, JSON.stringify({ '//': { metadata: { stackName: name } }, ...json }));
    return file;
  });
  const configurations = loadPaths(files).map(({ configuration }) => configuration);
  return (name) => {
    const found = configurations.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no stack ${name}`);
    return found;
  };
}

const keys = {
  resource: { aws_kms_key: { k: { enable_key_rotation: true } } },
  output: {
    'cross-stack-output-key': { value: '${aws_kms_key.k.arn}', sensitive: true },
    'cross-stack-output-on': { value: true },
  },
};

describe('references between stacks', () => {
  it('lead to the block of the other stack', () => {
    const data = { resource: { aws_db_instance: { d: { kms_key_id: from('keys', 'key') } } } };
    const stack = load({ keys, data })('data');
    const value = stack.block('aws_db_instance.d')?.get('kms_key_id');
    expect(isUnknown(value)).toBe(true);
    expect(stack.link(value, ['aws_kms_key']).blocks.map(({ address }) => address)).toEqual(['aws_kms_key.k']);
  });

  it('have the value that is known there', () => {
    const data = { resource: { aws_db_instance: { d: { storage_encrypted: from('keys', 'on') } } } };
    expect(load({ keys, data })('data').block('aws_db_instance.d')?.get('storage_encrypted')).toBe(true);
  });

  it('pass through several stacks', () => {
    const middle = { output: { 'cross-stack-output-key': { value: from('keys', 'key') } } };
    const data = { resource: { aws_db_instance: { d: { kms_key_id: from('middle', 'key') } } } };
    const stack = load({ keys, middle, data })('data');
    const value = stack.block('aws_db_instance.d')?.get('kms_key_id');
    expect(stack.link(value, ['aws_kms_key']).blocks).toHaveLength(1);
  });

  it.each([
    ['a stack that is not there', from('nowhere', 'key')],
    ['an output that is not there', from('keys', 'other')],
  ])('stay unknown for %s', (_what, reference) => {
    const data = { resource: { aws_db_instance: { d: { kms_key_id: reference } } } };
    const stack = load({ keys, data })('data');
    const value = stack.block('aws_db_instance.d')?.get('kms_key_id');
    expect(isUnknown(value)).toBe(true);
    expect(stack.link(value, ['aws_kms_key']).blocks).toEqual([]);
  });

  it('that run in a circle lead nowhere', () => {
    const a = { output: { 'cross-stack-output-x': { value: from('b', 'x') } } };
    const b = { output: { 'cross-stack-output-x': { value: from('a', 'x') } } };
    const stack = load({ a, b })('a');
    const value = stack.block('output.cross-stack-output-x')?.get('value');
    expect(isUnknown(value)).toBe(true);
    expect(stack.link(value, ['aws_kms_key']).blocks).toEqual([]);
  });
});
