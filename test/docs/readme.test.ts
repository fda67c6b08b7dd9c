/** Code, settings, commands, quoted output, tables and links of the documents. `UPDATE_README=1` rewrites what is generated. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { loadJson, loadPaths, packNames, packRules, SEVERITIES } from '../../lib/compliance';
import { loadSettings, parseSettings } from '../../lib/compliance/engine/settings';
import { runCommand, synthesizeBrokenTwin } from '../../scripts/readme/command-output';
import { guardrailsCommands } from '../../scripts/readme/code-blocks';
import { refresh } from '../../scripts/readme/refresh';
import { documents, typeScriptOf, writeDocument, type Document } from './documents';
import { typeErrors } from './type-check';

const ROOT = path.join(__dirname, '..', '..');
const ALL = documents();
const README = documentOf('README.md');

jest.mock('vitest', () => ({ expect }), { virtual: true });

function documentOf(name: string): Document {
  const document = ALL.find((each) => each.name === name);
  if (document === undefined) throw new Error(`no document ${name}`);
  return document;
}

describe.each(ALL.map((document) => [document.name, document] as const))('%s', (_, document) => {
  const { blocks, folder, text } = document;
  const files = typeScriptOf(document).map(({ file }) => file);

  it('names each file once', () => {
    expect(files).toEqual([...new Set(files)]);
  });

  for (const file of files.filter((each) => each.endsWith('.test.ts'))) {
    describe(file, () => {
      require(path.join(folder, file));
    });
  }

  for (const file of files.filter((each) => !each.endsWith('.test.ts'))) {
    it(`runs ${file}`, () => {
      const outdir = path.join(folder, 'cdktf.out');
      mkdirSync(outdir, { recursive: true });
      process.env.CDKTF_OUTDIR = outdir;
      try {
        expect(() => {
          require(path.join(folder, file));
        }).not.toThrow();
      } finally {
        delete process.env.CDKTF_OUTDIR;
      }
    });
  }

  for (const { file, code, line } of blocks.filter(({ language }) => language === 'json')) {
    it(`holds valid JSON on line ${String(line)}`, () => {
      if (file === 'guardrails.config.json') expect(parseSettings(code).packs.length).toBeGreaterThan(0);
      else if (file === 'cdktf.json')
        expect(JSON.parse(code)).toMatchObject({ language: 'typescript', app: expect.any(String) as unknown });
      else if (file === 'cdk.tf.json') expect(loadJson(code).configuration.blocks.length).toBeGreaterThan(0);
      else throw new Error('say after the fence which file this is: guardrails.config.json, cdktf.json or cdk.tf.json');
    });
  }

  it('uses only languages that are checked', () => {
    // hcl and shell show imports, which construct-pages.test.ts reads.
    expect(['console', 'hcl', 'json', 'sh', 'shell', 'ts', 'yaml']).toEqual(
      expect.arrayContaining(blocks.map(({ language }) => language)),
    );
  });

  it('links to what exists', () => {
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
    for (const [, target = '', anchor] of targets) {
      const linked =
        target === '' ? path.join(ROOT, document.name) : path.join(ROOT, path.dirname(document.name), target);
      expect([target, existsSync(linked)]).toEqual([target, true]);
      if (anchor !== undefined && linked.endsWith('.md')) expect(anchorsOf(linked)).toContain(anchor);
    }
  });
});

it('compiles every ts block', () => {
  const files = ALL.flatMap((document) => typeScriptOf(document).map(({ file }) => path.join(document.folder, file)));
  expect(files.length).toBeGreaterThan(10);
  expect(typeErrors(files)).toEqual([]);
}, 120_000);

describe('commands', () => {
  let twin: string;

  beforeAll(() => {
    twin = synthesizeBrokenTwin('readme-test');
  }, 60_000);

  const shown = ALL.flatMap(({ name, blocks }) =>
    blocks
      .filter(({ language }) => ['sh', 'console', 'yaml'].includes(language))
      .flatMap((block) => guardrailsCommands(block).map((args) => [name, args.join(' '), args] as const)),
  );

  it('are found', () => {
    expect(shown.map(([, text]) => text)).toContain('check cdktf.out --pack cis-aws-5.0.0');
  });

  it.each(shown)('%s: cdktf-guardrails %s', async (_, text, args) => {
    // The examples are named from the root of the repository; here the broken twin stands for all of them.
    const { code, stdout, stderr } = await runCommand(
      args.map((arg) => (arg.startsWith('examples/') ? 'cdktf.out' : arg)),
      twin,
    );
    expect(stderr).toBe('');
    expect(stdout).not.toBe('');
    const passes = !text.startsWith('check') || text.includes('--fail-on never');
    expect(code).toBe(passes ? 0 : 1);
  });

  it('print what the README quotes', async () => {
    const current = await refresh(README.text, twin);
    if (process.env.UPDATE_README === '1') writeDocument(README, current);
    else expect(README.text).toBe(current);
  });
});

describe('README.md', () => {
  it('shows the main parts in at most 300 lines', () => {
    expect(README.text.split('\n').length).toBeLessThanOrEqual(301);
    expect(README.blocks.filter(({ language }) => language === 'console')).toHaveLength(1);
  });

  it('counts the rules of every pack', () => {
    for (const name of packNames()) {
      const severities = [...packRules(name).values()];
      const counts = SEVERITIES.map((severity) => severities.filter((each) => each === severity).length);
      const row = README.text.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
      expect([
        name,
        ...(row
          .match(/\d+(?= \|)/g)
          ?.slice(-5)
          .map(Number) ?? []),
      ]).toEqual([name, severities.length, ...counts]);
    }
  });

  it('synthesises its stack with the lines of its source', () => {
    const outdir = path.join(README.folder, 'cdktf.out');
    const [{ configuration } = { configuration: undefined }] = loadPaths([outdir], { allowStale: true });
    const [database] = configuration?.ofType('aws_db_instance') ?? [];
    expect(database?.get('storage_encrypted')).toBe(true);
    expect(JSON.stringify(database?.raw['//'])).toContain('shop-stack.ts:');
  });

  it('names every option of check, and no other', async () => {
    const { stdout } = await runCommand(['check', '--help'], ROOT);
    const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)]
      .map(([, option]) => option)
      .filter((option) => option !== '--help');
    const table = [...README.text.matchAll(/^\| (`--.*?) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/--[\w-]+/g)].map(([option]) => option),
    );
    expect([...table].sort()).toEqual([...options].sort());
  });

  it('shows the settings as the command reads them', () => {
    expect(loadSettings({ cwd: README.folder })).toMatchObject({ packs: ['recommended'] });
  });
});

function anchorsOf(file: string): readonly string[] {
  const titles = [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title.toLowerCase());
  return titles.map((title) => title.replace(/[^\w\- ]/g, '').replaceAll(' ', '-'));
}
