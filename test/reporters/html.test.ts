import js from '@eslint/js';
import { Linter } from 'eslint';
import { createHash } from 'node:crypto';
import { createColors } from 'picocolors';
import type { Assessment, Finding } from '../../lib/compliance/engine/assessment';
import { reporters } from '../../lib/reporters';
import { html } from '../../lib/reporters/html';
import type { ReportData } from '../../lib/reporters/html/report-data';
import { SCRIPT } from '../../lib/reporters/html/script';
import type { ReporterOptions } from '../../lib/reporters/reporter';
import { SURROUNDINGS } from '../support/report-surroundings';
import { CLEAN, EVERY_STATE } from './assessment-fixture';
import { manyFindings } from './many-findings';

const LARGEST = 500_000;
const options: ReporterOptions = { ...SURROUNDINGS, colors: createColors(false), width: 80 };
const HOSTILE = `</script><script>alert(1)</script><img src=x onerror="alert(1)"> <!-- ]]> \u001b[31m\u202e \u2028 & '`;

function page(assessment: Assessment, changes: Partial<ReporterOptions> = {}): string {
  return html(assessment, { ...options, ...changes });
}

function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start) + start.length;
  expect(from).toBeGreaterThanOrEqual(start.length);
  return text.slice(from, text.indexOf(end, from));
}

function dataOf(text: string): ReportData {
  return JSON.parse(between(text, '<script type="application/json" id="report-data">', '</script>')) as ReportData;
}

function idsOf({ ids }: ReportData['findings']): readonly string[] {
  return ids.split('\n');
}

/** Everything of the page but its data, style and script: what a parser takes for markup. */
function markupOf(text: string): string {
  return text.replace(/<style>.*?<\/style>/s, '').replace(/<script[^>]*>.*?<\/script>/gs, '<script></script>');
}

