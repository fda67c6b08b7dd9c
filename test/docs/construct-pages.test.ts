/** Every construct has a page, every page says what its reader has to know, and its tables are those of the code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Profile } from '../../lib';
import { codeBlocks } from '../../scripts/readme/code-blocks';
import { exportedConstructs } from '../../scripts/construct-docs/guarantee-rows';
import { markedClasses, withTables } from '../../scripts/construct-docs/guarantee-table';
import { withPages } from '../../scripts/construct-docs/pages-list';
import { constructPages, currentDocuments, documentsOfConstructs } from '../../scripts/construct-docs/pages';

const ROOT = path.join(__dirname, '..', '..');

const SECTIONS = [
  'What it guarantees',
  'What it costs',
  'How to loosen',
  'Import an existing resource',
  'From raw resources and from aws-cdk',
];

const pages = constructPages();

it('every exported construct has its table on exactly one page', () => {
  const marked = pages.flatMap(({ text }) => markedClasses(text));
  expect([...marked].sort()).toEqual(exportedConstructs());
});

it('tables and lists are up to date', () => {
  expect(pages.length).toBeGreaterThan(4);
  expect(documentsOfConstructs()).toEqual(currentDocuments());
}, 120_000);

it('the page of profiles says what each of them sets', () => {
  const page = readFileSync(path.join(ROOT, 'docs', 'constructs', 'profiles.md'), 'utf8');
  const shown = new Map(
    [...page.matchAll(/^\| `(\w+)`[^|]*\|([^|]+)\|([^|]+)\|([^|]+)\|/gm)].map(([, name = '', ...values]) => [
      name,
      values.map((value) => value.trim()),
    ]),
  );
  const profiles = [Profile.PROD, Profile.STAGING, Profile.DEV].map((profile) => new Map(Object.entries(profile)));
  const settings = [...(profiles[0]?.keys() ?? [])].filter((name) => name !== 'name');
  const inWords = (value: unknown): string => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value));
  expect(shown).toEqual(new Map(settings.map((name) => [name, profiles.map((profile) => inWords(profile.get(name)))])));
});

describe.each(pages.map(({ file, text }) => ({ file, text })))('$file', ({ text }) => {
  it('has every section, in order', () => {
    const titles = [...text.matchAll(/^## (.+)$/gm)].map(([, title = '']) => title);
    expect(titles.filter((title) => SECTIONS.includes(title))).toEqual(SECTIONS);
    for (const section of text.split(/^## /m).slice(1))
      expect(section.split('\n').slice(1).join('').trim()).not.toBe('');
  });

  it('begins with an example', () => {
    const [before = ''] = text.split('## What it guarantees');
    expect(codeBlocks(before).filter(({ language }) => language === 'ts').length).toBeGreaterThan(0);
  });

  it('names rules that exist', () => {
    const tables = [...text.matchAll(/<!-- guarantees:start [\w ]+ -->[\s\S]*?<!-- guarantees:end -->/g)].join('\n');
    const ids = [...tables.matchAll(/\]\(\.\.\/rules\/([\w-]+)\.md\)/g)].map(([, id = '']) => id);
    expect(ids.filter((id) => !existsSync(path.join(ROOT, 'docs', 'rules', `${id}.md`)))).toEqual([]);
  });

  it('shows no token', () => {
    expect(text.replace(/^```[\s\S]*?^```$/gm, '')).not.toMatch(/\$\{|TfToken|Token\[|-1\.888/);
  });

  it('imports resources of the provider', () => {
    const [, importing = ''] = text.split('## Import an existing resource');
    const types = [...importing.matchAll(/(?:terraform import |\bto = )['"]?(?:aws_)?([a-z0-9_]+)\./g)].map(
      ([, type]) => type,
    );
    const modules = new Set(readdirSync(path.join(ROOT, 'node_modules', '@cdktf', 'provider-aws', 'lib')));
    expect(types.filter((type = '') => !modules.has(type.replaceAll('_', '-')))).toEqual([]);
  });
});

describe('a table of guarantees', () => {
  const page = 'before\n<!-- guarantees:start Thing -->\nold\n<!-- guarantees:end -->\nafter';
  const row = {
    resourceType: 'aws_thing',
    attribute: 'encrypted',
    values: ['`true`'],
    rules: ['rds-instance-storage-encrypted'],
  };
  const link = (name: string): string | undefined => (name === 'Key' ? 'key.md' : undefined);

  it('links rules, controls and what is made besides', () => {
    const text = withTables(page, new Map([['Thing', { rows: [row], makes: ['Key'] }]]), link);
    expect(text).toContain(
      '| `aws_thing.encrypted` | `true` | [rds-instance-storage-encrypted](../rules/rds-instance-storage-encrypted.md) | CIS',
    );
    expect(text).toContain('FSBP RDS.3');
    expect(text).toContain('[`Key`](key.md)');
    expect(text).toMatch(/^before\n[\s\S]*\nafter$/);
    expect(text).not.toContain('old');
  });

  it('may stand for several classes', () => {
    const both = page.replace('start Thing', 'start Thing Other');
    const other = { ...row, values: ['`false`'], rules: [] };
    const facts = new Map([
      ['Thing', { rows: [row], makes: ['Other', 'Key'] }],
      ['Other', { rows: [other, { ...other, attribute: 'open' }], makes: [] }],
    ]);
    expect(withTables(both, facts, link)).toContain('| `aws_thing.encrypted` | `false` or `true` | [rds-instance-');
    expect(withTables(both, facts, link)).toContain('| `aws_thing.open` | `false` |  |  |');
    expect(markedClasses(both)).toEqual(['Thing', 'Other']);
  });

  it.each([
    { values: ['`7`'], told: '`7`' },
    { values: ['`7`', '`8`'], told: 'what its props say' },
    { values: ['`a`, `b`', '`a`', 'not set'], told: 'what its props say or not set' },
    { values: ['`false`', '`true`'], told: '`false` or `true`' },
    { values: ['at most 7', 'at most 7 (not set)'], told: 'at most 7' },
    { values: ['one', 'two', 'three', 'four'], told: 'what its props say' },
  ])('tells $values as $told', ({ values, told }) => {
    const text = withTables(page, new Map([['Thing', { rows: [{ ...row, values }], makes: [] }]]), link);
    expect(text).toContain(`| \`aws_thing.encrypted\` | ${told} | `);
  });

  it('leaves out a rule that is still to come', () => {
    const rows = [{ ...row, rules: ['no-such-rule'] }];
    expect(withTables(page, new Map([['Thing', { rows, makes: [] }]]), link)).toContain('| `true` |  |  |');
  });

  it('refuses a class that no build makes', () => {
    expect(() => withTables(page, new Map(), link)).toThrow(/no build makes a Thing/);
  });
});

describe('a list of pages', () => {
  const guide = { file: 'docs/guides/constructs.md', text: '<!-- pages:start -->\n<!-- pages:end -->\nafter' };
  const page = {
    file: 'docs/constructs/thing.md',
    text: '# Thing\n\nA thing, e.g. version 1.5 | two. It holds.\n\n<!-- guarantees:start Thing -->\n<!-- guarantees:end -->\n',
  };

  it('links each page with its constructs and its first sentence', () => {
    const { text } = withPages(guide, [page]);
    expect(text).toContain('| [Thing](../constructs/thing.md) | `Thing` | A thing, e.g. version 1.5 \\| two. |');
    expect(text).toMatch(/\nafter$/);
  });

  it('needs a place', () => {
    expect(() => withPages({ ...guide, text: 'none' }, [page])).toThrow(/docs\/guides\/constructs\.md/);
  });
});
