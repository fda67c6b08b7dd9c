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
      operand.map((inner) => `"x\${${inner}}y"`),
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

/** A string of Terraform JSON with expressions in it, in order or not. */
export const templates: fc.Arbitrary<string> = fc.oneof(
  { weight: 16, arbitrary: expression.map((inner) => `\${${inner}}`) },
  { weight: 6, arbitrary: fc.tuple(soup, expression).map(([text, inner]) => `${text}\${${inner}}/*`) },
  { weight: 6, arbitrary: soup.map((text) => `\${${text}}`) },
  { weight: 6, arbitrary: soup },
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
