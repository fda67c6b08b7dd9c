import { createColors } from 'picocolors';
import type { Assessment } from '../../lib/compliance/engine/assessment';
import { html } from '../../lib/reporters/html';
import { CONTROL_STATUSES } from '../../lib/compliance/packs/control-status';
import { controlResults } from '../../lib/reporters/html/control-statuses';
import { CLEAN, EVERY_STATE } from '../reporters/assessment-fixture';
import { manyFindings } from '../reporters/many-findings';
import { SURROUNDINGS } from '../support/report-surroundings';
import { ReportBrowser, type OpenReport, type View } from './browser';

const VIEWS: readonly Required<Pick<View, 'width' | 'scheme'>>[] = [
  { width: 1280, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
  { width: 400, scheme: 'light' },
  { width: 400, scheme: 'dark' },
];
const TABS = ['findings', 'controls', 'packs', 'exceptions', 'inputs'];
const MANY = manyFindings(5000);
const HOSTILE = `</script><img src=x onerror="window.attacked=1"><b>bold</b> $& \${x}`;

const browser = new ReportBrowser();
let report: OpenReport | undefined;

async function open(assessment: Assessment, view?: View): Promise<OpenReport> {
  report = await browser.open(
    html(assessment, { ...SURROUNDINGS, colors: createColors(false), width: 80, all: true }),
    view,
  );
  return report;
}

const ROWS = `[...document.querySelectorAll('.finding')]`;
const STATUS = `document.querySelector('#result-count').textContent`;
const FOCUSED = `document.activeElement`;

beforeAll(() => browser.start());
afterAll(() => browser.stop());
afterEach(async () => {
  const complaints = report?.complaints ?? [];
  await report?.close();
  report = undefined;
  expect(complaints).toEqual([]);
});

async function expectAccessible({ page, read, axe }: OpenReport): Promise<void> {
  await page.click('.row');
  for (const tab of TABS) {
    await page.click(`#tab-${tab}`);
    expect(await read(`document.querySelector('#${tab}').checkVisibility()`)).toBe(true);
    expect(await axe()).toEqual([]);
    expect(await read('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  }
  await page.keyboard.press('?');
  expect(await axe()).toEqual([]);
}

it('is accessible where nothing is wrong', async () => {
  await expectAccessible(await open(CLEAN));
});

describe.each(VIEWS)('at $width pixels, $scheme', (view) => {
  it('is accessible and does not overflow', async () => {
    await expectAccessible(await open(EVERY_STATE, view));
  });

  it('has the colours that were asked for, and a button for the others', async () => {
    const { page, read } = await open(EVERY_STATE, view);
    const brightness = `getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)`;
    const isDark = async () => (await read<number>(brightness)) < 200;
    expect(await isDark()).toBe(view.scheme === 'dark');
    await page.click('#tools button');
    expect(await isDark()).toBe(false);
    await page.click('#tools button');
    expect(await isDark()).toBe(true);
    expect(await read(`document.querySelector('#tools button').textContent`)).toBe('Theme: dark');
    await page.emulateMedia({ media: 'print' });
    expect(await isDark()).toBe(false);
  });
});

describe('findings', () => {
  it('shows what, why, fix, values, places and decisions of a finding', async () => {
    const { page, read } = await open(EVERY_STATE);
    await page.fill('#filter-query', '0000000000000009');
    await page.click('.row');
    const text = await read<string>(`document.querySelector('.detail').innerText`);
    for (const part of [
      'Whoever reaches a snapshot reads every row.',
      'Set storage_encrypted = true',
      'holds public data only',
      'data@example.com, until 2027-01-31',
      'lib/shop.ts:31:5',
      'shop/open-data/instance',
      'aws_db_instance.open_data',
      'AWS Foundational Security Best Practices: RDS.3',
      'CKV_AWS_16, CKV_AWS_17 (this rule asks for more)',
    ]) {
      expect(text).toContain(part);
    }
    expect(await read(`document.querySelector('.row').getAttribute('aria-expanded')`)).toBe('true');
    await page.click('.row');
    expect(await read(`document.querySelector('.detail').hidden`)).toBe(true);
  });

  it('shows hostile text as text', async () => {
    const findings = EVERY_STATE.findings.map((finding) => ({
      ...finding,
      ...{
        address: HOSTILE,
        message: `on ${HOSTILE}`,
        observed: HOSTILE,
        file: HOSTILE,
        constructPath: HOSTILE,
        why: HOSTILE,
      },
    }));
    const { page, read } = await open({ ...EVERY_STATE, findings, tool: { name: HOSTILE, version: '1' } });
    for (const group of ['rule', 'block', 'file']) await page.selectOption('#filter-group', group);
    await page.click('.actions button');
    expect(await read('window.attacked')).toBeUndefined();
    expect(await read(`document.querySelectorAll('img, main b').length`)).toBe(0);
    expect(await read(`document.querySelector('.what').textContent`)).toBe(`on ${HOSTILE}`);
    expect(await read(`document.querySelector('.group h3 code').textContent`)).toContain(HOSTILE.slice(0, 20));
    expect(await read(`document.querySelector('.brand').textContent`)).toBe(`${HOSTILE} 1`);
  });

  it('filters by count, by field and by search, alone and together', async () => {
    const { page, read } = await open(EVERY_STATE);
    const counts = async () => (await read<string>(STATUS)).replace(/ of .*| findings?/, '');
    const { findings } = EVERY_STATE;
    const openOnes = findings.filter(({ suppressed }) => suppressed === null);
    const critical = openOnes.filter(({ verdict, severity }) => verdict === 'fail' && severity === 'critical');
    await page.click('.tile.critical button');
    expect(await counts()).toBe(String(critical.length));
    expect(await read(`document.querySelector('.tile.critical button').getAttribute('aria-pressed')`)).toBe('true');
    expect(await read(`document.querySelector('#filter-severity').value`)).toBe('critical');
    await page.click('.tile.unknown button');
    expect(await counts()).toBe(String(openOnes.filter(({ verdict }) => verdict === 'unknown').length));
    await page.click('.tile.suppressed button');
    expect(await counts()).toBe(String(findings.length - openOnes.length));
    await page.click('.tile.suppressed button');
    expect(await read(STATUS)).toBe(`${String(findings.length)} findings`);
    await page.selectOption('#filter-type', 'aws_db_instance');
    expect(await counts()).toBe(
      String(findings.filter(({ address }) => address.startsWith('aws_db_instance.')).length),
    );
    await page.selectOption('#filter-file', 's:lib/shop.ts');
    await page.fill('#filter-query', 'rds-instance-storage-encrypted  rds.3');
    const rules = findings.filter(
      ({ rule, source, address }) =>
        rule === 'rds-instance-storage-encrypted' &&
        source?.file === 'lib/shop.ts' &&
        address.startsWith('aws_db_instance.'),
    );
    expect(await counts()).toBe(String(rules.length));
    await page.fill('#filter-query', 'nothing has this text');
    expect(await read(`document.querySelector('.empty').textContent`)).toBe('No finding matches the filters.');
    await page.click('.actions button:last-child');
    expect(await read(STATUS)).toBe(`${String(findings.length)} findings`);
  });

  it('works from the keyboard', async () => {
    const { page, read } = await open(EVERY_STATE);
    const focusedId = () => read<string | undefined>(`${FOCUSED}.closest('.finding')?.id`);
    const ids = await read<string[]>(`${ROWS}.map(({ id }) => id)`);
    await page.keyboard.press('j');
    expect(await focusedId()).toBe(ids[0]);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(await focusedId()).toBe(ids[1]);
    await page.keyboard.press('Enter');
    expect(await read(`${FOCUSED}.getAttribute('aria-expanded')`)).toBe('true');
    expect(await read(`getComputedStyle(${FOCUSED}).outlineStyle`)).toBe('solid');
    await page.keyboard.press('Escape');
    expect(await read(`${FOCUSED}.getAttribute('aria-expanded')`)).toBe('false');
    await page.keyboard.press('/');
    await page.keyboard.type('jk?/');
    expect(await read(`document.querySelector('#filter-query').value`)).toBe('jk?/');
    await page.keyboard.press('Escape');
    expect(await read(`document.querySelector('#filter-query').value`)).toBe('');
    expect(await read(STATUS)).toBe(`${String(ids.length)} findings`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect(await read(`document.querySelector('dialog').open`)).toBe(true);
    await page.click('dialog input');
    await page.keyboard.press('Escape');
    expect(await read(`document.querySelector('dialog').open`)).toBe(false);
    await page.keyboard.press('?');
    expect(await read(`document.querySelector('dialog').open`)).toBe(false);
  });

  it('moves between tabs by arrows', async () => {
    const { page, read } = await open(EVERY_STATE);
    await page.click('#tab-findings');
    await page.keyboard.press('ArrowRight');
    expect(await read(`${FOCUSED}.id`)).toBe('tab-controls');
    await page.keyboard.press('End');
    expect(await read(`${FOCUSED}.id + ' ' + ${FOCUSED}.getAttribute('aria-selected')`)).toBe('tab-inputs true');
    await page.keyboard.press('ArrowRight');
    expect(await read(`${FOCUSED}.id`)).toBe('tab-findings');
    expect(
      await read(`[...document.querySelectorAll('.panel')].filter(({ hidden }) => !hidden).map(({ id }) => id)`),
    ).toEqual(['findings']);
  });
});

describe('links', () => {
  it('opens the finding that the address names, however far down, whatever is filtered', async () => {
    const last = MANY.findings.at(-1);
    const { page, read } = await open(MANY, { hash: `finding-${last?.id ?? ''}` });
    const isShown = `(() => { const row = document.getElementById('finding-${last?.id ?? ''}'); const { top } = row.getBoundingClientRect(); return !row.querySelector('.detail').hidden && top >= 0 && top < innerHeight; })()`;
    expect(await read(isShown)).toBe(true);
    await page.evaluate(`location.hash = ''`);
    await page.fill('#filter-query', 'nothing has this text');
    await page.evaluate(`location.hash = 'finding-${last?.id ?? ''}'`);
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 100))');
    expect(await read(isShown)).toBe(true);
    expect(await read(`${FOCUSED}.closest('.finding').id`)).toBe(`finding-${last?.id ?? ''}`);
  });

  it.each(['controls', 'exceptions'])('opens the view %s', async (tab) => {
    const { read } = await open(EVERY_STATE, { hash: tab });
    expect(await read(`document.querySelector('#tab-${tab}').getAttribute('aria-selected')`)).toBe('true');
  });

  it.each(['finding-none', '%', '__proto__', 'finding-%E0%A4%A', 'main'])('is not disturbed by #%s', async (hash) => {
    const { read } = await open(EVERY_STATE, { hash });
    expect(await read(`document.querySelector('#tab-findings').getAttribute('aria-selected')`)).toBe('true');
    expect(await read(`${ROWS}.length`)).toBe(EVERY_STATE.findings.length);
  });
});

describe('5,000 findings', () => {
  it('loads within 3 s, and draws only what is looked at', async () => {
    const started = performance.now();
    const { read } = await open(MANY);
    expect(await read(STATUS)).toBe('5,000 findings');
    expect(performance.now() - started).toBeLessThan(3000);
    expect(await read<number>(`${ROWS}.length`)).toBeLessThan(500);
  });

  it('filters within 100 ms', async () => {
    const { read } = await open(MANY);
    const search = (text: string) => `(() => {
      const field = document.querySelector('#filter-query');
      const times = [1, 2, 3].map((time) => {
        field.value = time === 2 ? '' : ${JSON.stringify(text)};
        const started = performance.now();
        field.dispatchEvent(new Event('input'));
        document.body.getBoundingClientRect();
        return performance.now() - started;
      });
      return Math.min(...times);
    })()`;
    expect(await read<number>(search('service_7_ anyone'))).toBeLessThan(100);
    const wanted = MANY.findings.filter(
      ({ address, message }) => address.includes('service_7_') && message.includes('anyone'),
    );
    expect(await read(STATUS)).toBe(`${String(wanted.length)} of 5,000 findings`);
    const address = MANY.findings[2500]?.address ?? '';
    await read(search(`${address.toUpperCase()} enabled`));
    expect(await read(STATUS)).toBe(
      `${String(MANY.findings.filter((finding) => finding.address === address).length)} of 5,000 findings`,
    );
  });

  it('draws more as it is scrolled, and by its button', async () => {
    const { page, read } = await open(MANY);
    const before = await read<number>(`${ROWS}.length`);
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 300))');
    const scrolled = await read<number>(`${ROWS}.length`);
    expect(scrolled).toBeGreaterThan(before);
    await page.evaluate(`document.querySelector('.show-more').click()`);
    expect(await read<number>(`${ROWS}.length`)).toBeGreaterThan(scrolled);
    expect(await read(`${ROWS}.indexOf(${FOCUSED}.closest('.finding'))`)).toBeGreaterThanOrEqual(scrolled);
  });

  it('says how many of more findings it leaves out', async () => {
    const { read } = await open(manyFindings(12_000));
    expect(await read(`document.querySelector('.banner.note').textContent`)).toMatch(
      /^This page lists the worst [\d,]+ of 12,000 findings/,
    );
  });
});

describe('controls', () => {
  it('shows every control of a framework with its status and its rules', async () => {
    const { page, read } = await open(EVERY_STATE);
    await page.click('#tab-controls');
    for (const { title, controls } of controlResults(EVERY_STATE)) {
      await page.selectOption('#pick-framework', { label: title });
      const rows = await read<string[]>(
        `[...document.querySelectorAll('#control-list tbody tr')].map((row) => row.querySelector('th').firstChild.textContent + ' ' + row.querySelector('.badge').className)`,
      );
      expect(rows).toEqual(controls.map(({ id, status }) => `${id} badge ${status}`));
    }
    expect(CONTROL_STATUSES).toContain('partly');
  });

  it('leads from a rule to its findings', async () => {
    const { page, read } = await open(EVERY_STATE);
    await page.click('#tab-controls');
    await page.selectOption('#pick-framework', { label: 'AWS Foundational Security Best Practices' });
    await page.selectOption('#pick-status', { label: 'fail' });
    const rule = await read<string>(`document.querySelector('#control-list .link').textContent`);
    await page.click('#control-list .link');
    expect(await read(`document.querySelector('#findings').hidden`)).toBe(false);
    const rules = await read<string[]>(`${ROWS}.map((row) => row.querySelector('.rule').textContent)`);
    expect(rules.length).toBeGreaterThan(0);
    expect(new Set(rules)).toEqual(new Set([rule]));
  });
});

describe('elsewhere', () => {
  it('prints every view and every finding, and none of the controls', async () => {
    const { page, read } = await open(manyFindings(300));
    expect(await read<number>(`${ROWS}.length`)).toBeLessThan(300);
    const file = await page.pdf({ format: 'A4' });
    expect(Buffer.from(file).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await read(`${ROWS}.length`)).toBe(300);
    await page.emulateMedia({ media: 'print' });
    const visible = (selector: string) =>
      read(`[...document.querySelectorAll('${selector}')].map((each) => each.checkVisibility())`);
    expect(await visible('.panel')).toEqual(TABS.map(() => true));
    expect(await visible('.tabs, .filters, .actions, .tools')).toEqual([false, false, false, false]);
  });

  it('is a readable list where no script runs', async () => {
    const { read } = await open(EVERY_STATE, { scripts: false });
    const failing = EVERY_STATE.findings.filter(({ verdict, suppressed }) => verdict === 'fail' && suppressed === null);
    const rows = await read<string[]>(
      `[...document.querySelectorAll('#findings tbody tr')].map((row) => row.innerText)`,
    );
    expect(rows).toHaveLength(failing.length);
    for (const { rule } of failing) expect(rows.some((row) => row.includes(rule))).toBe(true);
    expect(await read(`[...document.querySelectorAll('.panel')].map((panel) => panel.checkVisibility())`)).toEqual(
      TABS.map(() => true),
    );
    expect(await read(`document.querySelectorAll('button, input, select').length`)).toBe(0);
  });
});
