import { evaluateText, PartialMap, WorkPool } from '../../../lib/compliance/model/expression';
import { hasUnknown, isUnknown, Unknown, type Value } from '../../../lib/compliance/model/value';
import { reference, scopeOf } from './expression-scope';

const id = reference('aws_x.y', 'id');
const scope = scopeOf({
  variables: { list: ['b', 'a'], empty: [], none: undefined },
  locals: {
    map: { '9': 'nine', b: 1, '10': 'ten', a: 2 },
    rules: [
      { name: 'ssh', port: 22, team: 't', cidr: id },
      { name: 'web', port: 443, team: 't', cidr: '0.0.0.0/0' },
      { name: 'db', port: 5432, team: 'u', cidr: '10.0.0.0/8' },
    ],
  },
});

function evaluate(text: string): Value {
  return evaluateText(`\${${text}}`, scope);
}

describe('for expressions', () => {
  it.each<[string, Value]>([
    ['[for v in var.list : upper(v)]', ['B', 'A']],
    ['[for i, v in var.list : "${i}${v}"]', ['0b', '1a']],
    ['[for v in local.rules : v.name if v.port < 1000]', ['ssh', 'web']],
    ['[for k, v in local.map : k]', ['10', '9', 'a', 'b']],
    ['[for v in local.map : v]', ['ten', 'nine', 2, 1]],
    ['[for k, v in toset(["b", "a", "b"]) : "${k}=${v}"]', ['a=a', 'b=b']],
    ['[for v in var.empty : v.x]', []],
    ['[for a in [[1, 2], [3]] : [for b in a : b * 10]]', [[10, 20], [30]]],
    ['[for a in [1, 2] : [for a in ["x"] : a]]', [['x'], ['x']]],
    ['[for a in [1] : [[for a in ["x"] : a], a]]', [[['x'], 1]]],
    ['[for var in [1] : var]', [1]],
    ['[for each in [{key = 1}] : each.key]', [1]],
    ['[for v in [1, 2] : v if "true"]', [1, 2]],
    ['{for v in var.list : v => upper(v)}', { a: 'A', b: 'B' }],
    ['{for i, v in var.list : v => i}', { b: 0, a: 1 }],
    ['{for r in local.rules : r.team => r.name...}', { t: ['ssh', 'web'], u: ['db'] }],
    ['{for r in local.rules : r.name => r.port if r.port == 22}', { ssh: 22 }],
    ['{for v in [1, true] : v => v}', { '1': 1, true: true }],
    ['{for k in ["__proto__", "constructor"] : k => 1}.__proto__', 1],
    ['[for r in local.rules : r.cidr]', [id, '0.0.0.0/0', '10.0.0.0/8']],
    ['{for r in local.rules : r.name => {c = [r.cidr]}}.ssh', { c: [id] }],
    ['[for v in [aws_x.y.id] : { p = v }]', [{ p: id }]],
    ['flatten([for r in local.rules : [for p in [r.port] : p]])', [22, 443, 5432]],
    ['anytrue([for r in local.rules : r.cidr == "0.0.0.0/0"])', true],
  ])('%s', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  it.each([
    '[for v in var.x : v]',
    '[for v in aws_x.y : v.id]',
    '[for v in var.list : v if aws_x.y.ok]',
    '[for v in local.rules : v.name if v.cidr == "0.0.0.0/0"]',
    '{for v in local.rules : v.cidr => v...}',
  ])('%s is unknown as a whole', (text) => {
    const value = evaluate(text);
    expect(isUnknown(value)).toBe(true);
    expect(isUnknown(value) ? value.references : []).not.toEqual([]);
  });

  it.each([
    '[for v in null : v]',
    '[for v in "abc" : v]',
    '[for v in 5 : v]',
    '[for v in [1] : v if v + 1]',
    '[for v in [1] : v if null]',
    '[for v in [{}] : v.x]',
    '{for v in ["a", "a"] : v => 1}',
    '{for v in [null] : v => 1}',
    '{for v in [[]] : v => 1}',
  ])('%s is refused, as by Terraform', (text) => {
    expect(isUnknown(evaluate(text))).toBe(true);
    expect(evaluate(`try(${text}, "refused")`)).toBe('refused');
  });

  it('reads entries whose keys are open', () => {
    const value = evaluate('{for r in local.rules : r.cidr => r.port}');
    expect(value).toBeInstanceOf(PartialMap);
    expect(value instanceof PartialMap ? value.entries : []).toEqual([
      ['0.0.0.0/0', 443],
      ['10.0.0.0/8', 5432],
      [id, 22],
    ]);
  });

  it('does not tell the order of a set that Terraform alone knows', () => {
    const objects = 'toset([{a = 1}, {a = 2}])';
    expect(evaluate(`[for o in ${objects} : o.a]`)).toEqual([1, 2]);
    for (const text of [`[for o in ${objects} : o.a][0]`, `join(",", [for o in ${objects} : o.a])`])
      expect(isUnknown(evaluate(text))).toBe(true);
    expect(isUnknown(evaluate(`{for o in ${objects} : "k" => o.a...}.k[0]`))).toBe(true);
    expect(isUnknown(evaluate(`"%{ for o in ${objects} }\${o.a}%{ endfor }"`))).toBe(true);
    expect(evaluate(`{for o in ${objects} : "k\${o.a}" => o.a}`)).toEqual({ k1: 1, k2: 2 });
  });

  it('does not take two unknowns of one name for the same', () => {
    expect(evaluate('aws_x.y.ok ? [for v in [aws_a.a] : v.id] : [for v in [aws_b.b] : v.id]')).toBeInstanceOf(Unknown);
  });

  it('keeps what is referred to, without the bound names', () => {
    const value = evaluate('[for k, v in var.m : { k = k, v = v.id, o = aws_o.o.id, list = [for w in v : w.x] }]');
    expect(isUnknown(value) ? value.references.map(({ address }) => address) : []).toEqual(['var.m', 'aws_o.o']);
  });
});

describe('work that expressions ask for', () => {
  const loops = (depth: number, body: string): string =>
    depth === 0 ? body : `[for x${String(depth)} in range(1024) : ${loops(depth - 1, body)}]`;

  it.each([
    loops(6, '1'),
    `length(${loops(4, '1')})`,
    '"%{ for a in range(1024) }%{ for b in range(1024) }%{ for c in range(1024) }x%{ endfor }%{ endfor }%{ endfor }"',
    'setproduct(range(1024), range(1024), range(1024))',
    '{for a in range(1024) : a => jsonencode([for b in range(1024) : range(1024)])}',
    '[for a in range(1024) : [for b in range(1024) : b if local.text == local.other]]',
    '[for a in range(1024) : [for b in range(1024) : local.big[*][0]]]',
    '[for a in range(1024) : [for b in range(1024) : replace(local.text, "a", "bb")]]',
    'indent(900000000, "a\\nb")',
    'format("%999999999d", 1)',
  ])('%s is unknown soon', (text) => {
    const bombs = scopeOf({
      locals: {
        text: 'a'.repeat(900_000),
        other: `${'a'.repeat(899_999)}b`,
        big: Array.from({ length: 10_000 }, () => [1]),
      },
    });
    const started = process.cpuUsage();
    expect(hasUnknown(evaluateText(`\${${text}}`, bombs))).toBe(true);
    const { user } = process.cpuUsage(started);
    expect(user / 1_000).toBeLessThan(2_000);
  });

  it('is shared by all expressions of a configuration', () => {
    const work = new WorkPool(100_000);
    const text = '${[for a in range(100) : [for b in range(100) : 1]]}';
    const values = Array.from({ length: 20 }, () => evaluateText(text, scopeOf({}, { work })));
    expect(hasUnknown(values[0])).toBe(false);
    expect(isUnknown(values.at(-1))).toBe(true);
    expect(evaluateText('${[for a in range(100) : a]}', scopeOf({}, { work }))).toHaveLength(100);
  });

  it('does not grow with nesting in the place of the collection', () => {
    let text = 'var.x';
    for (let level = 0; level < 60; level += 1) text = `[for v in ${text} : v]`;
    const value = evaluate(text);
    expect(isUnknown(value) ? value.references.map(({ address }) => address) : []).toEqual(['var.x']);
  });
});