/** Names of all attributes, as a parser finds them: a quoted value ends at its quote. */
function attributeNames(markup: string): readonly string[] {
  const tags = markup.match(/<[a-z][^\s>]*(?:\s+[^\s=>"']+(?:="[^"]*")?)*\s*>/gi) ?? [];
  expect(tags).toHaveLength(markup.match(/<[a-z]/gi)?.length ?? 0);
  return tags.flatMap((tag) => [...tag.matchAll(/\s([^\s=>"']+)(?:="[^"]*")?/g)].map(([, name = '']) => name));
}

/** Text of a part of the page as a reader sees it. */
function seen(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

function finding(changes: Partial<Finding> = {}): Finding {
  const [first] = EVERY_STATE.findings;
  if (first === undefined) throw new Error('the fixture holds no finding');
  return { ...first, ...changes };
}

function sha256(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

describe('html: one file', () => {
  it('has a name for --format', () => {
    expect(reporters.get('html')?.(CLEAN, options)).toBe(page(CLEAN));
  });

  it('names files from the working directory, whatever the repository', () => {
    const inside = {
      ...finding(),
      file: '/project/cdktf.out/cdk.tf.json',
      source: { file: '/other/a.ts', line: 1, column: 1 },
    };
    const { files } = dataOf(page({ ...CLEAN, findings: [inside] }, { repository: '/' }));
    expect(files).toEqual(['cdktf.out/cdk.tf.json', '/other/a.ts']);
  });

  it('allows only its own script and style, by their hashes', () => {
    const text = page(EVERY_STATE, { all: true });
    const policy = seen(between(text, '<meta http-equiv="Content-Security-Policy" content="', '">'));
    const script = between(text, '<script>', '</script>');
    const style = between(text, '<style>', '</style>');
    expect(policy).toBe(
      `default-src 'none'; script-src ${sha256(script)}; style-src ${sha256(style)}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(text.match(/<script/g)).toHaveLength(2);
    expect(text.match(/<style/g)).toHaveLength(1);
  });

  it('loads nothing, and has neither handlers nor styles in attributes', () => {
    const markup = markupOf(page(EVERY_STATE, { all: true }));
    const names = attributeNames(markup);
    expect(names).toContain('aria-labelledby');
    expect(names.filter((name) => /^on|^style$/i.test(name))).toEqual([]);
    expect(markup).not.toMatch(/<(?:img|iframe|object|embed|base|form|video|audio|svg)\b/i);
    expect(markup.match(/<link[^>]*>/g)).toEqual([
      expect.stringMatching(/^<link rel="icon" href="data:image\/svg\+xml,/),
    ]);
    expect(markup).not.toMatch(/(?:src|href)="(?!#|data:)/);
  });

  it('has a script that lints, and adds text only as text', () => {
    const names = [
      'document',
      'addEventListener',
      'history',
      'location',
      'localStorage',
      'Element',
      'IntersectionObserver',
    ];
    const messages = new Linter().verify(SCRIPT, [
      js.configs.recommended,
      {
        languageOptions: {
          ecmaVersion: 2022,
          sourceType: 'script',
          globals: Object.fromEntries(names.map((name) => [name, 'readonly' as const])),
        },
        rules: {
          eqeqeq: 'error',
          'no-eval': 'error',
          'no-implied-eval': 'error',
          'no-new-func': 'error',
          'no-restricted-syntax': [
            'error',
            ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'write', 'writeln', 'srcdoc'].map((name) => ({
              selector: `MemberExpression[property.name='${name}']`,
              message: `${name} takes text for markup`,
            })),
          ],
          strict: ['error', 'global'],
        },
      },
    ]);
    expect(messages.map(({ line, message }) => `${String(line)}: ${message}`)).toEqual([]);
  });

  it('is the same for the same assessment, in whatever order its findings come', () => {
    const reversed = { ...EVERY_STATE, findings: [...EVERY_STATE.findings].reverse() };
    expect(page(EVERY_STATE, { all: true })).toBe(page(EVERY_STATE, { all: true }));
    expect(page(reversed, { all: true })).toBe(page(EVERY_STATE, { all: true }));
  });

  it('ends with a line break and names the time, the tool and every input with its hash', () => {
    const text = page(EVERY_STATE);
    expect(text.endsWith('</html>\n')).toBe(true);
    expect(text).toContain('<time datetime="2026-01-31T12:00:00.000Z">2026-01-31 12:00:00 UTC</time>');
    expect(text).toContain(`${EVERY_STATE.tool.name} ${EVERY_STATE.tool.version}`);
    const inputs = seen(between(text, 'id="inputs"', '</section>'));
    for (const { file, kind, sha256: hash } of EVERY_STATE.inputs) expect(inputs).toContain(`${file} ${kind} ${hash}`);
  });
});

describe('html: what it lists', () => {
  it('lists every finding but passes, what fails first, the worst of it first', () => {
    const { findings, rules } = dataOf(page(EVERY_STATE));
    const wanted = EVERY_STATE.findings.filter(({ verdict }) => verdict !== 'pass');
    expect([...idsOf(findings)].sort()).toEqual(wanted.map(({ id }) => id).sort());
    const failing = wanted.filter(({ verdict, suppressed }) => verdict === 'fail' && suppressed === null).length;
    expect(findings.verdicts.slice(0, failing)).toBe('f'.repeat(failing));
    expect(findings.suppressed.every(([index]) => index >= failing)).toBe(true);
    const severities = findings.severities.slice(0, failing);
    expect(severities).toBe(severities.split('').sort().join(''));
    expect(rules.length).toBeGreaterThanOrEqual(EVERY_STATE.rules.length);
  });

  it('lists passes when all is asked for', () => {
    const { findings } = dataOf(page(EVERY_STATE, { all: true }));
    expect(idsOf(findings)).toHaveLength(EVERY_STATE.findings.length);
    expect(findings.verdicts.endsWith('p')).toBe(true);
    expect(page(EVERY_STATE)).toContain('listed with --all');
    expect(page(EVERY_STATE, { all: true })).not.toContain('listed with --all');
  });

  it('carries all that a finding says, its texts once by rule', () => {
    const decided = finding({
      suppressed: {
        origin: 'settings',
        rule: 'CKV_AWS_16',
        reason: 'holds public data',
        owner: 'me',
        ticket: 'T-1',
        expires: '2027-01-31',
      },
    });
    const { findings, blocks, files, types, rules, suppressions } = dataOf(page({ ...CLEAN, findings: [decided] }));
    expect(findings).toMatchObject({ ids: decided.id, verdicts: 'f', severities: '1', lines: [12], columns: [7] });
    expect([findings.paths, findings.messages, findings.observed, findings.expected]).toEqual([
      ['storage_encrypted'],
      ['the storage of the instance is not encrypted'],
      ['false'],
      ['true'],
    ]);
    expect(suppressions[findings.suppressed[0]?.[1] ?? -1]).toEqual([
      'holds public data',
      'me',
      'T-1',
      '2027-01-31',
      'CKV_AWS_16',
      0,
    ]);
    const [file = -1, address, constructPath, type = -1, source = -1, line, column] =
      blocks[findings.blocks[0] ?? -1] ?? [];
    expect([files[file], address, constructPath, types[type], files[source], line, column]).toEqual([
      'cdktf.out/stacks/shop/cdk.tf.json',
      'aws_db_instance.orders',
      'shop/orders/instance',
      'aws_db_instance',
      'lib/shop.ts',
      31,
      5,
    ]);
    expect(rules[findings.rules[0] ?? -1]?.[7]).toEqual([
      decided.title,
      decided.why,
      decided.remediation,
      [
        ['Checkov', 'CKV_AWS_16', 'exact'],
        ['Checkov', 'CKV_AWS_17', 'broader'],
        ['Trivy', 'AVD-AWS-0080', 'exact'],
      ],
    ]);
  });

  it('keeps a remediation that differs from that of the rule', () => {
    const own = finding({ id: 'own', remediation: 'Do this here.' });
    const { findings, texts } = dataOf(page({ ...EVERY_STATE, findings: [finding(), own] }));
    const at = idsOf(findings).indexOf('own');
    expect(
      findings.remediations.map(([index, text]) => [index, typeof text === 'number' ? texts[text] : text]),
    ).toEqual([[at, 'Do this here.']]);
  });

  it('names the rules of findings that no rule of the run stands for, whatever they are called', () => {
    for (const rule of ['__proto__', 'constructor', 'toString']) {
      const { findings, rules } = dataOf(page({ ...CLEAN, findings: [finding({ rule, title: `title of ${rule}` })] }));
      expect(rules[findings.rules[0] ?? -1]).toEqual([
        rule,
        1,
        0,
        0,
        0,
        0,
        0,
        [`title of ${rule}`, expect.any(String), expect.any(String), expect.any(Array)],
      ]);
    }
  });

  it('shows exceptions: suppressions with their state, loosened defaults, stale entries of the baseline', () => {
    const text = seen(between(page(EVERY_STATE), 'id="exceptions"', '</section>'));
    expect(text).toContain(
      'expired its findings count again CKV_AWS_16 aws_db_instance.reports the migration takes until spring data@example.com 2026-03-31 guardrails.config.json',
    );
    expect(text).toContain(
      'unmatched accepts nothing: remove it rds-instance-multi-az shop/reports one zone is enough \\u001b[31mhere',
    );
    expect(text).toContain(
      'shop/reports/instance aws_db_instance.reports multiAz true false reports can be made again',
    );
    expect(text).toContain('src/shop-stack.ts:31:5');
    expect(text).toContain('medium rds-backup-retention aws_db_instance.old 00000000000000aa');
    expect(seen(page(EVERY_STATE))).toContain('1 suppression has expired : the findings count again');
    const clean = seen(between(page(CLEAN), 'id="exceptions"', '</section>'));
    expect(clean).toContain('No suppression is expired or without effect');
  });

  it('says before all else that rules threw, without their stacks', () => {
    const error = {
      rule: 'r',
      file: '/project/f.json',
      address: 'a.b',
      message: 'boom <b>',
      stack: 'Error: boom at /home',
    };
    const text = page({ ...CLEAN, errors: [error] });
    expect(seen(between(text, 'id="incomplete"', '</section>'))).toContain(
      '1 check threw an error, so its verdict is missing. The fault is in the rules, not in the configuration. r on a.b in f.json : boom <b>',
    );
    expect(text).not.toContain('/home');
    expect(between(text, '<h1>', '</h1>')).toContain('the report is incomplete');
    expect(page(CLEAN)).not.toContain('incomplete');
  });

  it('lists a bounded number of failing findings where no script runs', () => {
    const plain = (assessment: Assessment) => between(page(assessment), '<noscript>', '</noscript>');
    const failing = EVERY_STATE.findings.filter(({ verdict, suppressed }) => verdict === 'fail' && suppressed === null);
    expect(plain(EVERY_STATE).match(/<th scope="row">/g)).toHaveLength(failing.length);
    expect(plain(CLEAN)).toContain('Nothing fails.');
    const many = plain(manyFindings(300));
    expect(many.match(/<th scope="row">/g)).toHaveLength(50);
    expect(many).toMatch(/… and \d+ more rows that this page leaves out/);
  });
});

describe('html: the headline is never better than the run', () => {
  const counts = { pass: 0, fail: 0, unknown: 0, suppressed: 0 };
  it.each([
    [{ fail: 1 }, 0, '1 finding fails'],
    [{ fail: 1200, unknown: 3, pass: 4 }, 0, '1,200 findings fail, 3 could not be decided'],
    [{ unknown: 2, suppressed: 1 }, 0, 'Nothing failed, 2 could not be decided, 1 is suppressed'],
    [{ pass: 4, suppressed: 2 }, 0, 'Nothing failed, 2 are suppressed'],
    [{ pass: 4 }, 0, 'Nothing failed'],
    [{ pass: 4 }, 1, 'Nothing failed in what was checked, but the report is incomplete'],
    [{}, 0, 'Nothing was judged: no rule is about what was checked'],
  ])('%j with %d errors', (changes, errors, expected) => {
    const assessment: Assessment = {
      ...CLEAN,
      findings: [],
      summary: { ...CLEAN.summary, ...counts, ...changes },
      errors: Array.from({ length: errors }, () => ({
        rule: 'r',
        file: 'f',
        address: 'a',
        message: 'm',
        stack: undefined,
      })),
    };
    expect(between(page(assessment), '<h1>', '</h1>')).toBe(expected);
  });

  it('greets only a run without open questions in green', () => {
    const tone = (changes: Partial<Assessment['summary']>) =>
      between(page({ ...CLEAN, summary: { ...CLEAN.summary, ...changes } }), 'data-tone="', '"');
    expect(tone({})).toBe('good');
    expect(tone({ unknown: 1 })).toBe('open');
    expect(tone({ pass: 0 })).toBe('open');
    expect(tone({ fail: 1 })).toBe('bad');
  });
});

describe('html: hostile text', () => {
  const hostile: Assessment = {
    ...EVERY_STATE,
    tool: { name: HOSTILE, version: HOSTILE },
    inputs: [{ file: HOSTILE, kind: 'tfjson', sha256: HOSTILE }],
    findings: [
      finding({
        ...{
          id: HOSTILE,
          rule: HOSTILE,
          file: HOSTILE,
          address: HOSTILE,
          path: HOSTILE,
          observed: { [HOSTILE]: HOSTILE },
        },
        ...{
          expected: HOSTILE,
          message: HOSTILE,
          title: HOSTILE,
          why: HOSTILE,
          remediation: HOSTILE,
          constructPath: HOSTILE,
        },
        source: { file: HOSTILE, line: 1, column: 1 },
        controls: { fsbp: [HOSTILE], nist80053r5: ['__proto__'] },
        equivalents: { checkov: [HOSTILE] },
        suppressed: {
          origin: 'settings',
          rule: HOSTILE,
          reason: HOSTILE,
          owner: HOSTILE,
          ticket: HOSTILE,
          expires: HOSTILE,
        },
      }),
      finding({ message: HOSTILE, address: HOSTILE }),
    ],
    rules: [
      {
        ...finding(),
        id: HOSTILE,
        title: HOSTILE,
        pass: 0,
        fail: 1,
        unknown: 0,
        suppressed: 0,
        controls: { fsbp: [HOSTILE] },
      },
    ],
    loosened: [
      {
        file: HOSTILE,
        address: HOSTILE,
        constructPath: HOSTILE,
        source: null,
        setting: HOSTILE,
        default: HOSTILE,
        value: HOSTILE,
        reason: HOSTILE,
      },
    ],
    suppressionProblems: [
      {
        state: 'expired',
        suppression: { origin: 'settings', rule: HOSTILE, reason: HOSTILE, owner: HOSTILE },
        file: HOSTILE,
        scope: HOSTILE,
      },
    ],
    staleBaseline: [{ id: HOSTILE, rule: HOSTILE, severity: 'low', address: HOSTILE, path: HOSTILE }],
    errors: [{ rule: HOSTILE, file: HOSTILE, address: HOSTILE, message: HOSTILE, stack: HOSTILE }],
  };
  const text = html(hostile, { ...options, all: true, startedAt: HOSTILE, root: HOSTILE });

  it('stays text wherever it stands', () => {
    expect(text.match(/<script/gi)).toHaveLength(2);
    expect(text.match(/<\/script/gi)).toHaveLength(2);
    expect(text).not.toMatch(/<img/i);
    expect(text).not.toContain('<!--');
    expect(attributeNames(markupOf(text)).filter((name) => /^on/i.test(name))).toEqual([]);
    expect(seen(between(text, 'id="incomplete"', '</section>'))).toContain(
      '</script><script>alert(1)</script><img src=x onerror="alert(1)">',
    );
  });

  it('holds no character that acts instead of being shown', () => {
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/);
    const { findings, rules } = dataOf(text);
    expect(idsOf(findings)).toContain(
      HOSTILE.replace('\u001b', '\\u001b').replace('\u202e', '\\u202e').replace('\u2028', '\\u2028'),
    );
    expect(rules.length).toBeGreaterThan(0);
  });
});

describe('html: size', () => {
  it('fits 5,000 findings into 500 kB', () => {
    const text = page(manyFindings(5000), { all: true });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LARGEST);
    expect(idsOf(dataOf(text).findings)).toHaveLength(5000);
    expect(text).not.toContain('This page lists the worst');
  });

  it('lists the worst of 50,000 findings, and says plainly what it leaves out', () => {
    const assessment = manyFindings(50_000);
    const text = page(assessment, { all: true });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LARGEST);
    expect(Buffer.byteLength(text)).toBeGreaterThan(LARGEST * 0.97);
    const { findings } = dataOf(text);
    const listed = new Set(idsOf(findings));
    expect(listed.size).toBe(idsOf(findings).length);
    const critical = assessment.findings.filter(
      ({ severity, verdict, suppressed }) => severity === 'critical' && verdict === 'fail' && suppressed === null,
    );
    expect(critical.length).toBeGreaterThan(0);
    expect(critical.slice(0, listed.size).every(({ id }) => listed.has(id))).toBe(true);
    const note = seen(between(text, 'class="banner note">', '</p>'));
    const left = [...note.matchAll(/([\d,]+) (?:failing|unknown|suppressed|passing)/g)].map(([, count = '']) =>
      Number(count.replaceAll(',', '')),
    );
    expect(left.reduce((sum, count) => sum + count, 0)).toBe(50_000 - listed.size);
    expect(note).toContain(`of 50,000 findings; left out are`);
    expect(note).toContain('more do not fit into a page of 500 kB. The json format has all of them.');
  });

  it('bounds every table and every text', () => {
    const long = 'x'.repeat(100_000);
    const [loosened] = EVERY_STATE.loosened;
    const [problem] = EVERY_STATE.suppressionProblems;
    const [stale] = EVERY_STATE.staleBaseline;
    if (loosened === undefined || problem === undefined || stale === undefined)
      throw new Error('the fixture lacks a state');
    const text = page({
      ...EVERY_STATE,
      inputs: Array.from({ length: 3000 }, () => ({ file: long, kind: 'plan', sha256: 'c'.repeat(64) })),
      findings: [finding({ message: long, observed: long, expected: long, remediation: long, path: long })],
      loosened: Array.from({ length: 3000 }, () => loosened),
      suppressionProblems: Array.from({ length: 3000 }, () => problem),
      staleBaseline: Array.from({ length: 3000 }, () => stale),
      errors: Array.from({ length: 3000 }, () => ({
        rule: long,
        file: long,
        address: long,
        message: long,
        stack: long,
      })),
    });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LARGEST);
    expect(text.match(/… and 2,800 more rows that this page leaves out/g)).toHaveLength(4);
    expect(text).toContain('… and 2,950 more');
  });

  it('keeps to maxFindings and quiet, and says so', () => {
    const limited = page(EVERY_STATE, { maxFindings: 2 });
    expect(idsOf(dataOf(limited).findings)).toHaveLength(2);
    expect(dataOf(limited).findings.severities).toBe('00');
    expect(seen(limited)).toContain('--max-findings is 2.');
    const quiet = page(EVERY_STATE, { quiet: true, all: true });
    expect(new Set(dataOf(quiet).findings.verdicts)).toEqual(new Set(['f']));
    expect(dataOf(quiet).findings.suppressed).toEqual([]);
    expect(seen(quiet)).toContain('Only failing findings are listed, because --quiet was given.');
  });
});
