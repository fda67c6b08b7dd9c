import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from './run-command';

const ROOT = join(__dirname, '../..');
const LOAD = `const { main } = require(${JSON.stringify(join(ROOT, 'lib/cli/main.ts'))});`;
const MAIN = `${LOAD} main();`;
const TSX = require.resolve('tsx/cjs');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in a process of its own; with `closeEarly` the reader of stdout leaves after the first bytes. */
function runProcess(
  cwd: string,
  argv: readonly string[],
  { closeEarly = false, script = MAIN, stdin = undefined as string | Buffer | undefined } = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--require', TSX, '--eval', script, '--', 'cdktf-guardrails', ...argv], {
      cwd,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.on('error', reject).end(stdin);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
      if (closeEarly) child.stdout.destroy();
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

describe('standard input', () => {
  const workspace = new Workspace();
  const open = JSON.stringify({ resource: { aws_db_instance: { main: { storage_encrypted: false } } } });
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 's3:GetObjekt', Resource: '*' },
  });
  const run = (argv: readonly string[], stdin?: string | Buffer): Promise<Ended> =>
    runProcess(workspace.path, argv, { stdin });

  afterAll(() => {
    workspace.remove();
  });

  it('is checked where the path is -', async () => {
    const { code, stdout, stderr } = await run(['check', '-', '--format', 'json'], open);
    const { findings } = JSON.parse(stdout) as { findings: readonly { rule: string; file: string }[] };
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: 'rds-instance-storage-encrypted', file: '<stdin>' }),
    );
  }, 60_000);

  it('is linted as a policy, or as Terraform JSON that carries some', async () => {
    const alone = await run(['iam', 'lint', '-'], policy);
    expect(alone).toMatchObject({ code: 1, stdout: expect.stringMatching(/<stdin>[^]*GetObjekt/) as string });
    const carried = JSON.stringify({ resource: { aws_iam_policy: { main: { policy } } } });
    expect(await run(['iam', 'lint', '-'], carried)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('aws_iam_policy.main') as string,
    });
  }, 60_000);

  it('gives the roles that are asked about', async () => {
    const role = JSON.stringify({
      resource: {
        aws_iam_role: { app: { name: 'app', assume_role_policy: '{}' } },
        aws_iam_role_policy: { app: { role: '${aws_iam_role.app.name}', policy: policy.replace('Objekt', 'Object') } },
      },
    });
    const asked = ['iam', 'simulate', '-', '--action', 's3:GetObject', '--resource', 'arn:aws:s3:::data/a'];
    expect(await run(asked, role)).toMatchObject({ code: 0, stdout: expect.stringMatching(/allowed/) as string });
  }, 60_000);

  it.each([
    ['nothing', '', 2],
    ['no JSON', '{"resource": ', 2],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 2],
    ['no Terraform', '{"a": 1}', 3],
  ] as const)(
    'is refused where it is %s',
    async (_, stdin, expected) => {
      const { code, stdout, stderr } = await run(['check', '-'], stdin);
      expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
      expect(stderr).toMatch(/^error: <stdin>/);
    },
    60_000,
  );

  it('is read alone', async () => {
    const { code, stderr } = await run(['check', '-', 'cdktf.out'], open);
    expect(code).toBe(2);
    expect(stderr).toContain('- is standard input, which is read alone');
  }, 60_000);
});

describe('the process', () => {
  const workspace = new Workspace();
  const check = ['check', 'big.tf.json', '--rule', 'rds-instance-storage-encrypted'];

  beforeAll(() => {
    const instances = Array.from({ length: 2000 }, (_, index) => [`db${String(index)}`, { storage_encrypted: false }]);
    workspace.write('big.tf.json', { resource: { aws_db_instance: Object.fromEntries(instances) as unknown } });
  });

  afterAll(() => {
    workspace.remove();
  });

  it('writes a large report to a pipe to its end before it exits', async () => {
    const { code, stdout, stderr } = await runProcess(workspace.path, [...check, '--format', 'json']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect((JSON.parse(stdout) as { findings: unknown[] }).findings).toHaveLength(2000);
  }, 60_000);

  it('keeps quiet and keeps its exit code when the reader leaves early', async () => {
    const { code, stdout, stderr } = await runProcess(workspace.path, [...check, '--format', 'json'], {
      closeEarly: true,
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout.length).toBeLessThan(1_000_000);
  }, 60_000);

  it('says so when its folder has been removed', async () => {
    mkdirSync(join(workspace.path, 'removed'));
    const script = `${LOAD} process.chdir('removed'); require('fs').rmdirSync('../removed'); main();`;
    const { code, stdout, stderr } = await runProcess(workspace.path, ['check'], { script });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('error: the working directory is gone; change to one that exists\n');
  }, 60_000);

  it('prints errors on stderr', async () => {
    const { code, stdout, stderr } = await runProcess(workspace.path, ['check', 'none.tf.json', '--pack', 'strict']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: none\.tf\.json: no such file/);
  }, 60_000);
});
