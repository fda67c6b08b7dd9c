import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from './run-command';

const MISSPELT = {
  terraform: { required_providers: { aws: { source: 'aws' } } },
  resource: { aws_sqs_queue: { orders: { name: 'orders', visibility_timeout_second: 30 } } },
};

let workspace: Workspace;

beforeEach(() => {
  workspace = new Workspace();
});

afterEach(() => {
  workspace.remove();
});

/** Lets the workspace find the bindings of this project. */
function installBindings(): void {
  mkdirSync(join(workspace.path, 'node_modules'));
  symlinkSync(join(__dirname, '../../node_modules/@cdktf'), join(workspace.path, 'node_modules/@cdktf'));
}

describe('check --schema', () => {
  it('finds a misspelt argument, and without the option says nothing of it', async () => {
    installBindings();
    workspace.write('main.tf.json', MISSPELT);
    const { code, stdout } = await workspace.run(['check', 'main.tf.json', '--schema', '--fail-on', 'medium']);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /aws_sqs_queue has no argument or nested block visibility_timeout_second; did you\s+mean visibility_timeout_seconds\?/,
    );
    expect((await workspace.run(['check', 'main.tf.json'])).stdout).not.toContain('visibility_timeout_second');
  });

  it('takes severity and suppressions from the settings', async () => {
    installBindings();
    const accepted = { rule: 'provider-schema', reason: 'the argument is newer than the bindings' };
    workspace
      .write('main.tf.json', MISSPELT)
      .write('guardrails.config.json', { packs: [], rules: { 'provider-schema': 'critical' } });
    const { code, stdout } = await workspace.run(['check', 'main.tf.json', '--schema', '--format', 'json']);
    const { summary } = JSON.parse(stdout) as { summary: { bySeverity: Record<string, number>; rules: number } };
    expect({ code, rules: summary.rules, critical: summary.bySeverity.critical }).toEqual({
      code: 1,
      rules: 1,
      critical: 1,
    });
    workspace.write('guardrails.config.json', { suppressions: [accepted] });
    expect((await workspace.run(['check', 'main.tf.json', '--schema', '--rule', 'sqs-dlq'])).code).toBe(1);
    const { findings } = JSON.parse(
      (await workspace.run(['check', 'main.tf.json', '--schema', '--format', 'json', '--all'])).stdout,
    ) as { findings: { rule: string; suppressed: { reason: string } | null }[] };
    expect(findings.find(({ rule }) => rule === 'provider-schema')?.suppressed?.reason).toBe(accepted.reason);
  });

  it('is a rule that `explain` knows', async () => {
    const { code, stdout } = await workspace.run(['explain', 'provider-schema']);
    expect(code).toBe(0);
    expect(stdout).toContain('Every block is one that its provider accepts');
  });

  it('says what to install where there are no bindings', async () => {
    const { code, stderr } = await workspace.write('main.tf.json', MISSPELT).run(['check', 'main.tf.json', '--schema']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/@cdktf\/provider-aws.*install/s);
  });
});

describe('a module that cannot be read', () => {
  it('is named once on stderr', async () => {
    const call = { source: 'terraform-aws-modules/vpc/aws', version: '5.0.0' };
    workspace.write('main.tf.json', {
      resource: { aws_sqs_queue: { orders: { sqs_managed_sse_enabled: true } } },
      module: { network: call },
    });
    const { stderr } = await workspace.run(['check', 'main.tf.json']);
    expect(stderr.match(/^warning: .*network.*$/gm)).toHaveLength(1);
  });
});

describe('evidence', () => {
  it('is a command with its own help', async () => {
    const { code, stdout } = await workspace.run(['evidence', '--help']);
    expect(code).toBe(0);
    for (const name of ['create', 'diff', 'verify']) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
  });
});
