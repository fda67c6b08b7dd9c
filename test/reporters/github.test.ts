import { createColors } from 'picocolors';
import type { Assessment, Finding } from '../../lib/compliance/engine/assessment';
import { github } from '../../lib/reporters/github';
import type { ReporterOptions } from '../../lib/reporters/reporter';
import { SURROUNDINGS } from '../support/report-surroundings';
import { CLEAN, EVERY_STATE, manyFindings } from './assessment-fixture';

const plain: ReporterOptions = { ...SURROUNDINGS, colors: createColors(false), width: 100 };

interface Command {
  readonly command: string;
  readonly properties: ReadonlyMap<string, string>;
  readonly message: string;
}

/** Reads a log as the runner of GitHub does: a line is a command where it begins with `::`, or holds `##[`. */
function commandsOf(log: string): readonly Command[] {
  return log.split('\n').flatMap((line) => {
    expect(line.startsWith('::') ? '' : line).not.toContain('##[');
    const match = /^\s*::([a-z]+)(?: ([^:]*))?::(.*)$/.exec(line);
    if (match === null) {
      expect(line.trimStart()).not.toMatch(/^::/);
      return [];
    }
    const [, command = '', properties = '', message = ''] = match;
    const pairs = properties === '' ? [] : properties.split(',').map((pair) => pair.split('=') as [string, string]);
    return [
      { command, properties: new Map(pairs.map(([key, value]) => [key, decode(value)])), message: decode(message) },
    ];
  });
}

function decode(text: string): string {
  const characters = new Map([
    ['%0A', '\n'],
    ['%0D', '\r'],
    ['%3A', ':'],
    ['%2C', ','],
    ['%25', '%'],
  ]);
  return text.replace(/%(?:0A|0D|3A|2C|25)/g, (code) => characters.get(code) ?? code);
}

function one(changes: Partial<Finding>): readonly Command[] {
  const [first] = EVERY_STATE.findings;
  if (first === undefined) throw new Error('the fixture is empty');
  return commandsOf(github({ ...CLEAN, findings: [{ ...first, ...changes }] }, plain));
}

describe('github', () => {
  it('annotates what fails, what is unknown, and what is the matter with the run', () => {
    const commands = commandsOf(github(EVERY_STATE, plain));
    expect(commands.map(({ command, properties }) => `${command} ${properties.get('title') ?? ''}`)).toEqual([
      'error rule-error',
      'error suppression-expired',
      'error critical: sg-no-public-ipv4-admin-ports',
      'error critical: iam-policy-no-admin',
      'error high: rds-instance-storage-encrypted',
      'warning medium: rds-instance-backup-retention',
      'notice low: tags-required',
      'notice low: output-no-secrets',
      'warning suppression-unmatched',
      'warning baseline-stale',
      'notice unknown: sg-no-public-ipv4-admin-ports',
      'notice unknown: rds-instance-storage-encrypted',
      'notice default-loosened',
      'notice default-loosened',
    ]);
  });

  it('points to the line of TypeScript, and says what, why and how', () => {
    const [command] = one({});
    expect(Object.fromEntries(command?.properties ?? [])).toEqual({
      file: 'lib/shop.ts',
      line: '31',
      col: '5',
      title: 'high: rds-instance-storage-encrypted',
    });
    expect(command?.message.split('\n')).toEqual([
      'the storage of the instance is not encrypted (storage_encrypted: got false, expected true) on shop/orders/instance (aws_db_instance.orders)',
      'why: Whoever reaches a snapshot reads every row.',
      'fix: Set storage_encrypted = true, and kms_key_id to a key of your own.',
    ]);
  });

  it('points to the JSON where no source is known', () => {
    expect(Object.fromEntries(one({ source: null })[0]?.properties ?? [])).toMatchObject({
      file: 'cdktf.out/stacks/shop/cdk.tf.json',
      line: '12',
      col: '7',
    });
    const [command] = one({ source: null, line: null, column: null });
    expect([...(command?.properties.keys() ?? [])]).toEqual(['file', 'title']);
  });

  it('escapes what separates the parts of a command', () => {
    const [command] = one({ source: { file: 'a,b:c%0A=d.ts', line: 1, column: 1 }, message: '100% of a::b, c\nd' });
    expect(command?.properties.get('title')).toBe('high: rds-instance-storage-encrypted');
    expect(github(EVERY_STATE, plain)).not.toMatch(/^::error file=x::forged/m);
    expect(command?.message).toContain('100% of a::b, c\\nd');
    const [, line = ''] =
      /^::error file=([^,]+),/.exec(github({ ...CLEAN, findings: withFile('a,b:c%0A.ts') }, plain)) ?? [];
    expect(line).toBe('a%2Cb%3Ac%250A.ts');
  });

  it.each(['::error::x', '##[error]x', '::add-mask::x', '  ::stop-commands::x'])(
    'lets the input give no command where the log lists the rest: %s',
    (hostile) => {
      const many = manyFindings(60);
      const findings = many.findings.map((finding) => ({
        ...finding,
        rule: hostile,
        message: hostile,
        source: null,
        file: hostile,
      }));
      const commands = commandsOf(github({ ...many, findings }, plain));
      expect(new Set(commands.map(({ command }) => command))).toEqual(
        new Set(['error', 'warning', 'notice', 'group', 'endgroup']),
      );
    },
  );

  it('is the summary alone where nothing is wrong', () => {
    expect(github(CLEAN, plain)).toBe('checked 1 block with 1 rule in 0.00 s: nothing failed\n');
  });
});

function withFile(file: string): Assessment['findings'] {
  const [first] = EVERY_STATE.findings;
  return first === undefined ? [] : [{ ...first, source: { file, line: 1, column: 1 } }];
}
