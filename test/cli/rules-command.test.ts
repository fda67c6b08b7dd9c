import { Workspace } from './run-command';

jest.mock('../../lib/compliance/rules/index.generated', () => jest.requireActual<object>('./rules-fixture'));

let workspace: Workspace;

beforeEach(() => {
  workspace = new Workspace();
});

afterEach(() => {
  workspace.remove();
});

describe('rules', () => {
  it('lists every rule on a line of its own', async () => {
    const { code, stdout, stderr } = await workspace.run(['rules']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      'rule             severity  title',
      'rds-encrypted    high      Databases are encrypted',
      'rds-backup-days  medium    Databases are backed up',
      'broken-rule      low       A rule with a mistake in it',
      '',
      '3 rules',
      '',
    ]);
  });

  it('wraps titles in a terminal', async () => {
    const { stdout } = await workspace.run(['rules'], { isTTY: true, columns: 50, env: { NO_COLOR: '1' } });
    expect(stdout).toMatch(/^broken-rule {6}low {7}A rule with a mistake\n {27}in it$/m);
  });

  it('puts titles below ids in a terminal that has no room for columns', async () => {
    const { stdout } = await workspace.run(['rules'], { isTTY: true, columns: 40, env: { NO_COLOR: '1' } });
    expect(stdout).toContain('rds-encrypted  high\n  Databases are encrypted\nrds-backup-days  medium\n');
    expect(stdout).toMatch(/\n\n3 rules\n$/);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
  });

  it('lists the rules of packs', async () => {
    const { stdout } = await workspace.run(['rules', '--pack', 'cis-aws-5.0.0', '--format', 'json']);
    expect(JSON.parse(stdout)).toEqual([
      {
        id: 'rds-encrypted',
        title: 'Databases are encrypted',
        severity: 'high',
        resourceTypes: ['aws_db_instance'],
        controls: { cisAws: { '5.0.0': ['2.2.1'] }, fsbp: ['RDS.3'] },
        equivalents: { checkov: ['CKV_AWS_16', { id: 'CKV_AWS_17', relation: 'broader' }] },
      },
    ]);
  });

  it('prints metadata of every rule as JSON', async () => {
    const { stdout } = await workspace.run(['rules', '--format', 'json']);
    const rules = JSON.parse(stdout) as { id: string }[];
    expect(rules.map(({ id }) => id)).toEqual(['rds-encrypted', 'rds-backup-days', 'broken-rule']);
  });

  it('refuses a pack that does not exist', async () => {
    const { code, stderr } = await workspace.run(['rules', '--pack', 'cis-aws-5']);
    expect(code).toBe(2);
    expect(stderr).toBe('error: unknown pack "cis-aws-5"; did you mean "cis-aws-5.0.0"?\n');
  });

  it('names the packs in its help', async () => {
    const { code, stdout } = await workspace.run(['rules', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Packs:\n {2}recommended\n {2}strict\n/);
  });
});

describe('explain', () => {
  it('prints all that is known of a rule', async () => {
    const { code, stdout, stderr } = await workspace.run(['explain', 'rds-encrypted']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`rds-encrypted  high
Databases are encrypted

why
  Whoever finds it can read it.

fix
  Set storage_encrypted = true.

unknown when
  The attribute is an expression that only Terraform can compute.

applies to
  aws_db_instance

controls
  CIS AWS 5.0.0: 2.2.1
  AWS FSBP: RDS.3

other tools
  Checkov: CKV_AWS_16, CKV_AWS_17 (this rule is broader)

good: encrypted
  {
    "resource": {
      "aws_db_instance": {
        "main": {
          "storage_encrypted": true
        }
      }
    }
  }

bad: not said
  {
    "resource": {
      "aws_db_instance": {
        "main": {}
      }
    }
  }

sources
  https://example.com/rds
`);
  });

  it('prints the options with their defaults', async () => {
    const { stdout } = await workspace.run(['explain', 'rds-backup-days']);
    expect(stdout).toContain('options\n  minimumDays (default 7): Days that backups are kept\n');
  });

  it.each([
    ['rds-encryptd', 'error: unknown rule "rds-encryptd"; did you mean "rds-encrypted"?\n'],
    ['__proto__', 'error: unknown rule "__proto__"; `cdktf-guardrails rules` lists them\n'],
  ])('refuses %s', async (id, message) => {
    expect(await workspace.run(['explain', id])).toEqual({ code: 2, stdout: '', stderr: message });
  });
});

describe('help and version', () => {
  it.each([[['--help']], [['help']], [['check', '--help']], [['help', 'check']]])(
    '%j prints examples and exit codes',
    async (argv) => {
      const { code, stdout, stderr } = await workspace.run(argv);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('Examples:');
      expect(stdout).toContain('3  nothing to check');
    },
  );

  it('--version prints the version of the package', async () => {
    const { version } = jest.requireActual<{ version: string }>('../../package.json');
    expect(await workspace.run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});
