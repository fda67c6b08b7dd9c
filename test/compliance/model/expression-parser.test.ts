import fc from 'fast-check';
import { parseTemplate } from '../../../lib/compliance/model/expression/parser';
import { parseExpression } from '../../../lib/compliance/model/expression/parser';
import type { Expression } from '../../../lib/compliance/model/expression/syntax';
import { growthOf, LINEAR_GROWTH } from '../../support/cpu-growth';

function root(text: string): Expression | undefined {
  return parseTemplate(text)?.root;
}

describe('parseTemplate', () => {
  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['$${aws:username}', '${aws:username}'],
    ['100%%{x}', '100%{x}'],
    ['a $ b % c \\n', 'a $ b % c \\n'],
    ['$', '$'],
  ])('reads %j as literal text', (text, value) => {
    expect(root(text)).toMatchObject({ kind: 'literal', value });
  });

  it('keeps a lone interpolation as its expression', () => {
    expect(root('${var.x}')).toMatchObject({
      kind: 'traversal',
      root: 'var',
      steps: [{ kind: 'attribute', name: 'x' }],
    });
  });

  it('joins literal text around interpolations', () => {
    expect(root('a-$${b}-${var.x}/c')).toMatchObject({
      kind: 'joined',
      parts: ['a-${b}-', { kind: 'traversal' }, '/c'],
    });
  });

  it('removes blanks beside strip marks', () => {
    expect(root('a  ${~ var.x ~}  b')).toMatchObject({ parts: ['a', { kind: 'traversal' }, 'b'] });
  });

  it('reads directives with what they enclose', () => {
    expect(root('a %{ if var.x }b%{ endif }')).toMatchObject({
      kind: 'joined',
      parts: [
        'a ',
        {
          kind: 'ifDirective',
          condition: { root: 'var' },
          whenTrue: { parts: ['b'] },
          whenFalse: { value: '' },
          start: 2,
          end: 26,
        },
      ],
    });
    expect(root('%{ for k, v in var.m ~} ${v} %{~ endfor }')).toMatchObject({
      kind: 'forDirective',
      names: ['k', 'v'],
      body: { parts: [{ root: 'v' }] },
    });
    expect(root('%{if a}1%{else}%{if b}2%{endif}%{endif}')).toMatchObject({
      whenFalse: { parts: [{ kind: 'ifDirective', whenTrue: { parts: ['2'] } }] },
    });
  });

  it('takes strip marks as literal text of one line', () => {
    expect(root('x\n  ${~ 1 ~}  \n  y')).toMatchObject({ parts: ['x\n', { value: 1 }, '  y'] });
  });

  it('reads heredocs', () => {
    expect(root('${<<EOT\nx ${a.b.c}\n  y\nEOT\n}')).toMatchObject({ kind: 'joined', parts: ['x ', {}, '\n  y\n'] });
    expect(root('${<<-EOT\n    x\n\n      y\n  EOT\n}')).toMatchObject({ kind: 'literal', value: 'x\n\n  y\n' });
    expect(root('${[<<A\n1\nA\n, <<B\n\\n$${x}\nB\n]}')).toMatchObject({
      items: [{ value: '1\n' }, { value: '\\n${x}\n' }],
    });
  });

  it('binds operators as Terraform does', () => {
    expect(root('${1 + 2 * 3 == 7 && !false || true ? "a" : "b"}')).toMatchObject({
      kind: 'conditional',
      condition: {
        operator: '||',
        left: {
          operator: '&&',
          left: { operator: '==', left: { operator: '+', right: { operator: '*' } } },
          right: { kind: 'unary' },
        },
      },
    });
  });

  it('reads operators of one precedence from the left', () => {
    expect(root('${5 - 3 - 1}')).toMatchObject({ operator: '-', left: { operator: '-' }, right: { value: 1 } });
  });

  it('reads every kind of step', () => {
    expect(root('${aws_x.y["a.b"].list[0].*.id}')).toMatchObject({
      kind: 'traversal',
      root: 'aws_x',
      steps: [
        { kind: 'attribute', name: 'y' },
        { kind: 'index', key: { value: 'a.b' } },
        { kind: 'attribute', name: 'list' },
        { kind: 'index', key: { value: 0 } },
        { kind: 'splat', attributesOnly: true },
        { kind: 'attribute', name: 'id' },
      ],
    });
  });

  it('reads the old form of an index', () => {
    expect(root('${var.rules.0.port}')).toMatchObject({
      steps: [{ name: 'rules' }, { kind: 'index', key: { value: 0 } }, { name: 'port' }],
    });
  });

  it('reads objects with commas, new lines, colons and expressions as keys', () => {
    const node = root('${{\n a = 1, "b c" : 2\n (var.k) = [3,\n 4,]\n # note\n 5 = { d = null } // end\n}}');
    expect(node).toMatchObject({
      kind: 'object',
      entries: [
        [{ value: 'a' }, { value: 1 }],
        [{ value: 'b c' }, { value: 2 }],
        [
          { kind: 'access', target: { kind: 'traversal' } },
          { kind: 'tuple', items: [{ value: 3 }, { value: 4 }] },
        ],
        [{ value: '5' }, { kind: 'object', entries: [[{ value: 'd' }, { value: undefined }]] }],
      ],
    });
  });

  it('reads escapes and nested templates in quotes', () => {
    expect(root('${"a\\t\\"\\\\\\u0041\\U0001F600$${x}"}')).toMatchObject({ kind: 'literal', value: 'a\t"\\A😀${x}' });
    expect(root('${"x${"y${var.z}"}"}')).toMatchObject({
      kind: 'joined',
      parts: ['x', { kind: 'joined', parts: ['y', { kind: 'traversal' }] }],
    });
  });

  it('reads calls with spread arguments, trailing commas and provider functions', () => {
    expect(root('${concat([], var.lists...)}')).toMatchObject({ kind: 'call', name: 'concat', spread: true });
    expect(root('${max(1, 2,)}')).toMatchObject({
      kind: 'call',
      arguments: [{ value: 1 }, { value: 2 }],
      spread: false,
    });
    expect(root('${provider::aws::arn_parse(var.x)}')).toMatchObject({
      kind: 'call',
      name: 'provider::aws::arn_parse',
    });
  });

  it('reads for expressions over lists and maps', () => {
    expect(root('${[for v in var.l : v.id if v.ok]}')).toMatchObject({
      kind: 'for',
      names: ['v'],
      key: undefined,
      value: { root: 'v' },
      condition: { root: 'v' },
      isGrouped: false,
    });
    expect(root('${{ for k, v in var.m : k => v... }}')).toMatchObject({
      kind: 'for',
      names: ['k', 'v'],
      key: { root: 'k' },
      isGrouped: true,
    });
  });

  it('does not read numbers that a double cannot hold', () => {
    expect(root('${9007199254740993}')).toMatchObject({ kind: 'opaque' });
    expect(root('${1e999}')).toMatchObject({ kind: 'opaque' });
    expect(root('${1.00000000000000000001}')).toMatchObject({ kind: 'opaque' });
  });

  it.each([
    '${',
    '${}',
    '${a',
    '${a.}',
    '${a b}',
    '${"a}',
    '${"\\q"}',
    '${"a\nb"}',
    '${[1 2]}',
    '${{a}}',
    '${{a = 1 b = 2}}',
    '${f(}',
    '${aws:username}',
    '${x ? y}',
    '${[for x]}',
    '${"%{ if x }"}',
    '${<<EOT\nx\n}',
    '${<<EOT x\nEOT\n}',
    '%{ if x }',
    '%{ endif }',
    '%{ else }',
    '%{ if x }a%{ endfor }',
    '%{ for x in y }a%{ else }b%{ endfor }',
    '%{ while x }a%{ endwhile }',
    '%{ if x ',
    '${a[}',
    '${1 +}',
    '${"\\UFFFFFFFF"}',
    '${jsonencode({"a" = "say "hi""})}',
  ])('refuses %j', (text) => {
    expect(parseTemplate(text)).toBeUndefined();
  });

  it('reads nesting up to a limit and refuses deeper text', () => {
    const nested = (depth: number): string => `\${${'['.repeat(depth)}1${']'.repeat(depth)}}`;
    expect(parseTemplate(nested(150))).toBeDefined();
    for (const depth of [250, 10_000, 200_000]) expect(parseTemplate(nested(depth))).toBeUndefined();
    expect(parseTemplate(`\${${'!'.repeat(50_000)}true}`)).toBeUndefined();
    expect(parseTemplate(`\${${'('.repeat(50_000)}`)).toBeUndefined();
    expect(parseTemplate(`\${1${' + 1'.repeat(50_000)}}`)).toBeUndefined();
    expect(parseTemplate(`\${${'true ? 1 : '.repeat(50_000)}2}`)).toBeUndefined();
    expect(parseTemplate('${"'.repeat(50_000))).toBeUndefined();
  });

  it('reads long flat text in linear time', () => {
    const read = (size: number) => {
      expect(root('${var.x} '.repeat(size / 10))).toMatchObject({ kind: 'joined' });
      expect(parseTemplate(`\${${' '.repeat(size)}`)).toBeUndefined();
      expect(parseTemplate(`\${/*${'*'.repeat(size)}`)).toBeUndefined();
      expect(root('$'.repeat(size))).toMatchObject({ kind: 'literal' });
    };
    expect(growthOf(read, 250_000)).toBeLessThan(LINEAR_GROWTH);
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      '${',
      '}',
      '%{',
      '"',
      '[',
      ']',
      '(',
      ')',
      '{',
      ',',
      '.',
      '*',
      '=',
      '=>',
      ':',
      '?',
      ' for ',
      ' in ',
      'aws_x.y',
      'var',
      '-',
      '!',
      '\\',
      '\n',
      '1',
      '...',
      '::',
      '~',
      '#',
      '/*',
      '$$',
      'null',
      'if ',
      '&&',
      '<',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 40 }).map((pieces) => `\${${pieces.join('')}`),
        ),
        (text) => {
          const template = parseTemplate(text);
          expect(template === undefined || template.text === text).toBe(true);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('parseExpression', () => {
  it('reads text without interpolation marks', () => {
    expect(parseExpression(' list(string) ')?.root).toMatchObject({
      kind: 'call',
      name: 'list',
      arguments: [{ root: 'string' }],
    });
  });

  it('refuses text that goes on', () => {
    expect(parseExpression('string string')).toBeUndefined();
  });
});
