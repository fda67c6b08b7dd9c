import { loadJson } from '../../../lib/compliance/model/load';
import { isUnknown, type Value } from '../../../lib/compliance/model/value';
import { instancesOf } from '../../../lib/compliance/reading/block-instances';

function instances(body: Readonly<Record<string, unknown>>, locals: Readonly<Record<string, unknown>> = {}) {
  const { configuration } = loadJson({ resource: { aws_x: { y: body } }, locals }, 'test.tf.json');
  const block = configuration.block('aws_x.y');
  return block === undefined ? [] : instancesOf(block);
}

function read(
  body: Readonly<Record<string, unknown>>,
  path: string,
): readonly (readonly [string | undefined, Value])[] {
  return instances(body).map(({ instance, get }) => [instance, get(path)]);
}

describe('instancesOf', () => {
  it('reads count.index in arguments, inline lists and nested blocks', () => {
    const body = {
      count: 2,
      name: 'n-${count.index}',
      cidrs: ['${["10.0.0.0/8", "0.0.0.0/0"][count.index]}'],
      rule: { port: '${count.index == 0 ? 443 : 22}' },
    };
    expect(read(body, 'name')).toEqual([
      ['0', 'n-0'],
      ['1', 'n-1'],
    ]);
    expect(read(body, 'cidrs')).toEqual([
      ['0', ['10.0.0.0/8']],
      ['1', ['0.0.0.0/0']],
    ]);
    expect(instances(body).map(({ nested }) => nested('rule').map((rule) => rule.get('port')))).toEqual([[443], [22]]);
  });

  it('reads each in nested blocks and dynamic blocks', () => {
    const body = {
      for_each: { b: { ports: [22] }, a: { ports: [443, 80] } },
      rule: [{ name: '${each.key}' }],
      dynamic: { open: { for_each: '${each.value.ports}', content: { port: '${open.value}', of: '${each.key}' } } },
    };
    expect(
      instances(body).map(({ instance, nested }) => [
        instance,
        nested('rule').map((rule) => rule.get('name')),
        nested('open').map((open) => [open.get('port'), open.get('of')]),
      ]),
    ).toEqual([
      [
        'a',
        ['a'],
        [
          [443, 'a'],
          [80, 'a'],
        ],
      ],
      ['b', ['b'], [[22, 'b']]],
    ]);
  });

  it('takes the elements of a set as keys and values', () => {
    const body = { for_each: '${toset(["b", "a"])}', name: '${each.key}${each.value}' };
    expect(read(body, 'name')).toEqual([
      ['a', 'aa'],
      ['b', 'bb'],
    ]);
  });

  it('runs over what a for expression makes', () => {
    const body = { for_each: '${{for v in ["x", "y"] : v => { up = upper(v) }}}', name: '${each.value.up}' };
    expect(read(body, 'name')).toEqual([
      ['x', 'X'],
      ['y', 'Y'],
    ]);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['count that is not known', { count: '${var.n}', name: '${count.index}' }],
    ['for_each that is not known', { for_each: '${aws_x.z}', name: '${each.key}' }],
    ['more instances than are told apart', { count: 1_001, name: '${count.index}' }],
    ['a count that is no whole number', { count: 1.5, name: '${count.index}' }],
  ])('leaves open what depends on %s', (_, body) => {
    const [only, ...others] = instances(body);
    expect(others).toEqual([]);
    expect(only?.instance).toBeUndefined();
    expect(isUnknown(only?.get('name'))).toBe(true);
  });

  it('takes a block whose arguments are the same everywhere as one', () => {
    expect(read({ count: 3, name: 'n' }, 'name')).toEqual([[undefined, 'n']]);
    expect(read({ for_each: { a: 1 }, name: 'n' }, 'name')).toEqual([[undefined, 'n']]);
  });
});
