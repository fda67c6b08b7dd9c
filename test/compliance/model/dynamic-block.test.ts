import { loadJson } from '../../../lib/compliance/model/load';
import { isUnknown, type Value } from '../../../lib/compliance/model/value';

function ports(dynamic: unknown, locals: Readonly<Record<string, unknown>> = {}): readonly Value[] {
  const { configuration } = loadJson({ resource: { aws_x: { y: { dynamic } } }, locals }, 'test.tf.json');
  return (configuration.block('aws_x.y')?.nested('rule') ?? []).map((rule) => rule.unknown ?? rule.get('port'));
}

describe('dynamic blocks', () => {
  it('run over lists by index, maps and sets in the order of keys', () => {
    const rule = (forEach: string): unknown => ({ rule: { for_each: forEach, content: { port: '${rule.key}' } } });
    expect(ports(rule('${["b", "a"]}'))).toEqual([0, 1]);
    expect(ports(rule('${toset(["b", "a"])}'))).toEqual(['a', 'b']);
    expect(ports(rule('${{b = 1, "10" = 2, "9" = 3}}'))).toEqual(['10', '9', 'b']);
    expect(ports(rule('${[for v in ["b"] : v if v == "a"]}'))).toEqual([]);
  });

  it('read the value of a set of objects', () => {
    const rule = { for_each: '${toset([{port = 22}, {port = 443}])}', content: { port: '${rule.value.port}' } };
    expect(ports({ rule })).toEqual([22, 443]);
  });

  it('stay unknown where there are too many blocks, or nobody knows which', () => {
    const many = { rule: { for_each: '${local.many}', content: { port: '${rule.value}' } } };
    const [only, ...others] = ports(many, { many: Array.from({ length: 6_000 }, (_, index) => index) });
    expect(others).toEqual([]);
    expect(isUnknown(only)).toBe(true);
    expect(isUnknown(ports({ rule: { for_each: '${[for v in var.x : v]}', content: { port: 1 } } })[0])).toBe(true);
  });
});
