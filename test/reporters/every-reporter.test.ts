import { gzipSync } from 'node:zlib';
import { createColors } from 'picocolors';
import { reporters } from '../../lib/reporters';
import type { ReporterOptions } from '../../lib/reporters/reporter';
import { SURROUNDINGS } from '../support/report-surroundings';
import { CLEAN, EVERY_STATE, manyFindings } from './assessment-fixture';
import { expectGolden } from './golden-file';

const options: ReporterOptions = { ...SURROUNDINGS, colors: createColors(false), width: 100 };

/** What is written of every state, beside `stylish` and `json`, whose tests have more of it. */
const GOLDEN = [
  ['sarif', 'report.sarif'],
  ['junit', 'report.junit.xml'],
  ['markdown', 'report.md'],
  ['github', 'report.github.txt'],
  ['gitlab', 'report.gitlab.json'],
  ['csv', 'report.csv'],
  ['oscal', 'report.oscal.json'],
] as const;

function reporterOf(name: string) {
  const reporter = reporters.get(name);
  if (reporter === undefined) throw new Error(`no reporter ${name}`);
  return reporter;
}

describe.each(GOLDEN)('%s', (name, file) => {
  it(`writes ${file}`, () => {
    expectGolden(file, reporterOf(name)(EVERY_STATE, { ...options, all: true }));
  });
});

describe.each([...reporters.keys()])('%s', (name) => {
  const report = reporterOf(name);

  it('is a pure function that ends its text with a line break', () => {
    const before = JSON.stringify(EVERY_STATE);
    const text = report(EVERY_STATE, options);
    expect(report(structuredClone(EVERY_STATE), options)).toBe(text);
    expect(JSON.stringify(EVERY_STATE)).toBe(before);
    expect(text.endsWith('\n')).toBe(true);
  });

  it.each([
    ['every state', EVERY_STATE],
    ['nothing wrong', CLEAN],
    ['nothing at all', { ...CLEAN, inputs: [], rules: [], findings: [] }],
  ])('has no control characters, lone surrogates or marks that turn text: %s', (_, assessment) => {
    const text = report(assessment, { ...options, all: true });
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u202e\ufffe]/);
    expect(text).not.toMatch(/\p{Surrogate}/u);
    expect(text.replaceAll('\r\n', '')).not.toContain('\r');
  });

  it('survives names of object properties and lone surrogates everywhere', () => {
    const [first] = EVERY_STATE.findings;
    if (first === undefined) throw new Error('the fixture is empty');
    const findings = ['__proto__', 'constructor', '\ud800', ''].map((odd) => ({
      ...first,
      ...{ id: odd, rule: odd, file: odd, address: odd, path: odd, message: odd, constructPath: odd },
      source: { file: odd, line: 1, column: 1 },
    }));
    expect(report({ ...EVERY_STATE, findings, rules: [] }, options)).not.toMatch(/\p{Surrogate}/u);
  });
});

describe('many findings', () => {
  /** Time of this process, whatever else the machine does. */
  function cpu(run: () => void): number {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  }

  const fewer = manyFindings(1_000);
  const more = manyFindings(10_000);

  it.each([...reporters.keys()])(
    'take %s ten times as long for ten times as many, not a hundred times',
    (name) => {
      const report = reporterOf(name);
      const small = cpu(() => report(fewer, options));
      const large = cpu(() => report(more, options));
      expect(large).toBeLessThan(30 * Math.max(small, 20));
    },
    60_000,
  );
});

describe('50,000 findings', () => {
  const many = manyFindings(50_000);

  it('fit into a comment of GitHub, which says how many it leaves out', () => {
    const text = reporterOf('markdown')(many, options);
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text.length).toBeGreaterThan(60_000);
    const written = text.match(/^- /gm)?.length ?? 0;
    const left = [...text.matchAll(/_([\d,]+) more left out: a comment holds 65,536 characters_/g)];
    const total = left.reduce((sum, [, count = '']) => sum + Number(count.replaceAll(',', '')), written);
    expect(total).toBe(50_000);
  });

  it('fit into code scanning of GitHub, the mildest left out', () => {
    const text = reporterOf('sarif')(many, options);
    expect(gzipSync(text).byteLength).toBeLessThan(10 * 1024 * 1024);
    const { runs } = JSON.parse(text) as {
      runs: { results: { level: string }[]; invocations: { toolExecutionNotifications: { message: unknown }[] }[] }[];
    };
    const levels = runs[0]?.results.map(({ level }) => level) ?? [];
    expect(levels).toHaveLength(25_000);
    const errors = many.findings.filter(
      ({ verdict, severity, suppressed }) =>
        suppressed === null && verdict === 'fail' && (severity === 'critical' || severity === 'high'),
    );
    expect(levels.filter((level) => level === 'error')).toHaveLength(errors.length);
    expect(levels).not.toContain('note');
    expect(runs[0]?.invocations[0]?.toolExecutionNotifications[0]?.message).toEqual({
      text: '25,000 results left out, the mildest ones: code scanning takes no more; `--format json` has them all',
    });
  });

  it('become no more annotations than GitHub shows, and a log of all others', () => {
    const lines = reporterOf('github')(many, options).split('\n');
    const count = (start: string) => lines.filter((line) => line.startsWith(start)).length;
    expect([count('::error '), count('::warning '), count('::notice ')]).toEqual([10, 10, 10]);
    const open = many.findings.filter(({ suppressed }) => suppressed === null).length;
    expect(lines.filter((line) => /^(?:error|warning|notice) {2}/.test(line))).toHaveLength(open - 29);
    expect(lines.indexOf('::endgroup::')).toBe(lines.length - 3);
  });
});
