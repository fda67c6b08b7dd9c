import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { reporters } from '../../lib/reporters';
import { Workspace } from './run-command';

jest.mock('../../lib/compliance/rules/index.generated', () => jest.requireActual<object>('./rules-fixture'));

function databases(...attributes: object[]): object {
  const named = attributes.map((values, index) => [`db${String(index)}`, values]);
  return { resource: { aws_db_instance: Object.fromEntries(named) as unknown } };
}

const OPEN = databases({ storage_encrypted: false });
const CLOSED = databases({ storage_encrypted: true });
const UNDECIDED = { ...databases({ storage_encrypted: '${var.encrypt}' }), variable: { encrypt: { type: 'bool' } } };

interface Report {
  readonly summary: Readonly<Record<'blocks' | 'rules' | 'pass' | 'fail' | 'unknown', number>>;
  readonly inputs: readonly { readonly file: string; readonly kind: string }[];
  readonly findings: readonly { readonly rule: string; readonly severity: string; readonly verdict: string }[];
}

let workspace: Workspace;

beforeEach(() => {
  workspace = new Workspace();
});

afterEach(() => {
  workspace.remove();
});

async function report(...argv: string[]): Promise<Report> {
  const { stdout } = await workspace.run(['check', '--format', 'json', ...argv]);
  return JSON.parse(stdout) as Report;
}

