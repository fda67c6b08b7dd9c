import { loadJson } from '../../../../lib/compliance';
import { isUnknown } from '../../../../lib/compliance/model/value';
import { possibleValues, speltEntries } from '../../../../lib/compliance/reading/secrets/possible-values';

const { configuration } = loadJson(
  {
    locals: {
      logins: { dev: 'a', prod: 'b' },
      nested: { dev: { user: 'u', password: 'a' }, prod: { user: 'v', password: 'b' } },
      branch: '${var.x ? "a" : "b"}',
      loop: '${var.x ? local.loop : "a"}',
    },
    variable: { x: {} },
  },
  'test',
);

function known(expression: string): readonly unknown[] {
  const value = configuration.resolve(expression);
  if (!isUnknown(value)) throw new Error(`${expression} is known`);
  return possibleValues(value, configuration).filter((each) => !isUnknown(each));
}

describe('possibleValues', () => {
  it.each<[string, readonly unknown[]]>([
    ['${var.x ? "a" : "b"}', ['a', 'b']],
    ['${(var.x == "q" ? "a" : "b")}', ['a', 'b']],
    ['${var.x ? (var.x == 1 ? "a" : "b") : "c"}', ['a', 'b', 'c']],
    ['${coalesce(var.x, "a")}', ['a']],
    ['${try(var.x.y, "a")}', ['a']],
    ['${sensitive(var.x ? "a" : "b")}', ['a', 'b']],
    ['${local.branch}', ['a', 'b']],
    ['${local.loop}', ['a']],
    ['${local.logins[terraform.workspace]}', ['a', 'b']],
    ['${local.nested[terraform.workspace].password}', ['a', 'b']],
    ['${local.nested["dev"][var.x]}', ['u', 'a']],
    ['${lookup(local.logins, terraform.workspace, "c")}', ['a', 'b', 'c']],
    ['${element(["a", "b"], var.x)}', ['a', 'b']],
    ['${["a", "b"][var.x]}', ['a', 'b']],
    ['${merge({user = "u", password = "a"}, var.x).password}', ['a']],
    ['%{ if var.x }a%{ else }b%{ endif }', ['a', 'b']],
    ['${var.x}', []],
    ['${var.x == "a"}', []],
    ['${lookup(var.x, "a")}', []],
    ['${data.aws_vpc.v.tags["a"]}', []],
    ['${upper(format("%s-a", var.x))}', []],
  ])('%s', (expression, expected) => {
    expect(known(expression)).toEqual(expected);
  });

  it('ends for branches that double at every step', () => {
    const locals = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `l${String(index)}`,
        `\${var.x ? local.l${String(index + 1)} : local.l${String(index + 1)}}`,
      ]),
    );
    const deep = loadJson(
      { locals: { ...locals, l60: '${var.x ? "a" : "b"}' }, variable: { x: {} } },
      'deep',
    ).configuration;
    const value = deep.resolve('${local.l0}');
    expect(isUnknown(value) && possibleValues(value, deep).length).toBeLessThan(501);
  });
});

describe('speltEntries', () => {
  it('reads what merge joins, and says what stays unknown', () => {
    const { entries, unknown } = speltEntries(
      configuration.resolve('${merge(var.x, {A = "a"}, {B = "b"})}'),
      configuration,
    );
    expect(entries).toEqual([
      ['A', 'a'],
      ['B', 'b'],
    ]);
    expect(unknown?.expression).toContain('merge');
    expect(speltEntries({ A: 'a' }, configuration)).toEqual({ entries: [['A', 'a']], unknown: undefined });
    expect(speltEntries(undefined, configuration)).toEqual({ entries: [], unknown: undefined });
  });
});
