import { requireBoolean } from '../../lib/core/flags';
import { requireTags } from '../../lib/core/tags';
import { requireText, shown } from '../../lib/core/texts';
import { errorOf, newStack } from './support';

describe('shown', () => {
  const circular: { self?: unknown } = {};
  circular.self = circular;

  it.each<[unknown, string]>([
    ['a', '"a"'],
    [undefined, 'undefined'],
    [null, 'null'],
    [NaN, 'null'],
    [['a', 1], '["a",1]'],
    [7n, '7'],
    [circular, 'an object that refers to itself'],
    [() => 'source', 'a function'],
    [Symbol('x'), 'Symbol(x)'],
  ])('shows %p', (value, text) => {
    expect(shown(value)).toBe(text);
  });

  it('is never long', () => {
    expect(shown('x'.repeat(5000)).length).toBeLessThan(110);
  });
});

describe('requireText', () => {
  const format = {
    code: 'SECRET_NAME_INVALID',
    name: 'secretName',
    pattern: /^[a-z]+$/,
    allowed: 'letters',
    remedy: 'r',
  } as const;

  it.each(['abc', undefined, '${var.name}'])('passes %p', (value) => {
    expect(() => {
      requireText(value, format);
    }).not.toThrow();
  });

  it.each(['', 'A', 7, null, {}, newStack()])('refuses what is no such text', (value) => {
    const error = errorOf(() => {
      requireText(value as never, format);
    });
    expect(error.message).toMatch(/^SECRET_NAME_INVALID: secretName is .+, allowed are letters; r$/);
  });
});

describe('requireBoolean', () => {
  it.each([0, 'true', null, []])('refuses %p', (value) => {
    const error = errorOf(() => {
      requireBoolean(value as never, { code: 'KEY_MULTI_REGION_INVALID', name: 'multiRegion' });
    });
    expect(error.message).toContain(`multiRegion is ${JSON.stringify(value)}, allowed are true and false`);
  });
});

describe('requireTags', () => {
  it('takes what AWS takes, the key __proto__ and tokens included', () => {
    const tags = JSON.parse('{"__proto__": "a", "constructor": "", "Team": "${var.team}"}') as Record<string, string>;
    expect(() => {
      requireTags(tags, newStack());
    }).not.toThrow();
  });
});
