import fc from 'fast-check';
import { parseFilterPattern } from '../../../../../lib/compliance/rules/cloudwatch/shared/filter-pattern';

const equals = (field: string, text: string) => ({
  kind: 'compare',
  field,
  operator: '=',
  value: { text, isRegex: false },
});
const expressionOf = (text: string) => {
  const pattern = parseFilterPattern(text);
  return pattern.kind === 'json' ? pattern.expression : pattern.kind;
};

describe('parseFilterPattern', () => {
  it.each([
    '{ $.eventName = DeleteTrail }',
    '{$.eventName=DeleteTrail}',
    '{ ($.eventName = "DeleteTrail") }',
    ' {\n\t((($.eventName = DeleteTrail)))\n} ',
    '{ $["eventName"] = DeleteTrail }',
    '{ $.[\'eventName\'] = "DeleteTrail" }',
  ])('reads one condition: %s', (text) => {
    expect(expressionOf(text)).toEqual(equals('eventName', 'DeleteTrail'));
  });

  it('binds && closer than ||', () => {
    expect(expressionOf('{ $.a = 1 || $.b = 2 && $.c = 3 }')).toEqual({
      kind: 'or',
      operands: [equals('a', '1'), { kind: 'and', operands: [equals('b', '2'), equals('c', '3')] }],
    });
    expect(expressionOf('{ ($.a=1||$.b=2)&&$.c=3 }')).toEqual({
      kind: 'and',
      operands: [{ kind: 'or', operands: [equals('a', '1'), equals('b', '2')] }, equals('c', '3')],
    });
  });

  it('reads keywords in any case', () => {
    expect(expressionOf('{ $.a NOT EXISTS }')).toEqual({ kind: 'exists', field: 'a', exists: false });
    expect(expressionOf('{ $.a not exists }')).toEqual({ kind: 'exists', field: 'a', exists: false });
    expect(expressionOf('{ $.a EXISTS }')).toEqual({ kind: 'exists', field: 'a', exists: true });
    expect(expressionOf('{ $.a IS TRUE }')).toEqual({ kind: 'is', field: 'a', value: 'true' });
    expect(expressionOf('{ $.a IS NULL }')).toEqual({ kind: 'is', field: 'a', value: 'null' });
  });

  it('reads paths, wildcards, quotes and regular expressions', () => {
    expect(expressionOf('{ $.requestParameters.ipPermissions.items[0].x = 1 }')).toEqual(
      equals('requestParameters.ipPermissions.items.0.x', '1'),
    );
    expect(expressionOf('{ $.errorCode = "*Unauthorized\\"Operation" }')).toEqual(
      equals('errorCode', '*Unauthorized"Operation'),
    );
    expect(expressionOf('{ $.a = arn:aws:iam::*:role/x }')).toEqual(equals('a', 'arn:aws:iam::*:role/x'));
    expect(expressionOf('{ $.a = %^x|y$% }')).toMatchObject({ value: { text: '^x|y$', isRegex: true } });
    expect(expressionOf('{ $.a != "x y" }')).toMatchObject({ operator: '!=', value: { text: 'x y' } });
    expect(expressionOf('{ $.a >= 3 }')).toMatchObject({ operator: '>=', value: { text: '3' } });
    expect(expressionOf('{ $.constructor = 1 }')).toEqual(equals('constructor', '1'));
  });

  it('knows everything, terms, and what it cannot read', () => {
    expect(parseFilterPattern('  ').kind).toBe('everything');
    expect(parseFilterPattern('?ERROR ?WARN').kind).toBe('terms');
    expect(parseFilterPattern('[ip, user, ...]').kind).toBe('terms');
    for (const text of [
      '{',
      '{}',
      '{ $.a }',
      '{ $.a = }',
      '{ $.a = 1 || }',
      '{ ($.a = 1 }',
      '{ $.a = 1 ) }',
      '{ $.a = 1 $.b = 2 }',
      '{ a = 1 }',
      '{ $.a NOT }',
      '{ $.a = "x }',
      `{ ${'('.repeat(500)}$.a = 1${')'.repeat(500)} }`,
      `{ $.a = ${'x'.repeat(20_000)} }`,
    ]) {
      expect(parseFilterPattern(text).kind).toBe('unreadable');
    }
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      '$.a',
      '$',
      '.',
      '(',
      ')',
      '{',
      '}',
      '&&',
      '||',
      '=',
      '!=',
      '"',
      '%',
      '\\',
      ' ',
      'NOT',
      '[0]',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => `{${pieces.join('')}}`),
        ),
        (text) => {
          expect(['json', 'everything', 'terms', 'unreadable']).toContain(parseFilterPattern(text).kind);
        },
      ),
    );
  });

  it('reads the same whatever the spaces, quotes and parentheses are', () => {
    const name = fc.stringMatching(/^[A-Za-z]{1,12}$/);
    const space = fc.constantFrom('', ' ', '  ', '\n', '\t');
    const styled = fc.record({ name, quoted: fc.boolean(), enclosed: fc.boolean(), space });
    fc.assert(
      fc.property(fc.array(styled, { minLength: 2, maxLength: 8 }), (conditions) => {
        const written = conditions.map((condition) => {
          const value = condition.quoted ? `"${condition.name}"` : condition.name;
          const text = `$.eventName${condition.space}=${condition.space}${value}${condition.space}`;
          return condition.enclosed ? `(${text})` : text;
        });
        const expected = { kind: 'or', operands: conditions.map((condition) => equals('eventName', condition.name)) };
        expect(expressionOf(`{${written.join('||')}}`)).toEqual(expected);
      }),
    );
  });
});
