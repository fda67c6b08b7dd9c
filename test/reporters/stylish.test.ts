import { createColors } from 'picocolors';
import type { Finding } from '../../lib/compliance/engine/assessment';
import { reporters } from '../../lib/reporters';
import { stylish } from '../../lib/reporters/stylish';
import { expectGolden } from './golden-file';
import { CLEAN, EVERY_STATE } from './assessment-fixture';
import { SURROUNDINGS } from '../support/report-surroundings';

const plain = { ...SURROUNDINGS, colors: createColors(false), width: 100 };

function one(changes: Partial<Finding>): string {
  const [finding] = EVERY_STATE.findings;
  if (finding === undefined) throw new Error('the fixture is empty');
  return stylish(
    {
      ...EVERY_STATE,
      findings: [{ ...finding, ...changes }],
      loosened: [],
      suppressionProblems: [],
      staleBaseline: [],
    },
    plain,
  );
}

describe('stylish', () => {
  it('has a name for --format', () => {
    expect(reporters.get('stylish')?.(EVERY_STATE, plain)).toBe(stylish(EVERY_STATE, plain));
  });

  it.each([
    ['stylish.txt', plain],
    ['stylish-all.txt', { ...plain, all: true }],
    ['stylish-quiet.txt', { ...plain, quiet: true }],
    ['stylish-narrow.txt', { ...plain, width: 60 }],
    ['stylish-max-findings.txt', { ...plain, maxFindings: 2 }],
    ['stylish-colors.txt', { ...plain, colors: createColors(true), all: true }],
  ])('writes %s', (name, options) => {
    expectGolden(name, stylish(EVERY_STATE, options));
  });

  it('says one line when nothing is wrong', () => {
    expect(stylish(CLEAN, plain)).toBe('checked 1 block with 1 rule in 0.00 s: nothing failed\n');
  });

  it('says that the result is incomplete when a rule threw', () => {
    const errors = [{ rule: 'x', file: 'f', address: 'a', message: 'boom', stack: undefined }];
    expect(stylish({ ...CLEAN, errors }, plain)).toContain('nothing failed, incomplete: 1 rule error\n');
  });

  it('keeps the same text without colours', () => {
    const colored = stylish(EVERY_STATE, { ...plain, colors: createColors(true), all: true });
    // eslint-disable-next-line no-control-regex
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(stylish(EVERY_STATE, { ...plain, all: true }));
  });

  it('lets nothing of the input steer the terminal', () => {
    const text = stylish(EVERY_STATE, { ...plain, all: true });
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202e]/);
    expect(text).toContain('aws_iam_policy.\\u001b[31mred\\u001b[0m');
    expect(text).not.toMatch(/^FAKE/m);
  });

  it.each([
    'file',
    'address',
    'path',
    'message',
    'expected',
    'constructPath',
    'remediation',
    'rule',
    'observed',
  ] as const)('escapes control characters in %s', (key) => {
    expect(one({ [key]: 'a\u001b[2Jb\u0085c' })).toContain('a\\u001b[2Jb\\u0085c');
  });

  it('keeps every line within the width, wide characters counted twice', () => {
    const stringWidth = require('string-width') as (text: string) => number;
    for (const width of [60, 80, 120]) {
      const lines = stylish(EVERY_STATE, { ...plain, width, all: true })
        .split('\n')
        .slice(0, -2);
      const findings = lines.filter((line) => line.startsWith('    '));
      expect(findings.length).toBeGreaterThan(20);
      expect(Math.max(...findings.map(stringWidth))).toBeLessThanOrEqual(width);
    }
  });

  it('shortens long values and says how long they are', () => {
    const text = one({ observed: 'y'.repeat(10_000), message: 'wrong' });
    expect(text.length).toBeLessThan(800);
    expect(text.replace(/\s+/g, ' ')).toContain('… (10002 characters)');
  });

  it('shows the worst findings first', () => {
    const text = stylish(EVERY_STATE, { ...plain, quiet: true });
    expect(text.indexOf('sg-no-public-ipv4-admin-ports')).toBeLessThan(text.indexOf('rds-instance-storage-encrypted'));
  });

  it('shows the worst findings when it may not show all', () => {
    const text = stylish(EVERY_STATE, { ...plain, maxFindings: 2 });
    expect(text).toContain('sg-no-public-ipv4-admin-ports');
    expect(text).toContain('iam-policy-no-admin');
    expect(text).not.toContain('rds-instance-storage-encrypted');
    expect(text).toContain('… and 4 more\n');
    expect(text).toContain('… and 2 more\n');
  });

  it('shows only the summary with maxFindings 0', () => {
    const text = stylish({ ...EVERY_STATE, suppressionProblems: [] }, { ...plain, maxFindings: 0, quiet: true });
    expect(text).toBe(
      '… and 6 more\n\nchecked 1,214 blocks with 96 rules in 0.18 s: 2 critical, 1 high, 1 medium, 2 low, 2 unknown, 3 suppressed, incomplete: 1 rule error\n',
    );
  });

  it('names no value where the observed one is absent', () => {
    expect(one({ observed: null, expected: 'true', path: 'kms_key_id' })).toContain('(kms_key_id: expected true)');
    expect(one({ observed: null, expected: null, path: '' })).toContain(
      'the storage of the instance is not encrypted  rds-',
    );
  });

  it('tells false, zero and the empty string from an absent value', () => {
    expect(one({ observed: false })).toContain('got false');
    expect(one({ observed: 0 })).toContain('got 0');
    expect(one({ observed: '' })).toContain('got ""');
  });

  it('does not repeat an expression that the message names', () => {
    const text = stylish(EVERY_STATE, plain);
    expect(text.split('${var.encrypt}')).toHaveLength(2);
    expect(text).toContain('${var.office}');
  });

  it('does not repeat a long expression that the message names', () => {
    const [first] = EVERY_STATE.findings;
    if (first === undefined) throw new Error('the fixture is empty');
    const observed = `\${var.${'x'.repeat(1000)}}`;
    const finding: Finding = {
      ...first,
      verdict: 'unknown',
      suppressed: null,
      observed,
      message: `policy is ${observed}`,
    };
    expect(stylish({ ...EVERY_STATE, findings: [finding] }, plain)).not.toContain('(got');
  });

  it('keeps blocks of files and constructs named like properties of objects apart', () => {
    const [first] = EVERY_STATE.findings;
    if (first === undefined) throw new Error('the fixture is empty');
    const findings = ['__proto__', 'constructor', 'toString'].map((file) => ({
      ...first,
      file,
      constructPath: file,
      source: null,
    }));
    const text = stylish({ ...EVERY_STATE, findings }, plain);
    expect(text.match(/^(__proto__|constructor|toString)$/gm)).toEqual(['__proto__', 'constructor', 'toString']);
  });

  it('groups by the file of the source, and says where the JSON stands', () => {
    const text = one({});
    expect(text.split('\n').slice(0, 3)).toEqual([
      'lib/shop.ts',
      '  shop/orders/instance  aws_db_instance.orders  at lib/shop.ts:31:5 (cdktf.out/stacks/shop/cdk.tf.json:12:7)',
      expect.stringMatching(/^ {4}31:5 {2}high {2}the storage of the instance is not encrypted /) as string,
    ]);
    expect(one({ source: null }).split('\n').slice(0, 3)).toEqual([
      'cdktf.out/stacks/shop/cdk.tf.json',
      '  shop/orders/instance  aws_db_instance.orders',
      expect.stringMatching(/^ {4}12:7 {2}high {2}the storage of the instance is not encrypted /) as string,
    ]);
  });

  it('keeps blocks of one address in two files apart', () => {
    const [first] = EVERY_STATE.findings;
    if (first === undefined) throw new Error('the fixture is empty');
    const text = stylish({ ...CLEAN, findings: [first, { ...first, file: 'b.tf.json' }] }, plain);
    expect(text.match(/^ {2}shop\/orders\/instance {2}aws_db_instance\.orders {2}at .*$/gm)).toEqual([
      '  shop/orders/instance  aws_db_instance.orders  at lib/shop.ts:31:5 (cdktf.out/stacks/shop/cdk.tf.json:12:7)',
      '  shop/orders/instance  aws_db_instance.orders  at lib/shop.ts:31:5 (b.tf.json:12:7)',
    ]);
  });

  it('says why a rule matters and where to read more once, and how to fix it every time', () => {
    const [first] = EVERY_STATE.findings;
    if (first === undefined) throw new Error('the fixture is empty');
    const text = stylish({ ...CLEAN, findings: [first, { ...first, address: 'aws_db_instance.b' }] }, plain);
    const count = (part: string) => text.split(part).length - 1;
    expect([count('why: Whoever'), count('fix: Set'), count('docs: cdktf-guardrails explain rds-')]).toEqual([1, 2, 1]);
  });

  it('shows the lines of source that made a failing block, each place once', () => {
    const source = ['class Shop {', '  constructor() {', "\tnew Db(this, 'orders', {", '      size: 1,', '    });'];
    const readSource = (file: string) => (file === 'lib/shop.ts' ? source.join('\n') : undefined);
    const at = { file: 'lib/shop.ts', line: 3, column: 2 };
    const findings = EVERY_STATE.findings.map((finding) =>
      finding.source === null ? finding : { ...finding, source: at },
    );
    const options = { ...plain, readSource };
    expectGolden('stylish-frames.txt', stylish({ ...EVERY_STATE, findings }, { ...options, quiet: true }));
    expect(stylish({ ...EVERY_STATE, findings }, options).split("> 3 |   new Db(this, 'orders', {")).toHaveLength(2);
    expectGolden(
      'stylish-frames-colors.txt',
      stylish({ ...EVERY_STATE, findings }, { ...options, quiet: true, colors: createColors(true) }),
    );
  });

  it('shows no string of source that a finding about a secret points to, whichever block comes first', () => {
    const [first] = EVERY_STATE.findings;
    if (first === undefined) throw new Error('the fixture is empty');
    const readSource = () => "new Login(this, 'odd-canary');";
    const source = { file: 'a.ts', line: 1, column: 1 };
    const open: Finding = { ...first, source, severity: 'critical' };
    const secret: Finding = { ...first, source, severity: 'low', address: 'aws_x.secret', observed: ['(masked)'] };
    const show = (findings: readonly Finding[]) => stylish({ ...CLEAN, findings }, { ...plain, readSource });
    expect(show([open])).toContain('odd-canary');
    expect(show([open, secret])).toContain("> 1 | new Login(this, '(masked)');");
    expect(show([open, secret])).not.toContain('odd-canary');
  });

  it.each(['::error::x', '##[error]x', '::stop-commands::x'])(
    'gives no command to a CI system, wherever lines are broken: %s',
    (hostile) => {
      for (const colors of [createColors(false), createColors(true)]) {
        const text = stylish(
          {
            ...EVERY_STATE,
            findings: EVERY_STATE.findings.map((finding) => ({
              ...finding,
              ...{ rule: hostile, file: hostile, address: hostile, constructPath: hostile, source: null },
              ...{ message: `x ${hostile} `.repeat(20), remediation: `y ${hostile} `.repeat(20) },
            })),
          },
          { ...plain, colors, width: 60, all: true },
        );
        // eslint-disable-next-line no-control-regex
        expect(text).not.toMatch(/^(?:\s|\u001b\[\d+m)*::|##\[/m);
      }
    },
  );
});
