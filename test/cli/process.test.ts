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
function runProcess(cwd: string, argv: readonly string[], { closeEarly = false, script = MAIN } = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--require', TSX, '--eval', script, '--', 'cdktf-guardrails', ...argv], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
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
