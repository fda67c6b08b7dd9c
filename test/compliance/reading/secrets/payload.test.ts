import { loadJson } from '../../../../lib/compliance';
import { keysInBlock } from '../../../../lib/compliance/rules/secrets/shared/access-key-places';
import { eachNamedValue, type NamedValue } from '../../../../lib/compliance/rules/secrets/shared/named-values';
import { decodeBase64 } from '../../../../lib/compliance/engine/base64-text';
import { beforeBase64, entriesOf, readJson } from '../../../../lib/compliance/reading/secrets/payload';
import { provisionersOf } from '../../../../lib/compliance/rules/secrets/shared/provisioners';
import { SECRET_ARGUMENTS } from '../../../../lib/compliance/engine/secret-arguments';
import { HIDDEN, visibleText } from '../../../../lib/compliance/reading/secrets/visible-text';

const load = (attributes: Record<string, unknown>, rest: Record<string, unknown> = {}) => {
  const { configuration } = loadJson({ resource: { aws_x: { main: attributes } }, ...rest }, 'test');
  const block = configuration.block('aws_x.main');
  if (block === undefined) throw new Error('no block');
  return { configuration, block };
};

describe('readJson', () => {
  const { configuration } = load({});
  it.each(['{"a":1}', ' [1]', '${jsonencode({"a" = var.x})}', '{"a":"${aws_y.z.id}"}'])('reads %s', (raw) => {
    expect(readJson(configuration.resolve(raw))).toBeDefined();
  });
  it.each(['text', '"a"', '12', '{', '${var.x}', ''])('leaves %s', (raw) => {
    expect(readJson(configuration.resolve(raw))).toBeUndefined();
  });
  it('keeps entries whose key is unknown', () => {
    expect(entriesOf(configuration.resolve('${{(var.k) = "v", "a" = 1}}'))?.map(([key]) => key)).toEqual([
      '(unknown)',
      'a',
    ]);
  });
});

describe('base64', () => {
  it('decodes text and nothing else', () => {
    expect(decodeBase64(Buffer.from('#!/bin/bash\necho\n').toString('base64'))).toBe('#!/bin/bash\necho\n');
    expect(decodeBase64('yum install -y httpd')).toBeUndefined();
    expect(decodeBase64(Buffer.from([0, 1, 2, 3, 250, 251, 252, 253, 254]).toString('base64'))).toBeUndefined();
  });
  it('reads what base64encode encodes', () => {
    const { configuration } = load({});
    expect(beforeBase64(configuration.resolve('${base64encode("a\\nb")}'), configuration)).toBe('a\nb');
    expect(visibleText(beforeBase64(configuration.resolve('${base64encode("a=${aws_y.z.id}")}'), configuration))).toBe(
      `a=${HIDDEN}`,
    );
  });
});

describe('eachNamedValue', () => {
  const named = (attributes: Record<string, unknown>, rest: Record<string, unknown> = {}) => {
    const found: NamedValue[] = [];
    eachNamedValue(load(attributes, rest).block, new Set(['tags']), ({ path, name, attribute, value, siblings }) =>
      found.push({ path, name, attribute, value, siblings }),
    );
    return found.map(({ path, name, value }) => [path, name, visibleText(value)]);
  };
  it('visits scalars at any depth and leaves meta-arguments out', () => {
    expect(
      named({
        '//': { a: 'x' },
        tags: { a: 'x' },
        lifecycle: { b: 'x' },
        list: ['1', { deep: 2 }],
        flag: true,
        none: null,
      }),
    ).toEqual([
      ['list[0]', 'list', '1'],
      ['list[1].deep', 'deep', '2'],
    ]);
  });
  it('names a value by what stands beside it', () => {
    expect(named({ setting: [{ name: 'N', value: 'v' }] })).toEqual([
      ['setting[0].name', 'name', 'N'],
      ['setting[0].value', 'N', 'v'],
    ]);
  });
  it('follows locals and dynamic blocks', () => {
    expect(
      named(
        { a: '${local.l}', dynamic: [{ b: { for_each: ['1'], content: { c: '${b.value}' } } }] },
        { locals: { l: { d: 'e' } } },
      ),
    ).toEqual([
      ['a.d', 'd', 'e'],
      ['dynamic.b[0].c', 'c', '1'],
    ]);
  });
});

describe('places', () => {
  it('never returns a key as part of a path', () => {
    const key = ['AKIA', '2345672345672345'].join('');
    expect(keysInBlock(load({ a: { [key]: { b: 'c' } } }).block)).toEqual([{ path: 'a', how: ' as a key' }]);
  });
  it('finds provisioners and connections in both spellings', () => {
    const one = load({
      provisioner: [{ 'local-exec': { command: 'a', connection: { host: 'h' } } }],
      connection: [{ host: 'x' }],
    });
    expect(provisionersOf(one.block).map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'local-exec provisioner[0].local-exec',
      'connection connection[0]',
      'connection provisioner[0].local-exec.connection',
    ]);
    const cdktf = load({ provisioner: [{ type: 'local-exec', command: 'a' }] });
    expect(provisionersOf(cdktf.block).map(({ kind }) => kind)).toContain('local-exec');
  });
});

describe('SECRET_ARGUMENTS', () => {
  it('holds arguments of AWS resources, and neither switches nor versions', () => {
    expect(SECRET_ARGUMENTS.get('aws_db_instance')).toEqual(['password', 'password_wo']);
    for (const [type, names] of SECRET_ARGUMENTS) {
      expect(type).toMatch(/^aws_\w+$/);
      expect(names.filter((name) => /^(?:manage|use|allow|generate)_|_version$|_arn$|user_data/.test(name))).toEqual(
        [],
      );
    }
  });
});
