import { createColors } from 'picocolors';
import type { Finding } from '../../lib/compliance/engine/assessment';
import { markdown } from '../../lib/reporters/markdown';
import { escapeMarkdown, markdownCode } from '../../lib/reporters/markdown-text';
import type { ReporterOptions } from '../../lib/reporters/reporter';
import { SURROUNDINGS } from '../support/report-surroundings';
import { CLEAN, EVERY_STATE, manyFindings } from './assessment-fixture';

const plain: ReporterOptions = { ...SURROUNDINGS, colors: createColors(false), width: 100 };

function titles(text: string): readonly string[] {
  return [...text.matchAll(/<summary>(.*)<\/summary>/g)].map(([, title = '']) => title);
}

/** What is left of a line of Markdown that could be markup: without code spans and escapes. */
function bare(line: string): string {
  const shown = line.replaceAll('&#8203;', '\u200b');
  return shown.replace(/\\[!-/:-@[-`{-~]/g, '.').replace(/(`+)(?!`).*?[^`]\1(?!`)/g, '');
}

describe('markdown', () => {
  it('says what came of the run, then what is wrong, the worst first', () => {
    const text = markdown(EVERY_STATE, plain);
    expect(text.split('\n')[0]).toBe(
      '## cdktf-guardrails: the result is incomplete, 6 findings, 2 unknown, 1 expired suppression',
    );
    expect(text).toContain('| 2 | 1 | 1 | 2 | 2 | 3 | 1 |\n');
    expect(titles(text)).toEqual([
      'Errors of the run (2)',
      'Critical (2)',
      'High (1)',
      'Medium (1)',
      'Low (2)',
      'Not known before Terraform runs (2)',
      'Suppressions and baseline (2)',
      'Defaults made weaker (2)',
      'Accepted (3)',
    ]);
  });

  it('is one headline, one table and one line where nothing is wrong', () => {
    expect(markdown(CLEAN, plain)).toBe(
      [
        '## cdktf-guardrails: nothing failed',
        '',
        '| critical | high | medium | low | unknown | suppressed | passed |',
        '| ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
        '| 0 | 0 | 0 | 0 | 0 | 0 | 1 |',
        '',
        'checked 1 block with 1 rule in 0.00 s: nothing failed',
        '',
      ].join('\n'),
    );
  });

  it('lets the input write no markup, mention, reference or link', () => {
    const lines = markdown(EVERY_STATE, plain)
      .split('\n')
      .filter((line) => /^(?:- | {2})/.test(line));
    expect(lines.length).toBeGreaterThan(30);
    for (const line of lines) {
      expect(bare(line.replace(/^- /, ''))).not.toMatch(/[`*_[\]<>|~]|https?:\/\/|(?<!\w)[@#]\w/);
    }
  });

  it('closes every section that it opens, also where it is cut', () => {
    for (const assessment of [EVERY_STATE, manyFindings(3_000)]) {
      const text = markdown(assessment, plain);
      expect(text.match(/<\/details>$/gm)).toHaveLength(titles(text).length);
    }
  });

  it('says of every section what it leaves out, when even the errors of the run do not fit', () => {
    const errors = Array.from({ length: 2_000 }, (_, index) => ({
      ...{ rule: `rule-${String(index)}`, file: 'f', address: 'a', message: 'x'.repeat(300), stack: undefined },
    }));
    const text = markdown({ ...EVERY_STATE, errors }, plain);
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(titles(text)).toHaveLength(9);
    const written = text.match(/^- /gm)?.length ?? 0;
    const left = [...text.matchAll(/_([\d,]+) more left out/g)].map(([, count = '']) =>
      Number(count.replaceAll(',', '')),
    );
    expect(written + left.reduce((sum, count) => sum + count, 0)).toBe(2_001 + 6 + 2 + 2 + 2 + 3);
  });

  it('holds findings of any length', () => {
    const [first] = EVERY_STATE.findings;
    if (first === undefined) throw new Error('the fixture is empty');
    const long = '`*<'.repeat(40_000);
    const finding: Finding = {
      ...first,
      ...{ rule: long, file: long, address: long, path: long, message: long, remediation: long, constructPath: long },
      ...{ observed: long, expected: long, source: null },
    };
    const text = markdown({ ...CLEAN, findings: Array.from({ length: 30 }, () => finding) }, plain);
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text).toContain('- `');
  });
});

describe('escapeMarkdown', () => {
  it.each([
    ['a_b*c', 'a\\_b\\*c'],
    ['<b>&amp;', '&lt;b&gt;&amp;amp;'],
    ['[a](b)', '\\[a\\]\\(b\\)'],
    ['@octocat', '@&#8203;octocat'],
    ['me@example.com', 'me@example.com'],
    ['#1 a/b#2 gh-3', '#&#8203;1 a/b#&#8203;2 gh-&#8203;3'],
    ['https://x www.x', 'https:&#8203;//x www&#8203;.x'],
    ['\\*', '\\\\\\*'],
    ['plain text, 1.5', 'plain text, 1.5'],
  ])('writes %j as %j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
});

describe('markdownCode', () => {
  it.each([
    ['a', '`a`'],
    ['a`b', '``a`b``'],
    ['`a`', '`` `a` ``'],
    ['a``b`', '``` a``b` ```'],
    ['', '`  `'],
    [' a ', '`  a  `'],
  ])('writes %j as %j', (text, code) => {
    expect(markdownCode(text)).toBe(code);
  });
});
