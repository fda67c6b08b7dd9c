import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../lib/compliance/model/input-error';
import { parseOutputs, writeReports } from '../../lib/cli/report-outputs';
import { repositoryRoot } from '../../lib/cli/repository-root';
import { sourceReader } from '../../lib/reporters/source-reader';
import { reporters } from '../../lib/reporters';
import { Workspace, type CommandResult } from './run-command';

jest.mock('../../lib/compliance/rules/index.generated', () => jest.requireActual<object>('./rules-fixture'));

const OPEN = { resource: { aws_db_instance: { db: { storage_encrypted: false } } } };

let workspace: Workspace;

beforeEach(() => {
  workspace = new Workspace().write('a.tf.json', OPEN);
});

afterEach(() => {
  workspace.remove();
});

function check(...argv: string[]): Promise<CommandResult> {
  return workspace.run(['check', 'a.tf.json', ...argv]);
}

function read(file: string): string {
  return readFileSync(join(workspace.path, file), 'utf8');
}

function files(): readonly string[] {
  return readdirSync(workspace.path, { recursive: true }).map(String).sort();
}

describe('several reports of one run', () => {
  it('go to their files, and one of them to standard output', async () => {
    const { code, stdout, stderr } = await check(
      ...['--format', 'sarif=out.sarif', '--format', 'stylish', '--format', 'junit=reports/ci/out.xml'],
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('the database is not encrypted');
    expect(JSON.parse(read('out.sarif'))).toMatchObject({ version: '2.1.0' });
    expect(read('reports/ci/out.xml')).toContain('<testsuites ');
    expect(files()).toEqual(['a.tf.json', 'out.sarif', 'reports', 'reports/ci', 'reports/ci/out.xml']);
  });

  it('leave one line on standard error where none is printed', async () => {
    const { code, stdout, stderr } = await check('--format', 'json=out.json');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^checked 1 block with 1 rule in \d+\.\d\d s: 1 high\n$/);
  });

  it('say the same as when they are printed, without the colours of the terminal', async () => {
    const printed = await check('--format', 'gitlab');
    await check('--format=gitlab=out.json');
    expect(read('out.json')).toBe(printed.stdout);
    await workspace.run(['check', 'a.tf.json', '--format', 'stylish=out.txt'], {
      isTTY: true,
      columns: 40,
      env: { FORCE_COLOR: '1' },
    });
    expect(read('out.txt')).not.toContain('\u001b');
    expect(
      Math.max(
        ...read('out.txt')
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeGreaterThan(40);
  });

  it('replace what was there, also behind a symbolic link', async () => {
    workspace.write('real/out.json', 'old').write('kept.txt', 'kept');
    symlinkSync('real/out.json', join(workspace.path, 'link.json'));
    await check('--format', 'json=link.json');
    expect(JSON.parse(read('real/out.json'))).toMatchObject({ version: 1 });
    expect(files()).toEqual(['a.tf.json', 'kept.txt', 'link.json', 'real', 'real/out.json']);
  });

  it('may have an equals sign in their names', async () => {
    await check('--format', 'csv=a=b.csv');
    expect(read('a=b.csv')).toMatch(/^state,/);
  });

  it.each([...reporters.keys()])('can be %s', async (format) => {
    const { code, stdout } = await check('--format', format);
    expect(code).toBe(1);
    expect(stdout).toContain('rds-encrypted');
  });
});

describe('is a usage error', () => {
  it.each([
    [['sarf'], 'unknown format "sarf"; did you mean "sarif"? formats are stylish, json, html, sarif, '],
    [['SARIF'], 'unknown format "SARIF"; did you mean "sarif"?'],
    [['nonsense=x'], 'unknown format "nonsense"; formats are stylish'],
    [['__proto__'], 'unknown format "__proto__"; formats are'],
    [[''], 'unknown format ""; formats are'],
    [['sarif='], 'the file of --format sarif= is missing'],
    [['json', 'stylish'], 'only one report fits on standard output, not json and stylish'],
    [['json=x', 'sarif=./y/../x'], 'json and sarif would both be written to ./y/../x'],
    [['json=x', 'json=x'], 'json and json would both be written to x'],
    [['json=a.tf.json'], 'a.tf.json is read by this run; name another file for the json report'],
    [['json=guardrails.config.json'], 'guardrails.config.json is read by this run'],
    [['json=folder'], 'folder is no regular file'],
    [['json=new/'], 'new/ is no regular file'],
    [['json=/dev/null'], '/dev/null is no regular file'],
    [['json=/dev/stdout'], '/dev/stdout is no regular file'],
  ])('for %j', async (formats, message) => {
    mkdirSync(join(workspace.path, 'folder'));
    const before = files();
    const { code, stdout, stderr } = await check(...formats.flatMap((format) => ['--format', format]));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`error: ${message}`);
    expect(files()).toEqual(before);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('for two names of one file, through a linked folder', async () => {
    mkdirSync(join(workspace.path, 'real'));
    symlinkSync('real', join(workspace.path, 'link'));
    const { code, stderr } = await check('--format', 'json=real/x', '--format', 'csv=link/x');
    expect(code).toBe(2);
    expect(stderr).toContain('json and csv would both be written to link/x');
  });

  it('for a link to what is checked', async () => {
    symlinkSync('a.tf.json', join(workspace.path, 'link.json'));
    expect((await check('--format', 'json=link.json')).code).toBe(2);
    expect(JSON.parse(read('a.tf.json'))).toEqual(OPEN);
  });
});

describe('a report that cannot be written', () => {
  it('leaves none of the others, ends with 2 and prints nothing', async () => {
    workspace.write('file', 'in the way').write('old.json', 'old');
    const { code, stdout, stderr } = await check(
      ...[
        '--format',
        'json=old.json',
        '--format',
        'csv=new/deep/out.csv',
        '--format',
        'sarif=file/out.sarif',
        '--format',
        'stylish',
      ],
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      /^error: file\/out\.sarif: the report cannot be written \((?:ENOTDIR|EEXIST)\); check the folder/,
    );
    expect(read('old.json')).toBe('old');
    expect(files()).toEqual(['a.tf.json', 'file', 'old.json']);
  });

  it('keeps folders that somebody else has used meanwhile', () => {
    const place = (name: string) => ({ name, path: join(workspace.path, name) });
    mkdirSync(join(workspace.path, 'blocked/target/full'), { recursive: true });
    const reports = [
      { file: place('made/out.txt'), text: 'text' },
      { file: place('blocked/target'), text: 'text' },
    ];
    expect(() => {
      writeReports(reports);
    }).toThrow(InputError);
    expect(existsSync(join(workspace.path, 'blocked/target/full'))).toBe(true);
    expect(files().filter((file) => file.includes('.tmp'))).toEqual([]);
  });
});

describe('parseOutputs', () => {
  it('means stylish where nothing is said', () => {
    expect(parseOutputs(undefined, workspace.path)).toEqual([{ format: 'stylish', file: undefined }]);
  });
});

describe('repositoryRoot', () => {
  it('is the nearest folder that holds .git, or the folder itself', () => {
    workspace.write('.git/HEAD', 'ref').write('packages/infra/main.ts', '').write('packages/sub/.git', 'gitdir: x');
    expect(repositoryRoot(join(workspace.path, 'packages/infra'))).toBe(workspace.path);
    expect(repositoryRoot(join(workspace.path, 'packages/sub'))).toBe(join(workspace.path, 'packages/sub'));
    expect(repositoryRoot('/')).toBe('/');
  });

  it('is where reports for CI systems begin', async () => {
    workspace.write('.git/HEAD', 'ref').write('packages/infra/b.tf.json', OPEN);
    const { stdout } = await workspace.run(['check', 'b.tf.json', '--format', 'gitlab'], {
      cwd: join(workspace.path, 'packages/infra'),
    });
    expect(JSON.parse(stdout)).toMatchObject([{ location: { path: 'packages/infra/b.tf.json' } }]);
  });
});

describe('sourceReader', () => {
  it('reads regular source files below the folder, once', () => {
    workspace.write('lib/main.ts', 'one');
    const reader = sourceReader(workspace.path);
    expect(reader('lib/main.ts')).toBe('one');
    expect(reader('lib/../lib/main.ts')).toBe('one');
    writeFileSync(join(workspace.path, 'lib/main.ts'), 'two');
    expect(reader('lib/main.ts')).toBe('one');
  });

  it('reads nothing else', () => {
    const outside = new Workspace().write('secret.ts', 'secret').write('.env', 'secret');
    workspace
      .write('.env', 'x')
      .write('id_rsa', 'x')
      .write('folder.ts/file', 'x')
      .write('large.ts', 'x'.repeat(1024 * 1024 + 1))
      .write('largest.ts', 'x'.repeat(1024 * 1024));
    symlinkSync(join(outside.path, 'secret.ts'), join(workspace.path, 'link.ts'));
    symlinkSync(join(workspace.path, '.env'), join(workspace.path, 'env.ts'));
    symlinkSync(outside.path, join(workspace.path, 'linked'));
    const reader = sourceReader(workspace.path);
    for (const file of [
      ...[
        '.env',
        'id_rsa',
        'a.tf.json',
        'folder.ts',
        'large.ts',
        'missing.ts',
        'link.ts',
        'env.ts',
        'linked/secret.ts',
      ],
      ...[join(outside.path, 'secret.ts'), '../secret.ts', '/etc/passwd', '', 'a\u0000.ts'],
    ])
      expect(reader(file)).toBeUndefined();
    expect(reader('largest.ts')).toHaveLength(1024 * 1024);
    outside.remove();
  });

  it('gives stylish its code frames', async () => {
    workspace.write('main.ts', "const a = 1;\nnew Db(this, 'orders');\n").write('b.tf.json', {
      resource: {
        aws_db_instance: {
          db: {
            '//': { metadata: { path: 'shop/db', stackTrace: [`new Shop (${join(process.cwd(), 'main.ts')}:2:1)`] } },
            storage_encrypted: false,
          },
        },
      },
    });
    const { stdout } = await workspace.run(['check', 'b.tf.json']);
    expect(stdout).toContain(
      ['      1 | const a = 1;', "    > 2 | new Db(this, 'orders');", '        | ^', ''].join('\n'),
    );
  });
});
