import fc from 'fast-check';
import { collectReferences, evaluateText, PartialMap, type Scope } from '../../../lib/compliance/model/expression';
import type { Unknown } from '../../../lib/compliance/model/value';
import { loadJson } from '../../../lib/compliance/model/load';
import { hasUnknown, isUnknown, type Value } from '../../../lib/compliance/model/value';
import { reference, scopeOf } from './expression-scope';

function unknown(text: string, scope: Scope = scopeOf()): Unknown {
  const value = evaluateText(text, scope);
  if (!isUnknown(value)) throw new Error(`expected an unknown, got ${JSON.stringify(value)}`);
  return value;
}

describe('evaluateText', () => {
  it('gives text without expressions back', () => {
    expect(evaluateText('arn:aws:s3:::b/*', scopeOf())).toBe('arn:aws:s3:::b/*');
    expect(evaluateText('$${aws:username}', scopeOf())).toBe('${aws:username}');
  });

  describe('references', () => {
    it.each([
      ['${aws_kms_key.k_12AB.arn}', { address: 'aws_kms_key.k_12AB', attribute: 'arn' }],
      ['${aws_x.y}', { address: 'aws_x.y', attribute: '' }],
      ['${aws_x.y[0].id}', { address: 'aws_x.y', attribute: 'id', index: 0 }],
      ['${aws_x.y["k"].id}', { address: 'aws_x.y', attribute: 'id', index: 'k' }],
      ['${aws_x.y[*].id}', { address: 'aws_x.y', attribute: 'id', index: '*' }],
      ['${aws_x.y.*.id}', { address: 'aws_x.y', attribute: 'id', index: '*' }],
      ['${aws_x.y.0.id}', { address: 'aws_x.y', attribute: 'id', index: 0 }],
      [
        '${aws_db_instance.d.master_user_secret[0].kms_key_id}',
        { address: 'aws_db_instance.d', attribute: 'master_user_secret[0].kms_key_id' },
      ],
      ['${aws_x.y.tags["a b"]}', { address: 'aws_x.y', attribute: 'tags["a b"]' }],
      ['${data.aws_vpc.v.id}', { address: 'data.aws_vpc.v', attribute: 'id' }],
      ['${data.aws_vpc.v[1].id}', { address: 'data.aws_vpc.v', attribute: 'id', index: 1 }],
      ['${module.m.out}', { address: 'module.m', attribute: 'out' }],
      ['${module.m["x"].out}', { address: 'module.m', attribute: 'out', index: 'x' }],
      ['${var.none}', { address: 'var.none', attribute: '' }],
      ['${var.none[0].port}', { address: 'var.none', attribute: '[0].port' }],
      ['${local.none.a}', { address: 'local.none', attribute: 'a' }],
      ['${ephemeral.aws_secret.s.value}', { address: 'ephemeral.aws_secret.s', attribute: 'value' }],
      ['${resource.aws_x.y.id}', { address: 'aws_x.y', attribute: 'id' }],
      ['${ (aws_x.y.id) }', { address: 'aws_x.y', attribute: 'id' }],
    ])('%s is one reference', (text, expected) => {
      const value = unknown(text);
      expect(value.isReference).toBe(true);
      expect(value.references).toEqual([expected]);
      expect(collectReferences(text)).toEqual([expected]);
    });

    it.each(['${path.module}', '${terraform.workspace}', '${each.value.port}', '${count.index}', '${self.id}'])(
      '%s leads to no block',
      (text) => {
        expect(unknown(text)).toMatchObject({ isReference: true, references: [], expression: text });
        expect(collectReferences(text)).toEqual([]);
      },
    );

    it('reads further into what a local refers to', () => {
      const scope = scopeOf({
        locals: { key: reference('aws_kms_key.k'), arn: reference('aws_kms_key.k', 'arn'), name: 'x' },
      });
      expect(unknown('${local.arn}', scope).references).toEqual([{ address: 'aws_kms_key.k', attribute: 'arn' }]);
      expect(unknown('${local.key.arn}', scope).references).toEqual([{ address: 'aws_kms_key.k', attribute: 'arn' }]);
      expect(unknown('${local.key[0].arn}', scope).references).toEqual([
        { address: 'aws_kms_key.k', attribute: 'arn', index: 0 },
      ]);
    });

    it('keeps what an unknown index refers to', () => {
      const value = unknown('${aws_subnet.s[var.i].id}');
      expect(value.isReference).toBe(true);
      expect(value.references).toEqual([
        { address: 'aws_subnet.s', attribute: 'id' },
        { address: 'var.i', attribute: '' },
      ]);
    });
  });

  describe('types and templates', () => {
    const scope = scopeOf({
      variables: { flag: false, port: 22, none: undefined, list: ['a', 'b'], map: { 'k-1': { v: 1 } } },
    });

    it.each<[string, Value]>([
      ['${var.flag}', false],
      ['${var.port}', 22],
      ['${var.none}', undefined],
      ['${var.list}', ['a', 'b']],
      ['${"${var.port}"}', 22],
      ['p-${var.port}-${var.flag}', 'p-22-false'],
      ['${var.list[1]}', 'b'],
      ['${var.list["1"]}', 'b'],
      ['${var.map["k-1"].v}', 1],
      ['${var.map.k-1["v"]}', 1],
      ['${[1, "a", var.port]}', [1, 'a', 22]],
      ['${{a = var.port, (var.list[0]) = 2}}', { a: 2 }],
      ['${null}', undefined],
    ])('%s is %j', (text, expected) => {
      expect(evaluateText(text, scope)).toEqual(expected);
    });

    it('keeps the pieces of a template that is partly unknown', () => {
      const value = unknown('arn:${var.port}:${aws_x.y.id}/${var.list[0]}/*', scope);
      expect(value.parts).toEqual(['arn:22:', reference('aws_x.y', 'id'), '/a/*']);
      expect(value.knownPrefix).toBe('arn:22:');
      expect(value.isReference).toBe(false);
      expect(value.expression).toBe('arn:${var.port}:${aws_x.y.id}/${var.list[0]}/*');
    });

    it('takes nested templates apart', () => {
      const bucket = unknown('arn:aws:s3:::${aws_s3_bucket.b.bucket}');
      const value = unknown('${local.bucket}/*', scopeOf({ locals: { bucket } }));
      expect(value.parts).toEqual(['arn:aws:s3:::', reference('aws_s3_bucket.b', 'bucket'), '/*']);
    });

    it('keeps structure around unknown parts', () => {
      expect(evaluateText('${[aws_x.y.id, "a"]}', scopeOf())).toEqual([reference('aws_x.y', 'id'), 'a']);
    });

    it('knows nothing of a directive whose condition is open', () => {
      const value = unknown('a-%{ if var.x }${aws_x.y.id}%{ endif }');
      expect(value.parts).toMatchObject(['a-', { expression: '%{ if var.x }${aws_x.y.id}%{ endif }' }]);
      expect(value.knownPrefix).toBe('a-');
      expect(value.references).toContainEqual({ address: 'aws_x.y', attribute: 'id' });
    });

    it('does not turn null, lists and maps into text', () => {
      for (const text of ['a${var.none}', 'a${var.list}', 'a${var.map}'])
        expect(unknown(text, scope).parts).toEqual([]);
    });

    it('applies splats to known lists', () => {
      const rules = scopeOf({
        locals: {
          rules: [
            { port: 1, t: ['x'] },
            { port: 2, t: ['y'] },
          ],
          one: { port: 3 },
          none: undefined,
        },
      });
      expect(evaluateText('${local.rules[*].port}', rules)).toEqual([1, 2]);
      expect(evaluateText('${local.rules.*.port}', rules)).toEqual([1, 2]);
      expect(evaluateText('${local.rules[*].t[0]}', rules)).toEqual(['x', 'y']);
      expect(evaluateText('${local.rules.*.t[0]}', rules)).toEqual(['x']);
      expect(evaluateText('${local.one[*].port}', rules)).toEqual([3]);
      expect(evaluateText('${local.none[*].port}', rules)).toEqual([]);
      expect(isUnknown(evaluateText('${local.rules[*].t[*]}', rules))).toBe(true);
    });

    it('leaves missing elements and attributes unknown', () => {
      for (const text of [
        '${var.list[2]}',
        '${var.map.x}',
        '${var.port.x}',
        '${var.none.x}',
        '${var.list[-1]}',
        '${var.list.length}',
      ]) {
        expect(isUnknown(evaluateText(text, scope))).toBe(true);
      }
    });
  });

  describe('iterators', () => {
    const iterators = new Map([
      ['ingress', { key: 'ssh', value: { port: 22, cidrs: ['10.0.0.0/8', reference('var.c')] } }],
    ]);

    it('reads the iterator of a dynamic block', () => {
      const scope = scopeOf({}, { iterators });
      expect(evaluateText('${ingress.value.port}', scope)).toBe(22);
      expect(evaluateText('${ingress.value["port"] + 1}', scope)).toBe(23);
      expect(evaluateText('${ingress.key}', scope)).toBe('ssh');
      expect(evaluateText('${ingress.value.cidrs}', scope)).toEqual(['10.0.0.0/8', reference('var.c')]);
      expect(evaluateText('n-${ingress.key}', scope)).toBe('n-ssh');
    });

    it('reads each and count where they are given', () => {
      const scope = scopeOf({}, { each: { key: 'a', value: { port: 1 } }, countIndex: 2 });
      expect(evaluateText('${each.value.port}', scope)).toBe(1);
      expect(evaluateText('${each.key}', scope)).toBe('a');
      expect(evaluateText('${count.index + 1}', scope)).toBe(3);
      expect(unknown('${aws_subnet.s[count.index].id}', scope).references).toEqual([
        { address: 'aws_subnet.s', attribute: 'id', index: 2 },
      ]);
    });

    it('does not see an iterator of another name', () => {
      expect(isUnknown(evaluateText('${egress.value.port}', scopeOf({}, { iterators })))).toBe(true);
    });
  });

  describe('operators', () => {
    const scope = scopeOf({ variables: { no: false, yes: 'true', three: '3', list: [], none: undefined } });

    it.each<[string, Value]>([
      ['${!var.no}', true],
      ['${!var.yes}', false],
      ['${-4}', -4],
      ['${(1 + (2 * 3))}', 7],
      ['${7 % 4 - 1}', 2],
      ['${6 / 3}', 2],
      ['${var.three + 1}', 4],
      ['${1 < 2 && 2 <= 2 && 3 > 2 && 2 >= 2}', true],
      ['${"a" == "a"}', true],
      ['${"a" != "b"}', true],
      ['${1 == "a"}', false],
      ['${var.none == null}', true],
      ['${"" == null}', false],
      ['${var.list == null}', false],
      ['${false && aws_x.y.enabled}', false],
      ['${aws_x.y.enabled || true}', true],
      ['${var.no ? aws_x.y.id : "none"}', 'none'],
      ['${var.yes ? 1 : "b"}', '1'],
      ['${aws_x.y.enabled ? "same" : "same"}', 'same'],
      ['${aws_x.y.enabled ? ["a"] : ["a"]}', ['a']],
    ])('%s is %j', (text, expected) => {
      expect(evaluateText(text, scope)).toEqual(expected);
    });

    it.each([
      '${1 / 0}',
      '${1 % 0}',
      '${9007199254740991 + 1}',
      '${0.1 + 0.2 == 0.3}',
      '${1 / 3}',
      '${true && aws_x.y.enabled}',
      '${aws_x.y.enabled || false}',
      '${var.three == 3}',
      '${var.list == []}',
      '${aws_x.y.id == null}',
      '${"a" + 1}',
      '${!"a"}',
      '${aws_x.y.ok ? "a" : "b"}',
      '${null ? 1 : 2}',
      '${[] && true}',
      '${aws_x.y.id == aws_x.y.id}',
      '${aws_x.y.ok ? aws_x.a.id : aws_x.b.id}',
    ])('%s is unknown', (text) => {
      expect(isUnknown(evaluateText(text, scope))).toBe(true);
    });

    it('keeps what the condition and both branches refer to', () => {
      expect(unknown('${aws_a.a.ok ? aws_b.b.id : aws_c.c.id}').references.map(({ address }) => address)).toEqual([
        'aws_a.a',
        'aws_b.b',
        'aws_c.c',
      ]);
    });
  });

  it('keeps what for expressions refer to, without the names they bind', () => {
    const scope = scopeOf({ locals: { arn: reference('aws_kms_key.k', 'arn') } });
    const value = unknown('${[for k, v in var.m : { key = v.id, arn = local.arn, o = aws_x.y.id } if v.ok]}', scope);
    expect(value.references.map(({ address }) => address)).toEqual(['var.m', 'aws_kms_key.k', 'aws_x.y']);
  });

  it('makes a map with unknown keys readable', () => {
    const value = evaluateText('${{ "${var.host}:sub" = "x", a = 1 }}', scopeOf());
    expect(value).toBeInstanceOf(PartialMap);
    expect(value instanceof PartialMap ? value.entries.map(([key, part]) => [String(key), part]) : []).toEqual([
      ['${var.host}:sub', 'x'],
      ['a', 1],
    ]);
  });

  it('takes keys of prototypes as keys', () => {
    const value = evaluateText('${{ "__proto__" = 1, constructor = 2 }}', scopeOf());
    expect(Object.entries(value as object)).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ]);
    for (const name of ['toString', 'constructor', '__proto__']) {
      expect(isUnknown(evaluateText(`\${{}.${name}}`, scopeOf()))).toBe(true);
      expect(isUnknown(evaluateText(`\${${name}(1)}`, scopeOf()))).toBe(true);
    }
  });

  it('finds references in text that cannot be parsed', () => {
    expect(unknown('${jsonencode({"a" = "say "hi"", b = aws_x.y[0].arn})}').references).toEqual([
      { address: 'aws_x.y', attribute: 'arn', index: 0 },
    ]);
  });

  describe('limits', () => {
    it('stops text that grows without end', () => {
      let text: Value = 'x'.repeat(1_000);
      for (let round = 0; round < 40; round += 1)
        text = evaluateText('${local.t}${local.t}', scopeOf({ locals: { t: text } }));
      expect(isUnknown(text)).toBe(true);
    });

    it('stops lists that hold themselves many times', () => {
      let list: Value = ['x'];
      let refused = 0;
      for (let round = 0; round < 200; round += 1) {
        list = evaluateText('${[local.l, local.l]}', scopeOf({ locals: { l: list } }));
        if (isUnknown(list)) refused += 1;
      }
      expect(refused).toBeGreaterThan(5);
      expect(JSON.stringify(list).length).toBeLessThan(50_000_000);
    });

    it('stops values that nest without end', () => {
      let list: Value = [];
      for (let round = 0; round < 20_000; round += 1) list = [list];
      expect(isUnknown(evaluateText('${jsonencode(local.l)}', scopeOf({ locals: { l: list } })))).toBe(true);
      expect(
        isUnknown(
          evaluateText('${jsondecode(local.t)}', scopeOf({ locals: { t: '['.repeat(100_000) + ']'.repeat(100_000) } })),
        ),
      ).toBe(true);
    });

    it('stops names that refer to themselves', () => {
      const scope: Scope = {
        variable: () => evaluateText('${local.a}', scope),
        local: () => evaluateText('[${var.a}]', scope),
      };
      expect(isUnknown(evaluateText('${[[[local.a]]]}', scope))).toBe(false);
      expect(isUnknown(evaluateText('${local.a}', scope))).toBe(true);
    });

    it('follows long chains of names without running out of stack', () => {
      const locals = Object.fromEntries(
        Array.from({ length: 5_000 }, (_, index) => [
          `n${String(index)}`,
          `\${${'['.repeat(150)}local.n${String(index + 1)}${']'.repeat(150)}}`,
        ]),
      );
      const { configuration } = loadJson(
        JSON.stringify({ locals, resource: { aws_x: { y: { a: '${local.n0}', b: 'c' } } } }),
        'cdk.tf.json',
      );
      const block = configuration.block('aws_x.y');
      expect(hasUnknown(block?.get('a'))).toBe(true);
      expect(block?.get('b')).toBe('c');
    });

    it('stops unknown text that grows without end', () => {
      let text: Value = evaluateText('a${aws_x.y.id}b', scopeOf());
      for (let round = 0; round < 60; round += 1)
        text = evaluateText('${local.t}${local.t}', scopeOf({ locals: { t: text } }));
      expect(isUnknown(text)).toBe(true);
    });
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      'local.a',
      'var.b',
      'aws_x.y.z',
      '[0]',
      '[*]',
      '.*',
      '.a',
      '["k"]',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      ' = ',
      ',',
      ' + ',
      ' / ',
      ' && ',
      '!',
      '-',
      ' ? ',
      ' : ',
      '"t"',
      '"${local.a}"',
      '0',
      'null',
      'true',
      'join(',
      'format("%s", ',
      'jsonencode(',
      'jsondecode(',
      'flatten(',
      'merge(',
      'element(',
      'try(',
      '[for k in ',
      'replace("a", ',
      '...',
      'length(',
      'toset(',
      'coalesce(',
      'contains(',
    );
    const value = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(undefined),
        fc.constant(reference('aws_x.y', 'id')),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }),
      ),
    })).value;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 20 }).map((pieces) => `\${${pieces.join('')}}`),
        ),
        value,
        value,
        (text, a, b) => {
          const scope = scopeOf({ locals: { a }, variables: { b } });
          evaluateText(text, scope);
          for (const found of collectReferences(text)) expect(found.address).not.toBe('');
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