describe('exit code 0', () => {
  it('when nothing is wrong', async () => {
    const { code, stdout, stderr } = await workspace.write('main.tf.json', CLOSED).run(['check', 'main.tf.json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^checked 1 block with 1 rule in \d+\.\d\d s: nothing failed\n$/);
  });

  it('when everything found is milder than the threshold', async () => {
    const { code, stdout } = await workspace
      .write('a.tf.json', OPEN)
      .run(['check', 'a.tf.json', '--fail-on', 'critical']);
    expect(code).toBe(0);
    expect(stdout).toContain('the database is not encrypted');
  });

  it('when nothing may fail the run', async () => {
    expect((await workspace.write('a.tf.json', OPEN).run(['check', '.', '--fail-on', 'never'])).code).toBe(0);
  });

  it('when something is unknown, which it says', async () => {
    const { code, stdout } = await workspace.write('a.tf.json', UNDECIDED).run(['check', 'a.tf.json']);
    expect(code).toBe(0);
    expect(stdout).toContain('encryption is not known yet (storage_encrypted: got ${var.encrypt})');
    expect(stdout).toContain('nothing failed, 1 unknown');
  });
});

describe('exit code 1', () => {
  it('when a finding reaches the threshold', async () => {
    const { code, stdout, stderr } = await workspace
      .write('a.tf.json', OPEN)
      .run(['check', 'a.tf.json', '--fail-on', 'high']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain(
      '    5:9  high  the database is not encrypted (storage_encrypted: got false, expected true)\n',
    );
    expect(stdout).toContain('fix: Set storage_encrypted = true.');
    expect(stdout).toMatch(/: 1 high\n$/);
  });

  it('when an unknown verdict may fail the run', async () => {
    workspace.write('a.tf.json', UNDECIDED);
    expect((await workspace.run(['check', '.', '--fail-on-unknown'])).code).toBe(1);
    expect((await workspace.run(['check', '.', '--fail-on-unknown', '--fail-on', 'critical'])).code).toBe(0);
  });

  it('when the settings say so', async () => {
    workspace.write('a.tf.json', UNDECIDED).write('guardrails.config.json', { failOnUnknown: true });
    expect((await workspace.run(['check', 'a.tf.json'])).code).toBe(1);
  });
});

describe('exit code 2', () => {
  const input = (): Workspace => workspace.write('a.tf.json', CLOSED);

  it.each([
    [
      ['check', '--fail-on', 'hihg'],
      "error: option '--fail-on <severity>' argument 'hihg' is invalid. Allowed choices are critical",
    ],
    [
      ['check', '--format', 'xml'],
      'error: unknown format "xml"; did you mean "html"? formats are stylish, json, html, sarif, ',
    ],
    [['check', '--max-findings', '-1'], 'Expected a whole number, 0 or more.'],
    [['check', '--max-findings', 'many'], 'Expected a whole number, 0 or more.'],
    [['check', '--pack', ''], 'A name is empty.'],
    [['check', '--rule', 'rds-encrypted,'], 'A name is empty.'],
    [['check', '--quite'], "error: unknown option '--quite'\n(Did you mean --quiet?)"],
    [['chekc'], "error: unknown command 'chekc'\n(Did you mean check?)"],
    [['explain'], "error: missing required argument 'rule'"],
    [['check', 'a.tf.json', '--pack', 'stirct'], 'error: unknown pack "stirct"; did you mean "strict"?\n'],
    [
      ['check', 'a.tf.json', '--rule', 'rds-encryptd'],
      'error: unknown rule "rds-encryptd"; did you mean "rds-encrypted"?\n',
    ],
    [
      ['check', '--pack', 'recommended', 'strict'],
      'error: strict is a pack, not a file or folder; separate packs by commas',
    ],
    [
      ['check', 'a.tf.json', '--config', 'none.json'],
      'error: none.json: the settings file does not exist; check the path\n',
    ],
    [['check', 'missing.tf.json'], 'missing.tf.json: no such file or folder'],
  ])('for %j', async (argv, message) => {
    const { code, stdout, stderr } = await input().run(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('without a command, with help', async () => {
    const { code, stdout, stderr } = await workspace.run([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Usage: cdktf-guardrails');
  });

  it('for settings that are not understood', async () => {
    const { code, stderr } = await input()
      .write('guardrails.config.json', '{\n  "failOn": "worst",\n  "rule": {}\n}')
      .run(['check', 'a.tf.json']);
    expect(code).toBe(2);
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^error: guardrails\.config\.json:2:3: "failOn" must be /),
      expect.stringMatching(/^guardrails\.config\.json:3:3: unknown setting "rule"; did you mean "rules"\?/),
      '',
    ]);
  });

  it('for a broken cdktf.json', async () => {
    const { code, stderr } = await workspace.write('cdktf.json', '{"output":').run(['check']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: cdktf\.json:1:11: not valid JSON: /);
  });

  it('for a cdktf.json that cannot be read', async () => {
    const { code, stderr } = await workspace.write('cdktf.json/file', '').run(['check']);
    expect(code).toBe(2);
    expect(stderr).toBe('error: cdktf.json: cannot be read (EISDIR); name a file or folder to check\n');
  });

  it('for input that is not JSON', async () => {
    const { code, stderr } = await workspace.write('a.tf.json', '{"resource": }').run(['check', 'a.tf.json']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/a\.tf\.json:1:14: not valid JSON: /);
  });

  it('when no rule is selected', async () => {
    const { code, stderr } = await input()
      .write('guardrails.config.json', { rules: { 'rds-encrypted': 'off' } })
      .run(['check', 'a.tf.json']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: no rule is selected/);
  });

  it('when a rule throws: no finding, a report, one line a rule', async () => {
    workspace.write('a.tf.json', { resource: { aws_s3_bucket: { a: {}, b: {} } } });
    const { code, stdout, stderr } = await workspace.run(['check', 'a.tf.json', '--rule', 'broken-rule']);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^error: rule broken-rule failed on aws_s3_bucket\.a in .*a\.tf\.json \(and on 1 more\): cannot read x of undefined; the result is incomplete\n$/,
    );
    expect(stdout).toContain('nothing failed, incomplete: 2 rule errors');
  });

  it('when a rule throws, even if other findings fail the run', async () => {
    workspace.write('a.tf.json', { resource: { aws_s3_bucket: { a: {} }, aws_db_instance: { db: {} } } });
    const { code, stdout } = await workspace.run(['check', 'a.tf.json', '--pack', 'strict']);
    expect(code).toBe(2);
    expect(stdout).toContain('the database is not encrypted');
  });

  it('with a stack only for --debug', async () => {
    workspace.write('a.tf.json', { resource: { aws_s3_bucket: { a: {} } } });
    const argv = ['check', 'a.tf.json', '--rule', 'broken-rule'];
    expect((await workspace.run(argv)).stderr).not.toMatch(/\n\s+at /);
    expect((await workspace.run([...argv, '--debug'])).stderr).toMatch(/TypeError: cannot read x of undefined\n\s+at /);
    expect((await workspace.run(['check', 'none', '--debug'])).stderr).toMatch(/InputError: .*\n\s+at /);
  });

  it('with a message that is no longer than a screen, however long a name is', async () => {
    workspace.write('guardrails.config.json', { rules: { ['x'.repeat(100_000)]: 'off' } });
    const { code, stderr } = await workspace.write('a.tf.json', OPEN).run(['check', 'a.tf.json']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: guardrails\.config\.json:1?\d:\d+: unknown rule "x+… \(\d+ characters\)\n$/);
    expect(stderr.length).toBeLessThan(1100);
  });

  it('never lets a file name steer the terminal', async () => {
    const { stderr } = await workspace.run(['check', 'a\u001b[2Jb.tf.json']);
    expect(stderr).toContain('a\\u001b[2Jb.tf.json');
  });
});

describe('exit code 3', () => {
  it.each([
    ['there is no output', [], 'nothing to check: there is no cdktf.out here; run `cdktf synth` first'],
    ['a folder is empty', ['.'], 'nothing to check in this folder'],
    ['a file holds no block', ['empty.tf.json'], 'nothing to check'],
    ['a file is no Terraform JSON', ['package.json'], 'nothing to check'],
  ])('when %s', async (name, argv, message) => {
    if (name !== 'a folder is empty')
      workspace.write('empty.tf.json', { resource: {} }).write('package.json', { name: 'x' });
    const { code, stdout, stderr } = await workspace.run(['check', ...argv]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('what is checked', () => {
  function synthesise(folder: string): void {
    workspace
      .write(`${folder}/stacks/shop/cdk.tf.json`, { '//': { metadata: { stackName: 'shop' } }, ...OPEN })
      .write(`${folder}/manifest.json`, {
        stacks: { shop: { name: 'shop', synthesizedStackPath: 'stacks/shop/cdk.tf.json' } },
      });
  }

  it('is cdktf.out by default', async () => {
    synthesise('cdktf.out');
    expect((await report()).inputs).toEqual([
      {
        file: expect.stringMatching(/cdktf\.out[/\\]stacks[/\\]shop[/\\]cdk\.tf\.json$/) as string,
        kind: 'synth',
        sha256: expect.any(String) as string,
      },
    ]);
  });

  it('is the output of cdktf.json', async () => {
    synthesise('build/tf');
    workspace.write('cdktf.json', { language: 'typescript', output: 'build/tf' });
    expect((await report()).summary.fail).toBe(1);
  });

  it('is every path that is named', async () => {
    workspace.write('a.tf.json', OPEN).write('b.tf.json', CLOSED);
    expect((await report('a.tf.json', 'b.tf.json')).summary).toMatchObject({ blocks: 2, pass: 1, fail: 1 });
  });

  it('is not output older than its sources, unless asked for', async () => {
    synthesise('cdktf.out');
    workspace.write('cdktf.json', {}).write('main.ts', '');
    utimesSync(join(workspace.path, 'main.ts'), new Date(), new Date(Date.now() + 60_000));
    const { code, stderr } = await workspace.run(['check']);
    expect(code).toBe(2);
    expect(stderr).toContain('stale output');
    expect((await workspace.run(['check', '--allow-stale'])).code).toBe(1);
  });
});

describe('by which rules', () => {
  it('is told by --pack, repeated or with commas, against the settings', async () => {
    workspace.write('a.tf.json', databases({})).write('guardrails.config.json', { packs: ['recommended'] });
    expect((await report('a.tf.json')).summary.rules).toBe(1);
    expect((await report('a.tf.json', '--pack', 'strict')).summary.rules).toBe(3);
    expect((await report('a.tf.json', '--pack', 'recommended,strict')).summary.rules).toBe(3);
    expect((await report('--pack', 'recommended', '--pack', 'strict', 'a.tf.json')).summary.rules).toBe(3);
  });

  it('is told by --rule alone', async () => {
    workspace.write('a.tf.json', databases({}));
    const { findings } = await report('a.tf.json', '--rule', 'rds-backup-days');
    expect(findings.map(({ rule }) => rule)).toEqual(['rds-backup-days']);
  });

  it('is told by the settings, with severity and options', async () => {
    workspace.write('a.tf.json', databases({ backup_retention_period: 7 })).write('strict.json', {
      packs: [],
      rules: { 'rds-backup-days': { severity: 'critical', options: { minimumDays: 30 } } },
    });
    const { findings } = await report('a.tf.json', '--config', 'strict.json');
    expect(findings).toMatchObject([{ rule: 'rds-backup-days', severity: 'critical', verdict: 'fail' }]);
  });
});

describe('how it is shown', () => {
  it('is the same findings in both formats', async () => {
    workspace.write('a.tf.json', databases({ storage_encrypted: true }, {}, {}));
    expect((await report('a.tf.json')).findings).toHaveLength(2);
    expect((await report('a.tf.json', '--all')).findings).toHaveLength(3);
    expect((await workspace.run(['check', 'a.tf.json', '--all'])).stdout).toContain('2 high, 1 passed');
  });

  it('is limited by --max-findings and --quiet', async () => {
    workspace.write('a.tf.json', { ...databases({}, {}, {}, { storage_encrypted: '${var.x}' }), variable: { x: {} } });
    const { stdout } = await workspace.run(['check', 'a.tf.json', '--max-findings', '1', '--quiet']);
    expect(stdout.match(/not encrypted/g)).toHaveLength(1);
    expect(stdout).toContain('… and 2 more\n');
    expect(stdout).not.toContain('not known');
  });

  it('is an error that names the report where it is longer than a text can be', async () => {
    const get = jest.spyOn(reporters, 'get').mockReturnValue(() => 'x'.repeat(2 ** 30));
    const { code, stdout, stderr } = await workspace.write('a.tf.json', OPEN).run(['check', '.', '--format', 'oscal']);
    get.mockRestore();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: the oscal report of 1 finding is longer than a text can be.*check fewer stacks/);
    expect(stderr).not.toContain('unexpected');
  });

  it('is an error without the credentials that it quotes', async () => {
    const key = 'AKIA' + 'IOSFODNN7EXAMPLE';
    workspace.write('a.tf.json', OPEN).write('guardrails.config.json', { rules: { [key]: 'high' } });
    const { code, stderr } = await workspace.run(['check', '.', '--debug']);
    expect({ code, leaks: stderr.includes(key) }).toEqual({ code: 2, leaks: false });
    expect(stderr).toContain('unknown rule "(masked)"');
  });

  it('is as wide as the terminal', async () => {
    workspace.write('a.tf.json', OPEN);
    const { stdout } = await workspace.run(['check', 'a.tf.json'], {
      isTTY: true,
      columns: 50,
      env: { NO_COLOR: '1' },
    });
    const wide = await workspace.run(['check', 'a.tf.json'], { isTTY: false, columns: undefined });
    expect(stdout.split('\n').length).toBeGreaterThan(wide.stdout.split('\n').length);
  });

  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [true, { TERM: 'dumb' }, false],
    [false, { FORCE_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('has colours or not: terminal %j, environment %j, colours %j', async (isTTY, env, colored) => {
    workspace.write('a.tf.json', OPEN);
    const { stdout } = await workspace.run(['check', 'a.tf.json'], { isTTY, env, columns: 80 });
    expect(stdout.includes('\u001b[')).toBe(colored);
  });
});
