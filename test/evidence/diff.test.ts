import type { EvidenceDiff } from '../../lib/evidence/diff-evidence';
import { shop, Workspace } from './run-evidence';

let workspace: Workspace;

beforeEach(() => {
  workspace = new Workspace();
});

afterEach(() => {
  workspace.remove();
});

function create(out: string, content: object, ...options: readonly string[]): void {
  workspace.write('main.tf.json', content);
  const { code, stderr } = workspace.run('create', '--pack', 'cis-aws-5.0.0', '--out', out, ...options, 'main.tf.json');
  if (code !== 0) throw new Error(stderr);
}

function diff(): { readonly code: number; readonly found: EvidenceDiff } {
  const { code, stdout } = workspace.run('diff', 'old.json', 'new.json', '--format', 'json');
  return { code, found: JSON.parse(stdout) as EvidenceDiff };
}

describe('evidence diff', () => {
  it('shows one changed attribute as exactly one changed control', () => {
    create('old.json', shop());
    create('new.json', shop({ storage_encrypted: false }));
    const { code, found } = diff();
    expect(code).toBe(1);
    expect(found.changed).toBe(true);
    expect(found.controls).toEqual([{ id: 'cis-aws-5.0.0 2.2.1', old: 'pass', new: 'fail', about: '' }]);
    expect(found.rules).toEqual([
      { id: 'rds-instance-storage-encrypted', old: 'pass (medium)', new: 'fail (medium)', about: '' },
    ]);
    expect(found.findings).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{16}$/) as unknown,
        old: null,
        new: 'fail',
        about: expect.stringContaining(
          'rds-instance-storage-encrypted aws_db_instance.main.storage_encrypted',
        ) as unknown,
      },
    ]);
    expect([found.suppressions, found.tags, found.names]).toEqual([[], [], []]);
    expect(found.context.map(({ id }) => id)).toEqual(['input main.tf.json']);
  });

  it('says so to people', () => {
    create('old.json', shop());
    create('new.json', shop({ storage_encrypted: false }));
    const { code, stdout } = workspace.run('diff', 'old.json', 'new.json');
    expect(code).toBe(1);
    expect(stdout).toContain('controls (1)\n  ~ cis-aws-5.0.0 2.2.1: pass -> fail\n');
    expect(stdout).toMatch(/findings \(1\)\n {2}\+ [0-9a-f]{16}: fail {2}rds-instance-storage-encrypted/);
    expect(workspace.run('diff', 'new.json', 'old.json').stdout).toContain('~ cis-aws-5.0.0 2.2.1: fail -> pass\n');
  });

  it('finds nothing between a manifest and itself', () => {
    create('old.json', shop());
    create('new.json', shop());
    const { code, found } = diff();
    expect(code).toBe(0);
    expect(found).toEqual({
      ...{ version: 1, changed: false },
      ...{ controls: [], rules: [], findings: [], suppressions: [], tags: [], names: [], context: [] },
    });
    expect(workspace.run('diff', 'old.json', 'new.json').stdout).toBe(
      'no control, rule, finding, suppression, tag or name changed\n',
    );
  });

  it('does not count a change of what was checked alone', () => {
    create('old.json', shop(), '--time', '2027-01-01');
    create('new.json', shop({ deletion_protection: true, apply_immediately: true }), '--time', '2027-02-01');
    const { code, found } = diff();
    expect(code).toBe(0);
    expect(found.context.map(({ id, old, new: next }) => [id, old, next])).toEqual([
      ['input main.tf.json', expect.stringMatching(/^tfjson /), expect.stringMatching(/^tfjson /)],
      ['time', '2027-01-01T00:00:00.000Z', '2027-02-01T00:00:00.000Z'],
    ]);
  });

  it('shows a finding that is accepted, and by what', () => {
    create('old.json', shop({ storage_encrypted: false }));
    workspace.write('guardrails.config.json', {
      suppressions: [{ rule: 'rds-instance-storage-encrypted', reason: 'holds public data only', owner: 'platform' }],
    });
    create('new.json', shop({ storage_encrypted: false }));
    const { code, found } = diff();
    expect(code).toBe(1);
    expect(found.controls).toEqual([{ id: 'cis-aws-5.0.0 2.2.1', old: 'fail', new: 'suppressed', about: '' }]);
    expect(found.findings.map(({ old, new: next }) => [old, next])).toEqual([['fail', 'fail, suppressed']]);
    expect(found.suppressions).toEqual([
      {
        id: 'rds-instance-storage-encrypted: holds public data only',
        old: null,
        new: expect.stringMatching(/^inForce, owner platform, never expires, accepts [0-9a-f]{16}$/) as unknown,
        about: '',
      },
    ]);
  });

  it('shows rules, tags and names that changed', () => {
    const options = ['--required-tag', 'Project', '--name-pattern', '^shop-'];
    create('old.json', shop(), ...options);
    workspace.write('guardrails.config.json', { rules: { 'rds-instance-storage-encrypted': 'low' } });
    create('new.json', shop({ tags: { Project: 'shop' }, identifier: 'main' }), ...options);
    const { code, found } = diff();
    expect(code).toBe(1);
    expect(found.rules).toEqual([
      { id: 'rds-instance-storage-encrypted', old: 'pass (medium)', new: 'pass (low)', about: '' },
    ]);
    expect(found.tags).toEqual([{ id: 'aws_db_instance.main', old: 'lacks Project', new: 'complete', about: '' }]);
    expect(found.names).toEqual([
      { id: 'aws_db_instance.main main', old: null, new: 'fail', about: '' },
      { id: 'aws_db_instance.main shop-main', old: 'pass', new: null, about: '' },
    ]);
    expect(found.context.map(({ id }) => id)).toEqual(['input main.tf.json', 'rule set', 'settings']);
  });

  it('tells findings of the same address in two files apart', () => {
    workspace.write('other/main.tf.json', shop({ storage_encrypted: false }));
    workspace.write('main.tf.json', shop({ storage_encrypted: false }));
    workspace.run('create', 'main.tf.json', 'other', '--pack', 'cis-aws-5.0.0', '--out', 'old.json');
    workspace.write('other/main.tf.json', shop());
    workspace.run('create', 'main.tf.json', 'other', '--pack', 'cis-aws-5.0.0', '--out', 'new.json');
    const { code, found } = diff();
    expect(code).toBe(1);
    expect(found.controls).toEqual([]);
    expect(found.findings.map(({ old, new: next }) => [old, next])).toEqual([['fail', null]]);
  });

  it.each([
    ['{', 'not valid JSON'],
    ['{}', 'not a manifest of evidence'],
    ['{"type":"cdktf-guardrails/evidence","version":2}', 'its version is not 1'],
    ['{"type":"cdktf-guardrails/evidence","version":1}', 'must have required property'],
    ['{"__proto__":{"type":"cdktf-guardrails/evidence","version":1}}', 'not a manifest of evidence'],
  ])('refuses %s', (text, message) => {
    workspace.write('old.json', text).write('new.json', text);
    const { code, stderr } = workspace.run('diff', 'old.json', 'new.json');
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  it('refuses files that it cannot read', () => {
    expect(workspace.run('diff', 'none.json', 'none.json')).toMatchObject({ code: 2, stdout: '' });
    expect(workspace.run('diff', '.', '.').stderr).toContain('the manifest is no regular file');
  });
});
