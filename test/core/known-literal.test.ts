import { Fn, Lazy, TerraformLocal, type TerraformStack, TerraformVariable, Token } from 'cdktf';
import { GuardrailsError } from '../../lib/core/guardrails-error';
import { faultWhenKnown, knownLiteral } from '../../lib/core/known-literal';
import { newStack } from './support';

type Make = (stack: TerraformStack) => unknown;

const variable = (stack: TerraformStack, value: unknown) => new TerraformVariable(stack, 'v', { default: value });

describe('knownLiteral', () => {
  it.each<[string, Make, unknown]>([
    ['a literal', () => 7, 7],
    ['what a lazy text produces', () => Lazy.stringValue({ produce: () => 'x' }), 'x'],
    ['what a lazy number produces', () => Lazy.numberValue({ produce: () => 7 }), 7],
    ['what a lazy flag produces', () => Lazy.anyValue({ produce: () => false }), false],
    ['a quoted text', () => '${"x y"}', 'x y'],
    ['a quoted text with escapes', () => '${"a\\"b"}', 'a"b'],
    ['a quoted text in a token', () => Token.asString('${ "x" }'), 'x'],
    ['a number in an expression', () => '${-1.5}', -1.5],
    ['a truth value in an expression', () => '${false}', false],
    ['literals in a text', () => 'a/${"b"}/${0}', 'a/b/0'],
    ['the default of a variable', (stack) => variable(stack, 7).numberValue, 7],
    ['the default of a variable in a text', (stack) => `a-${variable(stack, 'x').stringValue}`, 'a-x'],
    ['a local', (stack) => new TerraformLocal(stack, 'l', 'x').asString, 'x'],
    [
      'a local of a variable',
      (stack) => new TerraformLocal(stack, 'l', variable(stack, 'x').stringValue).asString,
      'x',
    ],
  ])('knows %s', (_, make, expected) => {
    const stack = newStack();
    expect(knownLiteral(stack, make(stack))).toBe(expected);
  });

  it.each<[string, Make]>([
    ['a variable without a default', (stack) => new TerraformVariable(stack, 'v', {}).stringValue],
    ['a variable of another stack', () => '${var.elsewhere}'],
    ['a reference', () => '${aws_vpc.main.id}'],
    ['a function', () => Fn.join('', ['x'])],
    ['a choice', () => '${var.a ? "x" : "y"}'],
    ['a text with a reference', () => 'a/${"b"}/${aws_vpc.main.id}'],
    [
      'a local of itself',
      (stack) => {
        const local = new TerraformLocal(stack, 'l', '');
        local.expression = '${local.l}';
        return local.asString;
      },
    ],
    ['null', () => Lazy.anyValue({ produce: () => null })],
  ])('does not know %s', (_, make) => {
    const stack = newStack();
    expect(knownLiteral(stack, make(stack))).toBeUndefined();
  });

  it('takes an escaped expression for text', () => {
    expect(knownLiteral(newStack(), 'a $${"b"}')).toBe('a $${"b"}');
  });
});

describe('faultWhenKnown', () => {
  it('tells what is wrong with a literal, and where', () => {
    const stack = newStack();
    const refuse = () => {
      throw new GuardrailsError('PROPS_INVALID', 'wrong; correct it');
    };
    expect(faultWhenKnown(stack, '${"x"}', refuse)).toEqual(['PROPS_INVALID: wrong; correct it (construct shop)']);
    expect(faultWhenKnown(stack, '${var.x}', refuse)).toEqual([]);
    expect(faultWhenKnown(stack, '${"x"}', () => undefined)).toEqual([]);
  });

  it('lets errors through that are none of this package', () => {
    const fail = () => {
      throw new RangeError('bug');
    };
    expect(() => faultWhenKnown(newStack(), '${"x"}', fail)).toThrow(RangeError);
  });
});
