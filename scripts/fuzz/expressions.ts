import fc from 'fast-check';
import { FUNCTIONS } from '../../lib/compliance/model/expression/functions';

const NAMES = ['a', 'b', 'self', '__proto__', 'constructor', 'each', 'count', 'toString', 'x-y', 'é'];
const OPERATORS = ['+', '-', '*', '/', '%', '==', '!=', '<', '>', '<=', '>=', '&&', '||'];
const TOKENS = [
  ...OPERATORS,
  ...['${', '%{', '}', '{', '(', ')', '[', ']', '"', '\\', '\\u', '.', '...', ',', ':', '?', '=>', '=', '!', '~', '#'],
  ...['$${', '%%{', '/*', '*/', '//', '<<EOT\n', 'EOT\n', '\n', ' ', '\u0000', '\ud800', '\u{1f600}', '\u2028'],
  ...['for', 'in', 'if', 'else', 'endif', 'null', 'true', 'false', 'var.a', 'local.self', 'each.value', 'count.index'],
  ...['0', '1e999', '-1', '0x1f', '1.', '.5', '99999999999999999999', '*', '[*]', '.*', '.0', '[0]', '["a"]', 'data.'],
];
const FUNCTION_NAMES = [
  ...FUNCTIONS.keys(),
  'core::upper',
  'try',
  'can',
  'file',
  'templatefile',
  'provider::aws::arn_parse',
  'nothing',
];

const name = fc.constantFrom(...NAMES);
const literal = fc.oneof(
  fc.constantFrom(
    'null',
    'true',
    'false',
    '0',
    '-1',
    '1e308',
    '9007199254740993',
    '""',
    '"a"',
    '"10.0.0.0/8"',
    '"${var.a}"',
  ),
  fc.integer().map(String),
  fc.double().map(String),
  fc.string({ maxLength: 8 }).map((text) => JSON.stringify(text)),
);
const traversal = fc
  .tuple(
    fc.constantFrom('var', 'local', 'each', 'count', 'module', 'data', 'aws_kms_key', 'path', 'self', 'ingress'),
    fc.array(
      fc.oneof(
        name.map((step) => `.${step}`),
        fc.constantFrom('[0]', '[-1]', '["a"]', '[*]', '.*', '.0', '[1e9]', '[var.a]', '["__proto__"]'),
      ),
      { maxLength: 5 },
    ),
  )
  .map(([root, steps]) => root + steps.join(''));

const marker = fc.constantFrom('', '', '', '~');

/** An expression that mostly is one, without the braces around it. */
const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const operand = tie('expression');
  return {
    expression: fc.oneof(
      { maxDepth: 5, depthSize: 'small', withCrossShrink: true },
      literal,
      traversal,
      fc
        .tuple(operand, fc.constantFrom(...OPERATORS), operand)
        .map(([left, sign, right]) => `${left} ${sign} ${right}`),
      fc.tuple(fc.constantFrom('!', '-', '!!', '--'), operand).map((parts) => parts.join('')),
      fc.tuple(operand, operand, operand).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
      fc.array(operand, { maxLength: 4 }).map((items) => `[${items.join(', ')}]`),
      fc
        .array(
          fc.tuple(
            fc.oneof(
              name,
              literal,
              operand.map((key) => `(${key})`),
            ),
            operand,
          ),
          { maxLength: 3 },
        )
        .map((entries) => `{ ${entries.map(([key, value]) => `${key} = ${value}`).join(', ')} }`),
      fc
        .tuple(fc.constantFrom(...FUNCTION_NAMES), fc.array(operand, { maxLength: 4 }), fc.constantFrom('', '', '...'))
        .map(([called, values, spread]) => `${called}(${values.join(', ')}${values.length > 0 ? spread : ''})`),
      fc
        .tuple(operand, name, name, operand, operand, fc.boolean())
        .map(([list, key, value, item, test, isMap]) =>
          isMap
            ? `{for ${key}, ${value} in ${list} : ${value} => ${item}... if ${test}}`
            : `[for ${value} in ${list} : ${item} if ${test}]`,
        ),
      fc.tuple(operand, fc.constantFrom('[0]', '[*].a', '.a', '["b"]', '[-1]')).map((parts) => parts.join('')),
      fc
        .tuple(operand, name, operand)
        .map(([list, value, item]) => `{for ${value} in ${list} : ${value} => [for ${value} in ${item} : ${value}]}`),
      operand.map((inner) => `"x\${${inner}}y"`),
      fc.tuple(operand, operand, marker, marker).map(([test, text, open, close]) => {
        const [yes, no] = [`a\${${open}${text}${close}}`, `%{${open} else ${close}} b `];
        return `" %{${open} if ${test} ${close}} ${yes} ${no}%{${close} endif ${open}} "`;
      }),
      fc
        .tuple(operand, operand, marker)
        .map(
          ([list, text, mark]) => `"%{${mark} for a, b in ${list} ${mark}} \${b}$$\${\${${text}} %{ endfor ${mark}}"`,
        ),
      fc
        .tuple(operand, fc.constantFrom('', '-'), fc.constantFrom('EOT', 'é'))
        .map(([text, dash, mark]) => `<<${dash}${mark}\n  a\${${text}}\n   %{ if true }b%{ endif }\n  ${mark}\n`),
    ),
  };
});

