import { Ajv } from 'ajv';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { shop, Workspace } from './run-evidence';

const PACK = ['--pack', 'cis-aws-5.0.0'];
const schema = JSON.parse(readFileSync(join(__dirname, '../../schemas/evidence-v1.schema.json'), 'utf8')) as object;
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

let workspace: Workspace;

beforeEach(() => {
  workspace = new Workspace().write('main.tf.json', shop());
});

afterEach(() => {
  workspace.remove();
});

function create(...options: readonly string[]) {
  const { code, stdout, stderr } = workspace.run('create', 'main.tf.json', ...PACK, ...options);
  if (code !== 0) throw new Error(`${String(code)} ${stdout}${stderr}`);
  return workspace.evidence();
}

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], {
    cwd: workspace.path,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

function statusOf(control: string) {
  const found = workspace.evidence().controls.find((each) => each.control === control);
  return found && { status: found.status, findings: found.findings.length };
}

describe('evidence create', () => {
  it('writes the same bytes twice, and fits its schema', () => {
    const options = ['--required-tag', 'Owner', '--required-tag', 'Project', '--name-pattern', '^shop-'];
    create(...options);
    const first = workspace.read('evidence.json');
    const evidence = create(...options);
    expect(workspace.read('evidence.json')).toBe(first);
    expect([validate(evidence), validate.errors]).toEqual([true, null]);
    expect(first).not.toContain(workspace.path);
    expect(evidence).not.toHaveProperty('time');
    expect(evidence).not.toHaveProperty('git');
  });

  it('does not depend on the order in which inputs are named, nor on their keys', () => {
    workspace.write('other.tf.json', { resource: { aws_sqs_queue: { late: {} } } });
    workspace.run('create', 'main.tf.json', 'other.tf.json', ...PACK);
    const first = workspace.read('evidence.json');
    workspace.run('create', 'other.tf.json', 'main.tf.json', ...PACK);
    expect(workspace.read('evidence.json')).toBe(first);
  });

  it('says where the manifest is, and what it says', () => {
    expect(workspace.run('create', 'main.tf.json', ...PACK)).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^evidence\.json: controls: \d+ pass, \d+ partly, 0 fail, 0 unknown, 0 suppressed, \d+ not evaluated\n$/,
      ) as unknown,
      stderr: '',
    });
  });

  it('names the inputs with their hashes', () => {
    const sha256 = createHash('sha256').update(workspace.read('main.tf.json')).digest('hex');
    expect(create().inputs).toEqual([{ file: 'main.tf.json', kind: 'tfjson', sha256 }]);
  });

  it('records what passes, fails, is unknown, is suppressed and is not evaluated', () => {
    create();
    expect(statusOf('2.2.1')).toEqual({ status: 'pass', findings: 0 });
    // Root credentials are no part of any configuration, and there is no bucket here.
    expect(statusOf('1.3')).toMatchObject({ status: 'notEvaluated' });
    expect(statusOf('2.1.4')).toMatchObject({ status: 'notEvaluated' });
    workspace.write('main.tf.json', shop({ storage_encrypted: false }));
    create();
    expect(statusOf('2.2.1')).toEqual({ status: 'fail', findings: 1 });
    workspace.write('main.tf.json', {
      variable: { on: { type: 'bool' } },
      ...shop({ storage_encrypted: '${var.on}' }),
    });
    create();
    expect(statusOf('2.2.1')).toEqual({ status: 'unknown', findings: 1 });
  });

  it('records suppressions, with the findings that they accept', () => {
    const decision = {
      rule: 'rds-instance-storage-encrypted',
      reason: 'holds public data only',
      owner: 'platform',
      ticket: 'SEC-1',
      expires: '2030-01-31',
    };
    workspace.write('main.tf.json', shop({ storage_encrypted: false }));
    workspace.write('guardrails.config.json', {
      suppressions: [
        { ...decision, address: 'aws_db_instance.main' },
        { rule: 's3-bucket-mfa-delete', reason: 'a bucket that is gone by now' },
      ],
    });
    const evidence = create('--time', '2027-01-01');
    const [finding] = evidence.findings.filter(({ rule }) => rule === decision.rule);
    expect(finding?.suppressed).toBe(true);
    expect(statusOf('2.2.1')).toEqual({ status: 'suppressed', findings: 1 });
    expect(evidence.suppressions).toContainEqual({ ...decision, state: 'inForce', findings: [finding?.id] });
    expect(evidence.suppressions).toContainEqual(expect.objectContaining({ state: 'unmatched' }));
    expect(evidence.time).toBe('2027-01-01T00:00:00.000Z');
    const later = create('--time', '2030-02-01T00:00:00Z');
    expect(later.suppressions).toContainEqual({ ...decision, state: 'expired', findings: [] });
    expect(statusOf('2.2.1')).toEqual({ status: 'fail', findings: 1 });
  });

  it('accepts what the baseline accepts, and hashes it', () => {
    workspace.write('main.tf.json', shop({ storage_encrypted: false }));
    const { id, rule, severity, address, path } =
      create().findings.find(({ rule: each }) => each.includes('encrypted')) ?? {};
    workspace.write('guardrails.baseline.json', { version: 1, findings: [{ id, rule, severity, address, path }] });
    const evidence = create();
    expect(statusOf('2.2.1')).toEqual({ status: 'suppressed', findings: 1 });
    expect(evidence.settingsFiles.map(({ file }) => file)).toEqual(['guardrails.baseline.json']);
  });

  it('does not say that a control is kept of which a rule did not run', () => {
    workspace.write('guardrails.config.json', { rules: { 'rds-instance-storage-encrypted': 'off' } });
    const control = create().controls.find((each) => each.control === '2.2.1');
    expect(control?.rulesNotRun).toContain('rds-instance-storage-encrypted');
    expect(control?.status).toBe('notEvaluated');
  });

  it('changes the hash of the rules with a severity or an option, and that of the settings with any of them', () => {
    const first = create();
    workspace.write('guardrails.config.json', { failOn: 'high' });
    const second = create();
    expect([second.ruleSetSha256, second.settingsSha256]).toEqual([
      first.ruleSetSha256,
      expect.not.stringMatching(first.settingsSha256),
    ]);
    workspace.write('guardrails.config.json', { rules: { 'rds-instance-storage-encrypted': 'low' } });
    expect(create().ruleSetSha256).not.toBe(first.ruleSetSha256);
  });

  it('records every standard that the rules touch where no pack is one', () => {
    expect(workspace.run('create', 'main.tf.json', '--pack', 'recommended').code).toBe(0);
    const standards = new Set(workspace.evidence().controls.map(({ standard }) => standard));
    expect([...standards]).toEqual(expect.arrayContaining(['cis-aws-5.0.0', 'aws-fsbp', 'nist-800-53-r5']));
    const passed = workspace.evidence().controls.filter(({ status }) => status === 'pass');
    expect(passed.filter(({ rulesNotRun }) => rulesNotRun.length > 0)).toEqual([]);
  });

  it('records tags', () => {
    workspace.write('main.tf.json', {
      variable: { tags: { type: 'map(string)' } },
      provider: { aws: [{ default_tags: [{ tags: { Owner: 'platform' } }] }] },
      resource: {
        aws_sqs_queue: {
          full: { tags: { Project: 'shop' } },
          empty: { tags: { Project: ' ' } },
          hidden: { tags: '${var.tags}' },
          each: { for_each: { a: 'shop', b: '' }, tags: { Project: '${each.value}' } },
        },
        aws_iam_role_policy_attachment: { untaggable: { role: 'r', policy_arn: 'p' } },
      },
    });
    const { tags } = create('--required-tag', 'Project', '--required-tag', 'Owner', '--required-tag', 'Owner');
    const place = (name: string) => ({ file: 'main.tf.json', address: `aws_sqs_queue.${name}` });
    expect(tags).toEqual({
      required: ['Owner', 'Project'],
      resources: [
        { ...place('each'), present: ['Owner'], missing: ['Project'], unknown: [] },
        { ...place('empty'), present: ['Owner'], missing: ['Project'], unknown: [] },
        { ...place('full'), present: ['Owner', 'Project'], missing: [], unknown: [] },
        { ...place('hidden'), present: ['Owner'], missing: [], unknown: ['Project'] },
      ],
    });
  });

  it('records names, by a pattern for all or one for a type', () => {
    workspace.write('main.tf.json', {
      variable: { name: { type: 'string' } },
      resource: {
        aws_sqs_queue: {
          good: { name: 'shop-orders' },
          bad: { name: 'orders' },
          open: { name: '${var.name}' },
          none: {},
          each: { for_each: ['shop-a', 'b'], name: '${each.value}' },
        },
        aws_s3_bucket: { own: { bucket: 'acme-data' } },
        aws_s3_bucket_versioning: { reference: { bucket: 'orders' } },
      },
    });
    const { names } = create('--name-pattern', '^shop-', '--name-pattern', 'aws_s3_bucket=^acme-');
    expect(names?.patterns).toEqual(['^shop-', 'aws_s3_bucket=^acme-']);
    expect(names?.resources.map(({ address, argument, name, verdict }) => [address, argument, name, verdict])).toEqual([
      ['aws_s3_bucket.own', 'bucket', 'acme-data', 'pass'],
      ['aws_sqs_queue.bad', 'name', 'orders', 'fail'],
      ['aws_sqs_queue.each', 'name', 'b', 'fail'],
      ['aws_sqs_queue.each', 'name', 'shop-a', 'pass'],
      ['aws_sqs_queue.good', 'name', 'shop-orders', 'pass'],
      ['aws_sqs_queue.open', 'name', '${var.name}', 'unknown'],
    ]);
  });

  it('warns of the baseline of an account that is not among the inputs', () => {
    workspace.write('guardrails.config.json', { accountBaseline: ['acount'] });
    expect(workspace.run('create', 'main.tf.json', ...PACK).stderr).toContain(
      'warning: accountBaseline names "acount", which is not checked here; checked are "main.tf.json"',
    );
  });

  it('does not depend on the order of packs', () => {
    const texts = ['cis-aws-5.0.0,soc2', 'soc2,cis-aws-5.0.0'].map((packs) => {
      workspace.run('create', 'main.tf.json', '--pack', packs);
      return workspace.read('evidence.json');
    });
    expect(texts[1]).toBe(texts[0]);
  });

  it('takes time in proportion to the findings', () => {
    const queues = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`q${String(index)}`, {}]));
    workspace.write('main.tf.json', { resource: { aws_sqs_queue: queues } });
    const before = process.cpuUsage();
    const { code } = workspace.run('create', 'main.tf.json', '--pack', 'strict', '--required-tag', 'Owner');
    expect([code, workspace.evidence().findings.length >= 5_000]).toEqual([0, true]);
    expect(process.cpuUsage(before).user).toBeLessThan(20_000_000);
  });

  it('reads a state', () => {
    const values = { identifier: 'shop-main', engine: 'postgres', storage_encrypted: false };
    const resource = {
      address: 'aws_db_instance.main',
      mode: 'managed',
      type: 'aws_db_instance',
      name: 'main',
      provider_name: 'registry.terraform.io/hashicorp/aws',
      schema_version: 2,
      values,
      sensitive_values: {},
    };
    workspace.write('state.json', {
      format_version: '1.0',
      terraform_version: '1.11.4',
      values: { root_module: { resources: [resource] } },
    });
    expect(workspace.run('create', 'state.json', ...PACK).code).toBe(0);
    expect(workspace.evidence().inputs.map(({ kind }) => kind)).toEqual(['state']);
    expect(statusOf('2.2.1')).toMatchObject({ status: 'fail' });
  });

  it('masks secrets', () => {
    const secret = 'hunter' + '2-' + 'correct-horse';
    const key = 'AKIA' + 'IOSFODNN7EXAMPLE';
    workspace.write('main.tf.json', {
      resource: {
        aws_db_instance: { main: { identifier: key, password: secret, storage_encrypted: false } },
        aws_instance: { web: { user_data: `export DB_PASSWORD=${secret}`, tags: { Owner: key } } },
      },
    });
    workspace.run('create', 'main.tf.json', '--pack', 'strict', '--required-tag', 'Owner', '--name-pattern', '^x');
    const text = workspace.read('evidence.json');
    expect(workspace.evidence().findings.length).toBeGreaterThan(5);
    expect(text).not.toContain(secret);
    expect(text).not.toContain(key);
  });

  it('is not misled by keys of prototypes', () => {
    const text =
      '{"resource":{"aws_sqs_queue":{"__proto__":{"name":"constructor"},"constructor":{"tags":{"__proto__":"x"}}}}}';
    workspace.write('main.tf.json', text);
    const { tags } = create('--required-tag', '__proto__', '--required-tag', 'constructor', '--name-pattern', 'x');
    expect(tags?.resources.map(({ address, present, missing }) => [address, present, missing])).toEqual([
      ['aws_sqs_queue.__proto__', [], ['__proto__', 'constructor']],
      ['aws_sqs_queue.constructor', ['__proto__'], ['constructor']],
    ]);
  });

  it('says which commit it is about, and whether files differ from it', () => {
    git('init', '--quiet');
    expect(create()).not.toHaveProperty('git');
    git('add', 'main.tf.json');
    git('commit', '--quiet', '--message', 'first');
    const commit = git('rev-parse', 'HEAD');
    expect(create().git).toEqual({ commit, dirty: false });
    expect(create().git).toEqual({ commit, dirty: false });
    workspace.write('new.txt', 'x');
    expect(create().git).toEqual({ commit, dirty: true });
    mkdirSync(join(workspace.path, 'evil'));
    git('config', 'core.fsmonitor', 'touch evil/ran; false');
    create();
    expect(readdirSync(join(workspace.path, 'evil'))).toEqual([]);
  });

  it('does not call a commit changed because of itself, written through a link', () => {
    workspace.write('real/kept.txt', '');
    symlinkSync('real', join(workspace.path, 'link'));
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'first');
    for (const run of [1, 2]) {
      expect([run, workspace.run('create', 'main.tf.json', '--out', 'link/evidence.json').code]).toEqual([run, 0]);
      expect(workspace.evidence('real/evidence.json').git).toMatchObject({ dirty: false });
    }
  });

  it('masks credentials in what it is asked for', () => {
    const key = 'AKIA' + 'IOSFODNN7EXAMPLE';
    workspace.write('main.tf.json', { resource: { aws_sqs_queue: { a: { name: 'a', tags: { [key]: 'x' } } } } });
    const { tags, names } = create('--required-tag', key, '--name-pattern', `^${key}$`);
    expect(tags).toMatchObject({ required: ['(masked)'], resources: [{ present: ['(masked)'], missing: [] }] });
    expect(names).toMatchObject({ patterns: ['^(masked)$'] });
    expect(workspace.read('evidence.json')).not.toContain(key);
  });
});

