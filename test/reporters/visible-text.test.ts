import fc from 'fast-check';
import { shorten, showValue, visible, visibleJson } from '../../lib/reporters/visible-text';

describe('visible', () => {
  it.each([
    ['plain text, ümläuts, 界 and 🚀', 'plain text, ümläuts, 界 and 🚀'],
    ['\u001b[31m', '\\u001b[31m'],
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['\u009b2J', '\\u009b2J'],
    ['\u202eevil', '\\u202eevil'],
    ['\u2028', '\\u2028'],
    ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
    ['lone \ud800 half', 'lone \\ud800 half'],
  ])('%j becomes %j', (text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  it('leaves nothing that a terminal obeys, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // eslint-disable-next-line no-control-regex
        expect(visible(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      }),
    );
  });
});

describe('visibleJson', () => {
  it('means the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 2);
        expect(JSON.parse(visibleJson(text))).toEqual(JSON.parse(text));
      }),
    );
    expect(JSON.parse(visibleJson(JSON.stringify('\u0085\u202e\u007f')))).toBe('\u0085\u202e\u007f');
  });
});

describe('shorten', () => {
  it('keeps what fits', () => {
    expect(shorten('abc', 3)).toBe('abc');
    expect(shorten('🚀🚀🚀', 3)).toBe('🚀🚀🚀');
  });

  it('cuts between characters and counts all of them', () => {
    expect(shorten('abcd', 3)).toBe('abc… (4 characters)');
    expect(shorten('🚀'.repeat(9), 3)).toBe('🚀🚀🚀… (9 characters)');
  });
});

describe('showValue', () => {
  it('writes JSON on one line', () => {
    expect(showValue({ a: ['x\n'] }, 50)).toBe('{"a":["x\\n"]}');
    expect(showValue(undefined, 50)).toBe('nothing');
  });
});