const soup = fc
  .array(fc.oneof(fc.constantFrom(...TOKENS), fc.string({ maxLength: 4 })), { maxLength: 40 })
  .map((tokens) => tokens.join(''));

/** One thing many times: what is quadratic, or recurses, shows. */
const repeated = fc
  .tuple(
    fc.constantFrom(...TOKENS, 'a(', 'a[', '-', '!', 'a ? ', '${"', '1 + ', 'a.b'),
    fc.integer({ min: 100, max: 2_000 }),
  )
  .map(([token, times]) => token.repeat(times));

/** A small text that asks for much work: loops in loops, long ranges, results that double. */
const bomb = fc
  .tuple(
    fc.constantFrom('range(1024)', 'range(100)', '[[1, 2], [3, 4]]', 'local.big', 'split("", local.text)', 'var.a'),
    fc.constantFrom(
      ...['[for a in X : Y]', '{for k, a in X : k => Y}', '{for a in X : "k" => Y...}', 'flatten([X, [Y]])'],
      ...['setproduct(X, Y, X)', 'concat(X, Y)', 'jsonencode([X, Y])', 'join(jsonencode(X), Y)', '[X, Y][*][*]'],
      ...[
        '"%{ for a in X }${jsonencode(Y)}%{ endfor }"',
        'replace(local.text, "a", "${jsonencode(Y)}${jsonencode(X)}")',
      ],
      ...[
        'toset([for a in X : Y])',
        'formatlist("%s", X, Y)',
        'transpose({a = X, b = Y})',
        'chunklist(concat(X, X), 1)',
      ],
      ...[
        'X == Y ? X : Y',
        '[for a in X : a if a == Y]',
        'distinct(concat(Y, Y))',
        'zipmap(X, Y)',
        'indent(9, local.text)',
      ],
    ),
    fc.integer({ min: 1, max: 12 }),
  )
  .map(([list, shape, depth]) => {
    let inner: string = list;
    for (let level = 0; level < depth; level += 1)
      inner = shape.replaceAll('X', level % 2 === 0 ? list : inner).replaceAll('Y', inner);
    return inner.length > 20_000 ? list : inner;
  });

/** A string of Terraform JSON with expressions in it, in order or not. */
export const templates: fc.Arbitrary<string> = fc.oneof(
  { weight: 16, arbitrary: expression.map((inner) => `\${${inner}}`) },
  { weight: 6, arbitrary: fc.tuple(soup, expression).map(([text, inner]) => `${text}\${${inner}}/*`) },
  { weight: 6, arbitrary: soup.map((text) => `\${${text}}`) },
  { weight: 6, arbitrary: soup },
  { weight: 2, arbitrary: bomb.map((inner) => `\${${inner}}`) },
  {
    weight: 3,
    arbitrary: fc.tuple(soup, expression).map(([text, inner]) => `%{ for a in [1, ${inner}] ~}${text}\${a}%{ endfor }`),
  },
  { weight: 1, arbitrary: repeated.map((text) => `\${${text}`) },
);

/** The type of a variable, in order or not. */
export const typeConstraints: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('string', 'number', 'bool', 'any', 'list(string)', 'map(any)', 'set(number)', 'tuple([string])'),
  fc.constantFrom(
    'object({ a = string, b = optional(number, 1) })',
    'list(object({}))',
    'list(',
    'object({ __proto__ = any })',
  ),
  soup,
);
