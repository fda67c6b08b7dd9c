import fc from 'fast-check';
import { InputError } from '../../../lib/compliance/model/input-error';
import { locateJson } from '../../../lib/compliance/model/json-positions';
import { pathKey, scanJson } from '../../../lib/compliance/model/json-scan';
import { parseJsonText } from '../../../lib/compliance/model/json-text';
import type { PathSegment } from '../../../lib/compliance/model/path';

function errorOf(text: string): InputError {
  try {
    parseJsonText(text, 'cdk.tf.json');
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('expected an InputError');
}

describe('parseJsonText', () => {
  it('reads an object and leaves a byte order mark out', () => {
    expect(parseJsonText('\uFEFF{"resource": {}}').value).toEqual({ resource: {} });
  });

  it.each([
    ['{"a": }', 'cdk.tf.json:1:7: not valid JSON: value expected'],
    ['{\n  "a": 1,\n  "b" 2\n}', 'cdk.tf.json:3:7: not valid JSON'],
    ['{"a": [1, 2', 'cdk.tf.json:1:12: not valid JSON'],
    ['{"a": "x', 'cdk.tf.json:1:7: not valid JSON: unexpected end of string'],
    ['', 'cdk.tf.json: the file is empty'],
    ['  \n', 'cdk.tf.json: the file is empty'],
    ['[]', 'cdk.tf.json:1:1: expected a JSON object at the top, got an array'],
    ['null', 'cdk.tf.json:1:1: expected a JSON object at the top, got null'],
    ['"text"', 'cdk.tf.json:1:1: expected a JSON object at the top, got a string'],
  ])('refuses %j', (text, message) => {
    expect(errorOf(text).message).toContain(message);
    expect(errorOf(text).exitCode).toBe(2);
  });

  it('does not quote the text around a syntax error, which may hold a secret', () => {
    expect(errorOf('{"password": "hunter2-and-more" oops}').message).not.toContain('hunter2');
  });

  it('refuses a key that stands twice and names both places', () => {
    const error = errorOf('{"resource": {"aws_s3_bucket": {\n  "b": {"bucket": "one"},\n  "b": {"bucket": "two"}\n}}}');
    expect(error.message).toBe(
      'cdk.tf.json:3:3: duplicate key "b", first at line 2: one of the two would be ignored; remove or rename one',
    );
  });

  it('refuses a key that stands twice deep inside a block', () => {
    expect(errorOf('{"resource": {"t": {"n": {"a": [{"x": 1, "y": 2, "x": 3}]}}}}').message).toContain(
      'duplicate key "x"',
    );
  });

  it('takes keys that JavaScript objects inherit as what they are', () => {
    const { value } = parseJsonText('{"__proto__": {"a": 1}, "constructor": {"b": 2}, "toString": 1}');
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor', 'toString']);
  });

  it('refuses 200,000 levels and names the place', () => {
    const error = errorOf(`{"a": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`);
    expect(error.message).toMatch(/^cdk\.tf\.json:1:200006: nested 200001 levels deep/);
  });

  it('names the place also where the text breaks off at the deepest level', () => {
    expect(() => parseJsonText('{"a": '.repeat(200_000), 'x.json')).toThrow(
      'x.json:1:1199995: not valid JSON: nested too deep',
    );
    expect(() => parseJsonText('{"\\q": '.repeat(200_000), 'x.json')).toThrow(
      /^x\.json:1:\d+: not valid JSON: nested too deep$/,
    );
  });

  it('takes text that looks like structure inside strings', () => {
    const text = JSON.stringify({ a: '{"a": 1, "a": 2', b: ':,[]{}\\"', c: ['"', '\\'] });
    expect(parseJsonText(text).value).toEqual(JSON.parse(text));
  });
});

const json = fc.jsonValue({ maxDepth: 6 });

describe('scanJson', () => {
  it('counts members and finds every value down to a body where it stands', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const { members, offsets } = scanJson(text);
        expect(members).toBe(countMembers(JSON.parse(text)));
        for (const [key, inner] of Object.entries(value)) {
          const offset = offsets.get(pathKey([key]));
          expect(offset).toBeDefined();
          expect(text.slice(offset).startsWith(JSON.stringify(inner, null, indent).slice(0, 1))).toBe(true);
        }
      }),
    );
  });
});

describe('locateJson', () => {
  it('finds what JSON.parse finds', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), fc.constantFrom(0, 1, 4), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        for (const [path, inner] of leaves(JSON.parse(text), [])) {
          const position = locateJson(text, path);
          const line = text.split('\n')[(position?.line ?? 0) - 1] ?? '';
          const rest = line.slice((position?.column ?? 0) - 1);
          const last = path.at(-1);
          expect(rest.startsWith(typeof last === 'string' ? JSON.stringify(last) : JSON.stringify(inner))).toBe(true);
        }
      }),
    );
  });

  it('names the nearest parent of a path that is not there', () => {
    const text = '{\n  "resource": {\n    "a": {}\n  }\n}';
    expect(locateJson(text, ['resource', 'a', 'storage_encrypted'])).toEqual({ line: 3, column: 5 });
  });
});

function countMembers(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, inner) => sum + countMembers(inner), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, inner) => sum + 1 + countMembers(inner), 0);
}

function leaves(value: unknown, path: PathSegment[]): [PathSegment[], unknown][] {
  if (Array.isArray(value)) return value.flatMap((inner, index) => leaves(inner, [...path, index]));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
  }
  return path.length === 0 ? [] : [[path, value]];
}