describe('evidence create refuses', () => {
  it.each([
    [['--time', 'yesterday'], '--time is "yesterday"'],
    [['--time', '2027-13-01'], '--time is'],
    [['--time', '2027-02-31'], '--time is "2027-02-31"'],
    [['--time', '2027-02-29T12:00:00Z'], '--time is'],
    [['--name-pattern', '('], '--name-pattern is no regular expression'],
    [['--sign', 'none.pem'], 'the key cannot be read (ENOENT)'],
    [['--sign', 'main.tf.json'], 'the key cannot be read: expected a private key'],
    [['--pack', 'nonsense'], 'unknown pack "nonsense"'],
    [['--out', 'main.tf.json'], 'main.tf.json exists and is not a manifest of evidence'],
    [['--out', 'none/evidence.json'], 'cannot be written'],
    [['--required-tag', ''], 'It is empty'],
  ])('%p', (options, message) => {
    const before = workspace.read('main.tf.json');
    const { code, stderr } = workspace.run('create', 'main.tf.json', ...options);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(readdirSync(workspace.path)).toEqual(['main.tf.json']);
    expect(workspace.read('main.tf.json')).toBe(before);
  });

  it('to write over a file that stands where its signature would', () => {
    workspace.write('evidence.json.sig', 'mine');
    expect(workspace.run('create', 'main.tf.json').stderr).toContain('evidence.json.sig exists and is not a signature');
    expect(workspace.read('evidence.json.sig')).toBe('mine');
  });

  it('to record nothing', () => {
    workspace.write('empty.tf.json', { resource: {} });
    const { code } = workspace.run('create', 'empty.tf.json');
    expect(code).toBe(3);
    expect(workspace.run('create', 'none.tf.json').code).toBe(2);
  });
});
