import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from './run-command';

let workspace: Workspace;

beforeEach(() => {
  workspace = new Workspace();
});

afterEach(() => {
  workspace.remove();
});

const STATEMENT = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' };
const policy = (...Statement: object[]): object => ({ Version: '2012-10-17', Statement });

const lint = async (...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  workspace.run(['iam', 'lint', ...argv]);

interface Report {
  readonly policies: readonly {
    readonly file: string;
    readonly address: string | null;
    readonly kind: string;
    readonly findings: readonly { readonly code: string; readonly line: number; readonly column: number }[];
    readonly undecided: readonly { readonly path: string; readonly expression: string }[];
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

async function report(...argv: string[]): Promise<Report> {
  return JSON.parse((await lint(...argv, '--format', 'json')).stdout) as Report;
}

describe('iam lint of files of policies', () => {
  it('reads a folder with links that lead back to it, and passes over no file', async () => {
    workspace.write('policies/policy.json', policy({ ...STATEMENT, Action: 's3:GetObjcet' }));
    symlinkSync('.', join(workspace.path, 'policies/back.json'));
    symlinkSync('none', join(workspace.path, 'policies/gone.json'));
    const { code, stdout } = await lint('policies');
    expect(stdout).toContain('did you mean s3:GetObject');
    expect(code).toBe(1);
  });

  it('tells of a file of a folder that cannot be read', async () => {
    workspace.write('policies/policy.json', policy(STATEMENT));
    symlinkSync('loop.json', join(workspace.path, 'policies/loop.json'));
    const { code, stderr } = await lint('policies');
    expect(stderr).toContain('loop.json: the policy cannot be read (ELOOP)');
    expect(code).toBe(2);
  });

  it('shows no credentials', async () => {
    const Condition = { DateLessThan: { 'aws:CurrentTime': 'AKIA' + 'IOSFODNN7EXAMPLE' } };
    workspace.write('policy.json', policy({ ...STATEMENT, Condition }));
    for (const format of ['text', 'json', 'sarif']) {
      const { code, stdout } = await lint('policy.json', '--format', format);
      expect(stdout).toContain('(masked)');
      expect(stdout).not.toContain('IOSFODNN7');
      expect(code).toBe(1);
    }
  });

  it('writes no invisible characters as JSON', async () => {
    workspace.write('policy.json', policy({ ...STATEMENT, Action: 's3:Get\u202eObject' }));
    const { stdout } = await lint('policy.json', '--format', 'json');
    expect(stdout).not.toContain('\u202e');
    expect(stdout).toContain('\\u202e');
  });

  it('says nothing of a policy in order', async () => {
    workspace.write('policy.json', policy(STATEMENT));
    expect(await lint('policy.json')).toEqual({
      code: 0,
      stdout: '1 policy: 0 errors, 0 warnings, 0 suggestions\n',
      stderr: '',
    });
  });

  it('says what is wrong, and where', async () => {
    workspace.write('policy.json', policy(STATEMENT, { ...STATEMENT, Action: ['s3:PutObject', 's3:GetObjcet'] }));
    const { code, stdout } = await lint('policy.json');
    expect(stdout).toMatch(
      /^\S*policy\.json\n {2}13:9 error "s3:GetObjcet" is no action of Amazon S3, so that it has no effect; did you mean s3:GetObject \(Statement\[1\]\.Action\[1\]\) unknown-action\n\n1 policy: 1 error, /,
    );
    expect(code).toBe(1);
  });

  it('finds statements, single texts and what the AWS command line prints', async () => {
    workspace.write(
      'single.json',
      '{"Version": "2012-10-17",\n "Statement": {"Effect": "Allow",\n  "Action": "s3:GetObjcet",\n  "Resource": "*"}}',
    );
    workspace.write('role.json', { RoleName: 'app', PolicyDocument: policy({ ...STATEMENT, Action: 's3:GetObjcet' }) });
    workspace.write('version.json', { PolicyVersion: { Document: policy({ ...STATEMENT, Sid: 'a b' }) } });
    const places = async (file: string): Promise<unknown> =>
      (await report(file)).policies.flatMap(({ findings }) => findings.map(({ line, column }) => [line, column]));
    expect(await places('single.json')).toEqual([[3, 3]]);
    expect(await places('role.json')).toEqual([[8, 9]]);
    expect(await places('version.json')).toEqual([[10, 11]]);
  });

  it('reads folders of policies, and passes over other files', async () => {
    workspace.write('policies/b.json', policy(STATEMENT)).write('policies/a.json', policy(STATEMENT));
    workspace.write('policies/other.json', { a: 1 }).write('policies/notes.txt', 'x');
    const { policies } = await report('policies');
    expect(policies.map(({ file }) => file.replace(/.*\//, ''))).toEqual(['a.json', 'b.json']);
  });

  it('sees what a policy is for, unless it is told', async () => {
    const principal = { Principal: { AWS: '111122223333' } };
    workspace.write('identity.json', policy(STATEMENT));
    workspace.write('resource.json', policy({ ...STATEMENT, ...principal }));
    workspace.write('trust.json', policy({ Effect: 'Allow', Action: 'sts:AssumeRole', ...principal }));
    const files = ['identity.json', 'resource.json', 'trust.json'];
    const { policies, summary } = await report(...files);
    expect(policies.map(({ kind }) => kind)).toEqual(['identity', 'resource', 'trust']);
    expect(summary).toEqual({ policies: 3, errors: 0, warnings: 0, suggestions: 0 });
    const forced = await report('resource.json', '--type', 'identity');
    expect(forced.policies[0]?.findings).toMatchObject([{ code: 'unsupported-element' }]);
  });

  it('leaves open what an expression hides', async () => {
    workspace.write('policy.json', policy({ ...STATEMENT, Action: '${var.action}' }));
    const { code, stdout } = await lint('policy.json');
    expect(stdout).toContain('not known: Statement[0].Action is ${var.action}');
    expect(code).toBe(0);
  });
});

describe('iam lint of Terraform JSON', () => {
  const main = {
    resource: {
      aws_iam_policy: { main: { policy: JSON.stringify(policy({ ...STATEMENT, Action: 's3:GetObjcet' })) } },
      aws_iam_role: { app: { assume_role_policy: '${var.trust}' } },
    },
    variable: { trust: { type: 'string' } },
  };

  it('finds the policies of its blocks', async () => {
    workspace.write('main.tf.json', main);
    const { policies } = await report('main.tf.json');
    expect(policies).toMatchObject([
      {
        address: 'aws_iam_policy.main',
        kind: 'identity',
        findings: [{ code: 'unknown-action', path: 'policy.Statement[0].Action', line: 5, column: 9 }],
      },
      {
        address: 'aws_iam_role.app',
        kind: 'trust',
        undecided: [{ path: 'assume_role_policy', expression: '${var.trust}' }],
      },
    ]);
    expect((await lint('.')).code).toBe(1);
  });

  it('exits with 3 where there is no policy', async () => {
    workspace.write('main.tf.json', { resource: { aws_s3_bucket: { b: {} } } });
    const { code, stderr } = await lint('main.tf.json');
    expect(stderr).toMatch(/^error: main\.tf\.json: nothing to lint: there is no policy\n$/);
    expect(code).toBe(3);
  });
});

describe('options of iam lint', () => {
  const WARNED = { ...STATEMENT, Action: 'iam:list', Resource: '*' };
  const SUGGESTED = { ...STATEMENT, Action: ['s3:Get*', 's3:GetObject'] };

  it('reports, and fails on, levels from the one that is named', async () => {
    workspace.write('policy.json', policy(WARNED, SUGGESTED));
    expect((await report('policy.json')).summary).toEqual({ policies: 1, errors: 0, warnings: 1, suggestions: 1 });
    expect((await report('policy.json', '--level', 'warning')).summary).toMatchObject({ warnings: 1, suggestions: 0 });
    const code = async (...argv: string[]): Promise<number> => (await lint('policy.json', ...argv)).code;
    expect(await code()).toBe(0);
    expect(await code('--fail-on', 'warning')).toBe(1);
    expect(await code('--level', 'error', '--fail-on', 'suggestion')).toBe(1);
    expect(await code('--fail-on', 'never')).toBe(0);
    expect(await code('--fail-on', 'nonsense')).toBe(2);
  });

  it('writes SARIF', async () => {
    workspace.write('policy.json', policy(WARNED, { ...STATEMENT, Action: 's3:PutObjcet' }, SUGGESTED));
    const { stdout } = await lint('policy.json', '--format', 'sarif');
    const { runs } = JSON.parse(stdout) as { runs: { results: object[]; tool: { driver: { rules: object[] } } }[] };
    expect(runs[0]?.results).toMatchObject([
      { ruleId: 'unknown-action', level: 'warning' },
      {
        ruleId: 'unknown-action',
        level: 'error',
        locations: [
          {
            physicalLocation: { region: { startLine: 11, startColumn: 7 } },
            logicalLocations: [{ fullyQualifiedName: 'Statement[1].Action' }],
          },
        ],
      },
      { ruleId: 'redundant-action', level: 'note' },
    ]);
    expect(runs[0]?.tool.driver.rules).toMatchObject([{ id: 'redundant-action' }, { id: 'unknown-action' }]);
  });

  it('tells of itself', async () => {
    const { code, stdout } = await lint('--help');
    expect(stdout).toContain('--fail-on <level>');
    expect(stdout).toContain('AWS refuses the policy, or a part of it can never take effect');
    expect(code).toBe(0);
  });
});

describe('input that iam lint cannot read', () => {
  it.each([
    ['broken.json', '{ "Statement": [', /broken\.json:1:\d+: not valid JSON/],
    ['twice.json', '{ "Statement": [], "Statement": [] }', /duplicate key "Statement"/],
    ['huge.json', `{ "Statement": [${' '.repeat(1_100_000)}] }`, /the policy has 1\.1 MB/],
  ])('exits with 2: %s', async (file, text, message) => {
    workspace.write(file, text);
    const { code, stdout, stderr } = await lint(file);
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('exits with 2 where there is no such file, and with 3 where it holds no policy', async () => {
    workspace.write('other.json', { a: 1 });
    expect(await lint('nowhere.json')).toMatchObject({ code: 2, stdout: '' });
    const { code, stderr } = await lint('other.json');
    expect(stderr).toContain('nothing to check');
    expect(code).toBe(3);
  });
});
