import { canonicalJson } from '../../lib/evidence/canonical-json';

describe('canonicalJson', () => {
  it('has one order of keys, whatever they are', () => {
    const text = canonicalJson(JSON.parse('{"b":1,"__proto__":{"d":1,"c":2},"a":[{"z":1,"y":2}],"constructor":3}'));
    expect(text).toBe(
      canonicalJson(JSON.parse('{"constructor":3,"a":[{"y":2,"z":1}],"__proto__":{"c":2,"d":1},"b":1}')),
    );
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['__proto__', 'a', 'b', 'constructor']);
  });

  it('shows what a terminal would obey', () => {
    expect(canonicalJson({ a: '\u001b[31m\u202e' })).toBe('{\n  "a": "\\u001b[31m\\u202e"\n}\n');
  });
});
