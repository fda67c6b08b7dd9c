import fc from 'fast-check';
import { templates } from './expressions';

/** Keys that a careless program takes for its own. */
export const hostileKeys: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'hasOwnProperty', 'toString', '//', '', '0', '*', 'dynamic', 'count'),
  fc.constantFrom(
    'for_each',
    'provider',
    'lifecycle',
    'depends_on',
    'Statement',
    'Principal',
    'a.b',
    'a[0]',
    '${var.a}',
  ),
  fc.string({ maxLength: 6 }),
);

const CERTIFICATE = ['-----BEGIN', 'CERTIFICATE-----\nMIIBFTCB\n-----END', 'CERTIFICATE-----'].join(' ');
const PRIVATE_KEY = ['-----BEGIN', 'PRIVATE KEY-----\nMC4CAQ'].join(' ');

const texts = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '*',
    '**',
    '?',
    '0.0.0.0/0',
    '10.0.0.0/33',
    '1.2.3/8',
    '::/0',
    '::/129',
    ':::',
    'fe80::%1/64',
  ),
  fc.constantFrom('true', 'False', '1', '-1', '1e400', 'NaN', '0x10', '22-', '\u0000', '\ud800', '\u202e', 'İ', 'null'),
  fc.constantFrom(
    'cron(* * * * ? *)',
    'cron(0/0 99 L W# ? 1970-9999)',
    'cron(',
    'rate(0 days)',
    'rate(1e9 years)',
    'PT',
    'P-1D',
  ),
  fc.constantFrom(
    'arn:aws:iam::*:root',
    'arn:',
    'arn:::::',
    ':::::::',
    'arn:aws:s3:::',
    '111122223333',
    'http://[',
    'postgres://a:b',
  ),
  fc.constantFrom(
    '{',
    '[]',
    '{"Statement":[',
    '{"Statement":null}',
    '"x"',
    'bnVsbA==',
    'H4sIAAAAAAAA',
    CERTIFICATE,
    PRIVATE_KEY,
  ),
  fc.constantFrom(
    '15',
    '14.',
    '99999.9',
    'postgres',
    'aurora-postgresql17',
    '~> 5.0, < 7',
    '>= x',
    'nodejs',
    'ELBSecurityPolicy-',
  ),
  fc.string({ maxLength: 12 }),
  fc
    .tuple(
      fc.constantFrom('a', '*', '?', ' ', '(', '{', '[', '\\', 'a=', '=', ':', '-', '"', '$'),
      fc.integer({ min: 1, max: 4_000 }),
    )
    .map(([text, times]) => text.repeat(times)),
  templates,
);

/** Any JSON value, most of them of the wrong type, or too much of the right one. */
export const hostileValues: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1, 2 ** 53, 1e308, 0.5, 65_536),
    texts,
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(hostileKeys, tie('value')), { maxLength: 4 })
      .map((entries) => JSON.parse(`{${entries.map(member).join(',')}}`) as unknown),
  ),
})).value;

/** As JSON.parse does it, so that `__proto__` is a key like any other. */
function member([key, value]: readonly [string, unknown]): string {
  return `${JSON.stringify(key)}:${JSON.stringify(value)}`;
}
