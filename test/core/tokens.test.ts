import { Fn, Lazy, TerraformVariable, Token } from 'cdktf';
import { GuardrailsError } from '../../lib/core/guardrails-error';
import { requireInteger } from '../../lib/core/ranges';
import { isUnresolved, resolveTokens } from '../../lib/core/tokens';
import { errorOf, newStack } from './support';

describe('isUnresolved', () => {
  const variable = new TerraformVariable(newStack(), 'v', {});

  it.each<[string, unknown]>([
    ['a string token', variable.stringValue],
    ['a string that holds a token', `arn:${variable.stringValue}`],
    ['a number token', variable.numberValue],
    ['a number of a function', Fn.tonumber('1')],
    ['a list token', variable.listValue],
    ['a map token', Token.asStringMap(variable.value)],
    ['a number list token', Token.asNumberList(variable.value)],
    ['a resolvable', Lazy.anyValue({ produce: () => 1 })],
    ['a hand-written expression', '${ephemeral.random_password.x.result}'],
  ])('says true for %s', (_, value) => {
    expect(isUnresolved(value)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['text', 'a'],
    ['an escaped expression', '$${aws:username}'],
    ['a negative number', -1],
    ['a large negative number', -123_456_789],
    ['a list', ['a']],
    ['a list of a number', [7]],
    ['a list of a list', [['a']]],
    ['a list of nothing', [null]],
    ['a map', { a: 'b' }],
    ['null', null],
    ['undefined', undefined],
    ['false', false],
  ])('says false for %s', (_, value) => {
    expect(isUnresolved(value)).toBe(false);
  });
});

describe('resolveTokens', () => {
  it('turns tokens into the expressions of the JSON', () => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'v', {});
    expect(resolveTokens(stack, { a: [variable.numberValue, `x-${variable.stringValue}`] })).toEqual({
      a: ['${var.v}', 'x-${var.v}'],
    });
  });
});

describe('requireInteger', () => {
  const range = { code: 'SG_PORT_INVALID', name: 'port', min: 1, max: 3, remedy: 'pass another' } as const;

  it.each([1, 3, undefined, Token.asNumber({ resolve: () => 99 })])('takes %p', (value) => {
    expect(() => {
      requireInteger(value, range);
    }).not.toThrow();
  });

  it.each([0, 4, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %p', (value) => {
    const stack = newStack();
    const error = errorOf(() => {
      requireInteger(value, { ...range, construct: stack });
    });
    expect(error.message).toBe(
      `SG_PORT_INVALID: port is ${value}, allowed are whole numbers from 1 to 3; pass another (construct shop)`,
    );
    expect(error.code).toBe('SG_PORT_INVALID');
    expect(error.constructPath).toBe('shop');
  });
});

describe('GuardrailsError', () => {
  it('is an Error without a path where there is no construct', () => {
    const error = new GuardrailsError('PEER_CIDR_INVALID', 'x is wrong; do y');
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('GuardrailsError');
    expect(error.message).toBe('PEER_CIDR_INVALID: x is wrong; do y');
    expect(error.constructPath).toBeUndefined();
  });
});
