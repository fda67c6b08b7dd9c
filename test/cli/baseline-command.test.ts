import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from './run-command';

jest.mock('../../lib/compliance/rules/index.generated', () => jest.requireActual<object>('./rules-fixture'));

const FILE = 'guardrails.baseline.json';

function databases(...names: string[]): object {
  return { resource: { aws_db_instance: Object.fromEntries(names.map((name) => [name, {}])) } };
}

let workspace: Workspace;

beforeEach(() => {
  workspace = new Workspace().write('a.tf.json', databases('one', 'two'));
});

afterEach(() => {
  workspace.remove();
});

const content = () => readFileSync(join(workspace.path, FILE), 'utf8');
const addresses = () =>
  (JSON.parse(content()) as { findings: { address: string }[] }).findings.map(({ address }) => address);

describe('baseline create', () => {
  it('accepts what is found today; what is new fails', async () => {
    const created = await workspace.run(['baseline', 'create', '.']);
    expect([created.code, created.stdout, created.stderr]).toEqual([0, '', `${FILE}: 2 findings accepted\n`]);
    expect(addresses()).toEqual(['aws_db_instance.one', 'aws_db_instance.two']);
    expect((await workspace.run(['check', '.'])).code).toBe(0);
    workspace.write('b.tf.json', databases('three'));
    const { code, stdout } = await workspace.run(['check', '.']);
    expect(code).toBe(1);
    expect(stdout).toContain('aws_db_instance.three');
    expect(stdout).not.toContain('aws_db_instance.one');
    expect(stdout).toContain('2 suppressed');
  });

  it('does not overwrite a baseline', async () => {
    workspace.write(FILE, { version: 1, findings: [] });
    const { code, stderr } = await workspace.run(['baseline', 'create', '.']);
    expect(code).toBe(2);
    expect(stderr).toContain('a baseline only shrinks');
    expect(addresses()).toEqual([]);
  });

  it('leaves nothing half-written where it cannot write', async () => {
    const { code, stderr } = await workspace.run(['baseline', 'create', '.', '--output', 'none/b.json']);
    expect(code).toBe(2);
    expect(stderr).toContain('cannot be written');
    expect(readdirSync(workspace.path)).toEqual(['a.tf.json']);
    chmodSync(workspace.path, 0o755);
  });

  it('writes where it is told', async () => {
    expect((await workspace.run(['baseline', 'create', '.', '--output', 'b.json'])).code).toBe(0);
    expect(existsSync(join(workspace.path, 'b.json'))).toBe(true);
    expect((await workspace.run(['check', '.', '--baseline', 'b.json'])).code).toBe(0);
    expect((await workspace.run(['check', '.'])).code).toBe(1);
  });
});

describe('baseline prune', () => {
  it('drops what was fixed and keeps the rest', async () => {
    await workspace.run(['baseline', 'create', '.']);
    workspace.write('a.tf.json', databases('two'));
    const checked = await workspace.run(['check', '.']);
    expect([checked.code, checked.stdout]).toEqual([0, expect.stringContaining('1 entry of the baseline no longer')]);
    expect((await workspace.run(['check', '.', '--strict'])).code).toBe(1);
    const { code, stderr } = await workspace.run(['baseline', 'prune', '.']);
    expect([code, stderr]).toEqual([0, `${FILE}: 1 entry dropped, 1 left\n`]);
    expect(addresses()).toEqual(['aws_db_instance.two']);
    expect((await workspace.run(['check', '.', '--strict'])).code).toBe(0);
  });

  it('never adds anything', async () => {
    workspace.write(FILE, { version: 1, findings: [] });
    const before = content();
    expect((await workspace.run(['baseline', 'prune', '.'])).code).toBe(0);
    expect(content()).toBe(before);
  });

  it('needs a baseline', async () => {
    const { code, stderr } = await workspace.run(['baseline', 'prune', '.']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('the baseline cannot be read (ENOENT)')]);
  });
});

describe('check', () => {
  const suppression = { rule: 'CKV_AWS_16', reason: 'holds public data only', address: 'aws_db_instance.one' };

  it('accepts what the settings suppress', async () => {
    workspace.write('guardrails.config.json', { suppressions: [suppression] });
    const { code, stdout } = await workspace.run(['check', '.', '--all']);
    expect(code).toBe(1);
    expect(stdout).toContain('1 suppressed');
  });

  it('fails on an expired suppression although nothing else is wrong', async () => {
    workspace.write('a.tf.json', { resource: { aws_db_instance: { one: { storage_encrypted: true } } } });
    workspace.write('guardrails.config.json', { suppressions: [{ ...suppression, expires: '2020-01-01' }] });
    const { code, stdout } = await workspace.run(['check', '.']);
    expect([code, stdout]).toEqual([1, expect.stringContaining('expired on 2020-01-01, its findings count again')]);
    const report = JSON.parse((await workspace.run(['check', '.', '--format', 'json'])).stdout) as object;
    expect(report).toMatchObject({ suppressionProblems: [{ state: 'expired', suppression: { rule: 'CKV_AWS_16' } }] });
  });

  it('warns of a suppression that accepts nothing, and fails with --strict', async () => {
    workspace.write('a.tf.json', { resource: { aws_db_instance: { one: { storage_encrypted: true } } } });
    workspace.write('guardrails.config.json', { suppressions: [suppression] });
    const { code, stdout } = await workspace.run(['check', '.']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('accepts nothing: remove it')]);
    expect((await workspace.run(['check', '.', '--strict'])).code).toBe(1);
  });

  it('refuses a suppression of an unknown rule, and a broken baseline', async () => {
    workspace.write('guardrails.config.json', { suppressions: [{ ...suppression, rule: 'CKV_AWS_61' }] });
    expect(await workspace.run(['check', '.'])).toMatchObject({ code: 2 });
    workspace.write('guardrails.config.json', {}).write(FILE, '{"version": 2}');
    const { code, stderr } = await workspace.run(['check', '.']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('not a baseline')]);
  });
});

describe('rules --coverage', () => {
  it('tells the status of every recommendation', async () => {
    const { code, stdout } = await workspace.run(['rules', '--pack', 'cis-aws-5.0.0', '--coverage']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^2\.2\.1 +1 .*decided +rds-encrypted$/m);
    expect(stdout).toMatch(/^1\.3 .*not decidable +Root credentials/m);
    expect(stdout).toMatch(/\n\d+ of 63 recommendations covered\n$/);
    const json = await workspace.run(['rules', '--pack', 'cis-aws-5.0.0', '--coverage', '--format', 'json']);
    expect(JSON.parse(json.stdout)).toHaveLength(63);
  });

  it.each([[['--coverage']], [['--coverage', '--pack', 'recommended']]])('needs one CIS pack: %j', async (argv) => {
    const { code, stderr } = await workspace.run(['rules', ...argv]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--coverage needs one pack of cis-aws-1.4.0')]);
  });
});
