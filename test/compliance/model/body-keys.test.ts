import { BodyKeys } from '../../../lib/compliance/model/body-keys';
import { loadJson } from '../../../lib/compliance';
import { scanJson } from '../../../lib/compliance/model/json-scan';

function find(text: string, body: number, key: string): number | undefined {
  return scanJson(text).bodies.find(text, body, key);
}

const text = '{"resource":{"t":{"a":{"x":1,"list":["x",{"y":2}],"xy":3},"b":{"z":[],"deep":{"x":1}}}}}';
const a = text.indexOf('{"x"');
const b = text.indexOf('{"z"');

describe('BodyKeys', () => {
  it('finds the keys of a body', () => {
    expect(find(text, a, 'x')).toBe(a + 1);
    expect(find(text, a, 'xy')).toBe(text.indexOf('"xy"'));
    expect(find(text, b, 'deep')).toBe(text.indexOf('"deep"'));
  });

  it('answers with the body where it has no such key, of another body or deeper', () => {
    expect(find(text, a, 'z')).toBe(a);
    expect(find(text, a, 'y')).toBe(a);
    expect(find(text, b, 'x')).toBe(b);
    expect(find(text, b, '')).toBe(b);
  });

  it('does not tell of what was not recorded as a body', () => {
    expect(find(text, text.indexOf('{"y"'), 'y')).toBeUndefined();
    expect(find(text, 0, 'resource')).toBeUndefined();
  });

  it('leaves keys with escapes to a search that reads them', () => {
    const escaped = String.raw`{"resource":{"t":{"a":{"\u0078":1,"b":2}}}}`;
    const body = escaped.lastIndexOf('{');
    expect(find(escaped, body, 'b')).toBe(escaped.indexOf('"b"'));
    expect(find(escaped, body, 'x')).toBeUndefined();
    expect(find(escaped, body, String.raw`\u0078`)).toBeUndefined();
    const { configuration } = loadJson(escaped);
    const block = configuration.block('t.a');
    expect(block && configuration.locate(block, 'x')?.column).toBe(body + 2);
  });

  it('keeps more than it had room for', () => {
    const keys = new BodyKeys();
    for (let index = 0; index < 3000; index += 1) keys.add(index * 4);
    expect(keys.find('"k":'.repeat(3000), 4, 'k')).toBe(8);
    expect(keys.find('"k":'.repeat(3000), 4, 'j')).toBe(4);
  });
});
