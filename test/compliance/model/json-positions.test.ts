import { LineIndex, offsetOf } from '../../../lib/compliance/model/json-positions';

describe('offsetOf', () => {
  it.each([
    ['a key that is written with an escape', '{"a\\nb": 1, "x": 2}', 'a\nb', 1],
    ['a key that looks like an escape', '{"\\n": 1, "\\\\n": 2}', '\\n', 10],
    ['a key that holds a quote', '{"a": "\\"b\\"", "\\"b\\"": 2}', '"b"', 15],
    ['a key behind an object, a list and a text with brackets', '{"a": {"x": [1, {}]}, "b": "}]", "x": 3}', 'x', 33],
    ['the only object of a list', '[{"a": 1, "b": 2}]', 'b', 10],
  ])('finds %s', (_what, text, key, offset) => {
    expect(offsetOf(text, 0, [key])).toBe(offset);
  });

  it('stays at the deepest value on the way to a key that is not there', () => {
    const text = '{"a": {"b": [1]}}';
    expect(offsetOf(text, 0, ['a', 'c'])).toBe(text.indexOf('"a"'));
    expect(offsetOf(text, 0, ['a', 'b', 1])).toBe(text.indexOf('"b"'));
    expect(offsetOf(text, 0, ['b'])).toBe(0);
  });
});

describe('LineIndex', () => {
  it('counts lines and columns from 1', () => {
    const lines = new LineIndex('{\n  "a": 1\n}');
    expect(lines.position(0)).toEqual({ line: 1, column: 1 });
    expect(lines.position(4)).toEqual({ line: 2, column: 3 });
    expect(lines.position(11)).toEqual({ line: 3, column: 1 });
  });
});
