import { convertToType } from '../../../lib/compliance/model/expression';
import { isUnknown, type Value } from '../../../lib/compliance/model/value';
import { reference } from './expression-scope';

describe('convertToType', () => {
  it.each<[string, Value, Value]>([
    ['string', 5, '5'],
    ['number', '22', 22],
    ['bool', 'true', true],
    ['bool', undefined, undefined],
    ['any', [1, 'a'], [1, 'a']],
    ['list', ['a'], ['a']],
    ['list(string)', [1, undefined], ['1', undefined]],
    ['set(number)', ['1'], [1]],
    ['map(bool)', { a: 'false' }, { a: false }],
    ['tuple([string, number])', [1, '2'], ['1', 2]],
    [
      'list(object({port=number,cidrs=list(string)}))',
      [{ port: '22', cidrs: ['a'], more: 1 }],
      [{ port: 22, cidrs: ['a'] }],
    ],
    [
      'object({ a = optional(string, "x"), b = optional(number), c = optional(list(string), ["d"]) })',
      {},
      { a: 'x', b: undefined, c: ['d'] },
    ],
    ['object({ a = optional(string, "x") })', { a: undefined }, { a: 'x' }],
    [
      'map(object({\n  a = string # note\n  b = optional(bool, true)\n}))',
      { k: { a: 'y', b: false } },
      { k: { a: 'y', b: false } },
    ],
    ['number', reference('var.x'), reference('var.x')],
  ])('%s from %j', (type, value, expected) => {
    expect(convertToType(value, type, '${var.v}')).toEqual(expected);
  });

  it.each<[string, Value]>([
    ['number', 'a'],
    ['bool', 'yes'],
    ['string', []],
    ['list(string)', 'a'],
    ['map(string)', []],
    ['object({a=string})', {}],
    ['tuple([string])', []],
    ['list(number)', ['a']],
    ['map(number)', { a: 'b' }],
    ['nothing', 1],
    ['list(', 1],
    ['list()', []],
    ['${string}', 'a'],
    ['unknown(string)', 'a'],
    ['object(string)', {}],
  ])('%s does not fit %j', (type, value) => {
    const converted = convertToType(value, type, '${var.v}');
    expect(isUnknown(converted) ? converted.expression : converted).toBe('${var.v}');
  });
});
