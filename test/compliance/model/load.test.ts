import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { InputError } from '../../../lib/compliance/model/input-error';
import { loadJson, loadPaths, type LoadOptions } from '../../../lib/compliance/model/load';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'load-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, content: object | string | Buffer): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return file;
}

function at(file: string, seconds: number): void {
  utimesSync(path.join(folder, file), seconds, seconds);
}

function errorOf(paths: readonly string[], options?: LoadOptions): InputError {
  try {
    loadPaths(paths, options);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('expected an InputError');
}

const stack = (name: string) => ({ '//': { metadata: { stackName: name } }, resource: { aws_vpc: { main: {} } } });

function writeSynthOutput(names: readonly string[]): string {
  for (const name of names) write(`cdktf.out/stacks/${name}/cdk.tf.json`, stack(name));
  write('cdktf.out/manifest.json', {
    version: '0.21.0',
    stacks: Object.fromEntries(
      names.map((name) => [name, { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json` }]),
    ),
  });
  for (const name of names) at(`cdktf.out/stacks/${name}/cdk.tf.json`, 1000);
  at('cdktf.out/manifest.json', 1001);
  return path.join(folder, 'cdktf.out');
}

describe('files beside that of a stack', () => {
  it('are read as Terraform reads them: more blocks, and overrides', () => {
    writeSynthOutput(['shop']);
    write('cdktf.out/stacks/shop/more.tf.json', { resource: { aws_sqs_queue: { extra: {} } } });
    write('cdktf.out/stacks/shop/z_override.tf.json', {
      resource: { aws_vpc: { main: { cidr_block: '10.0.0.0/8' } } },
    });
    write('cdktf.out/stacks/shop/.hidden.tf.json', { resource: { aws_vpc: { hidden: {} } } });
    const [input, ...others] = loadPaths([path.join(folder, 'cdktf.out')], { allowStale: true });
    expect(others).toHaveLength(0);
    expect(input?.configuration.name).toBe('shop');
    expect(input?.configuration.block('aws_sqs_queue.extra')).toBeDefined();
    expect(input?.configuration.block('aws_vpc.main')?.get('cidr_block')).toBe('10.0.0.0/8');
    expect(input?.configuration.block('aws_vpc.hidden')).toBeUndefined();
    expect(input?.files).toHaveLength(3);
  });
});

describe('what is no file', () => {
  it('is passed over in a folder, and refused where it is named: a pipe and a device would never end', () => {
    write('main.tf.json', stack('shop'));
    execFileSync('mkfifo', [path.join(folder, 'pipe.tf.json')]);
    expect(loadPaths([folder])[0]?.files).toHaveLength(1);
    symlinkSync('/dev/zero', path.join(folder, 'zero.json'));
    expect(errorOf([path.join(folder, 'zero.json')]).message).toContain('a device is no file to check');
  });
});

describe('an output folder of CDKTF', () => {
  it('gives one configuration a stack', () => {
    const inputs = loadPaths([writeSynthOutput(['api', 'data'])]);
    expect(inputs.map(({ configuration }) => [configuration.name, configuration.kind])).toEqual([
      ['api', 'synth'],
      ['data', 'synth'],
    ]);
    expect(inputs[0]?.files[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('leaves out a stack of an earlier synthesis that the manifest no longer names', () => {
    const output = writeSynthOutput(['api']);
    write('cdktf.out/stacks/gone/cdk.tf.json', stack('gone'));
    expect(loadPaths([output])).toHaveLength(1);
  });

  it('reads a folder that holds stacks but no manifest', () => {
    write('out/stacks/api/cdk.tf.json', stack('api'));
    expect(loadPaths([path.join(folder, 'out')])).toHaveLength(1);
  });

  it('is nothing to check without a stack', () => {
    write('out/manifest.json', { version: '0.21.0', stacks: {} });
    expect(errorOf([path.join(folder, 'out')])).toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('no stacks in this folder') as string,
    });
  });

  it('is broken where a stack of the manifest is missing', () => {
    write('out/manifest.json', { stacks: { api: { name: 'api', synthesizedStackPath: 'stacks/api/cdk.tf.json' } } });
    expect(errorOf([path.join(folder, 'out')])).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('stack "api" has no file') as string,
    });
  });

  it('does not follow a manifest out of the folder', () => {
    write('elsewhere.tf.json', stack('x'));
    write('out/manifest.json', { stacks: { api: { name: 'api', synthesizedStackPath: '../elsewhere.tf.json' } } });
    expect(errorOf([path.join(folder, 'out')]).message).toContain('leads out of the folder');
  });
});

describe('stale output', () => {
  it('is refused when a stack is newer than the manifest, which CDKTF writes last', () => {
    const output = writeSynthOutput(['api', 'data']);
    at('cdktf.out/stacks/data/cdk.tf.json', 2000);
    const error = errorOf([output]);
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(
      'stacks/data/cdk.tf.json is newer than manifest.json: the last synthesis failed before its end',
    );
    expect(loadPaths([output], { allowStale: true })).toHaveLength(2);
  });

  it('is refused when a source of the project is newer than the output', () => {
    const output = writeSynthOutput(['api']);
    write('cdktf.json', {});
    at('cdktf.json', 900);
    write('lib/main.ts', '');
    expect(errorOf([output]).message).toContain('lib/main.ts is newer than the output');
    at('lib/main.ts', 900);
    expect(loadPaths([output])).toHaveLength(1);
  });

  it('is refused when the context of cdktf.json is newer than the output', () => {
    const output = writeSynthOutput(['api']);
    write('cdktf.json', { context: { 'guardrails:profile': 'dev' } });
    expect(errorOf([output]).message).toContain('cdktf.json is newer than the output');
    expect(loadPaths([output], { allowStale: true })).toHaveLength(1);
  });

  it('is refused also when a stack is named by its own file or folder', () => {
    const stack = path.join(writeSynthOutput(['api', 'data']), 'stacks', 'data');
    const file = path.join(stack, 'cdk.tf.json');
    expect(loadPaths([stack])).toHaveLength(1);
    expect(loadPaths([file])).toHaveLength(1);
    at('cdktf.out/stacks/data/cdk.tf.json', 2000);
    for (const given of [stack, file]) {
      expect(errorOf([given]).message).toContain('stacks/data/cdk.tf.json is newer than manifest.json');
      expect(loadPaths([given], { allowStale: true })).toHaveLength(1);
    }
  });

  it('is not told from links that lead nowhere, such as the locks of an editor', () => {
    const output = writeSynthOutput(['api']);
    write('cdktf.json', {});
    at('cdktf.json', 900);
    symlinkSync('user@host.1234', path.join(folder, '.#main.ts'));
    expect(loadPaths([output])).toHaveLength(1);
  });

  it('is not told from tests, declarations or installed packages', () => {
    const output = writeSynthOutput(['api']);
    write('cdktf.json', {});
    at('cdktf.json', 900);
    for (const file of ['main.test.ts', 'types.d.ts', 'node_modules/x/index.js', 'test/a.ts', '.gen/aws.ts'])
      write(file, '');
    expect(loadPaths([output])).toHaveLength(1);
  });
});

describe('files and folders of Terraform JSON', () => {
  it('merges the files of a folder into one configuration', () => {
    write('tf/a.tf.json', { resource: { aws_vpc: { main: { cidr_block: '${local.cidr}' } } } });
    write('tf/b.tf.json', { locals: { cidr: '10.0.0.0/16' } });
    const [input] = loadPaths([path.join(folder, 'tf')]);
    expect(input?.files).toHaveLength(2);
    expect(input?.configuration.block('aws_vpc.main')?.get('cidr_block')).toBe('10.0.0.0/16');
  });

  it('passes over a folder whose name ends as a file of Terraform does', () => {
    mkdirSync(path.join(folder, 'tf', 'x.tf.json'), { recursive: true });
    expect(errorOf([path.join(folder, 'tf')]).exitCode).toBe(3);
    write('tf/main.tf.json', stack('main'));
    expect(loadPaths([path.join(folder, 'tf')])[0]?.files).toHaveLength(1);
  });

  it('lets override files replace attributes', () => {
    write('tf/main.tf.json', { resource: { aws_db_instance: { d: { storage_encrypted: true, port: 1 } } } });
    write('tf/x_override.tf.json', { resource: { aws_db_instance: { d: { storage_encrypted: false } } } });
    const block = loadPaths([path.join(folder, 'tf')])[0]?.configuration.block('aws_db_instance.d');
    expect(block?.get('storage_encrypted')).toBe(false);
    expect(block?.get('port')).toBe(1);
  });

  it('cannot tell from the text what a merged block holds', () => {
    write('tf/main.tf.json', { resource: { aws_instance: { i: { user_data: 'echo' } } } });
    write('tf/x_override.tf.json', { resource: { aws_instance: { i: { user_data: 'a needle' } } } });
    const { configuration } = loadPaths([path.join(folder, 'tf')])[0] ?? {};
    const block = configuration?.block('aws_instance.i');
    expect(block && configuration?.mayContain(block, /needle/)).toBe(true);
    expect(block && configuration?.mayContain(block, /thread/)).toBe(true);
  });

  it('refuses an address that two files declare, and names both', () => {
    write('tf/a.tf.json', { resource: { aws_vpc: { main: {} } } });
    write('tf/b.tf.json', { resource: { aws_vpc: { main: {} } } });
    expect(errorOf([path.join(folder, 'tf')]).message).toMatch(
      /b\.tf\.json:1:\d+: duplicate resource aws_vpc\.main: it is declared in .*a\.tf\.json too/,
    );
  });

  it('reads a path once, however often it is given', () => {
    const file = write('a.tf.json', { resource: {} });
    expect(loadPaths([file, file])).toHaveLength(1);
  });
});

describe('bad input', () => {
  it.each([
    [
      'a plan of another format',
      { terraform_version: '1.11.4', resource_changes: [] },
      'it looks like a plan or a state of an unknown format',
    ],
    ['a CloudFormation template', { Resources: {} }, 'it looks like a CloudFormation template'],
    ['the manifest', { stacks: {} }, 'it looks like the manifest of CDKTF'],
    ['other JSON', { name: 'x' }, 'it has none of the sections of Terraform JSON'],
    ['an empty object', {}, 'it has none of the sections of Terraform JSON'],
  ])('says that %s is nothing to check', (_, content, message) => {
    expect(errorOf([write('x.json', content)])).toMatchObject({
      exitCode: 3,
      message: expect.stringContaining(message) as string,
    });
  });

  it('names a path that is not there', () => {
    expect(errorOf([path.join(folder, 'none')]).message).toContain('no such file or folder; run `cdktf synth` first');
  });

  it.each([
    ['a project', 'cdktf.json', 'this is a CDKTF project: run `cdktf synth`'],
    ['HCL', 'main.tf', 'it holds Terraform in HCL'],
    ['something else', 'notes.txt', 'expected the output folder of `cdktf synth`'],
  ])('says what a folder with %s is', (_, name, message) => {
    write(`f/${name}`, '{}');
    expect(errorOf([path.join(folder, 'f')])).toMatchObject({
      exitCode: 3,
      message: expect.stringContaining(message) as string,
    });
  });

  it('refuses links that lead nowhere or in a circle', () => {
    symlinkSync('circle', path.join(folder, 'circle'));
    expect(errorOf([path.join(folder, 'circle')]).message).toMatch(/circle: cannot be read: too many symbolic links/);
    mkdirSync(path.join(folder, 'out', 'stacks', 'api'), { recursive: true });
    symlinkSync('nowhere', path.join(folder, 'out', 'stacks', 'api', 'cdk.tf.json'));
    expect(errorOf([path.join(folder, 'out')])).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('cannot be read') as string,
    });
  });

  it('refuses what the file system does', () => {
    const long = path.join(folder, 'a'.repeat(5000));
    expect(errorOf([long]).message).toMatch(/: cannot be read: name too long, stat /);
  });

  it('refuses a path through a file', () => {
    const file = write('a.tf.json', stack('a'));
    expect(errorOf([path.join(file, 'x')])).toBeInstanceOf(InputError);
  });

  it.each([[''], [' ']])('refuses the empty path %j', (given) => {
    expect(errorOf([given]).message).toBe('the path is empty; name a file or folder, or leave it out');
  });

  it('refuses a manifest that cannot be read', () => {
    mkdirSync(path.join(folder, 'manifest.json'));
    expect(errorOf([folder]).message).toMatch(
      /manifest\.json: the manifest of CDKTF cannot be read \(EISDIR\); run `cdktf synth` again$/,
    );
  });

  it('refuses a manifest that is not UTF-8', () => {
    write('manifest.json', Buffer.from('\uFEFF{"stacks":{}}', 'utf16le'));
    expect(errorOf([folder]).message).toMatch(/manifest\.json: not UTF-8/);
  });

  it('keeps a message on one line, whatever names hold', () => {
    const file = write('a\nb.tf.json', '{');
    expect(errorOf([file]).message).toMatch(/a\\nb\.tf\.json:1:2: not valid JSON/);
    const twice = { resource: { aws_vpc: { 'x\r\ny': [{}, {}] } } };
    expect(errorOf([write('c.tf.json', twice)]).message).toMatch(/duplicate resource aws_vpc\.x\\r\\ny: /);
  });

  it('places the byte that is not UTF-8', () => {
    const file = write('x.tf.json', Buffer.from([...Buffer.from('{\n  "ä": "'), 0xe4, ...Buffer.from('"}')]));
    expect(errorOf([file]).message).toMatch(/x\.tf\.json:2:\d+: not UTF-8: this byte is not valid/);
  });

  it('names UTF-16', () => {
    expect(errorOf([write('x.tf.json', Buffer.from('\uFEFF{}', 'utf16le'))]).message).toContain('UTF-16');
  });

  it('says how large a file may be before it reads one that is larger', () => {
    expect(errorOf([write('x.tf.json', stack('x'))], { maxBytes: 10 }).message).toMatch(
      /the file has 0 MB .* NODE_OPTIONS=--max-old-space-size=/,
    );
  });
});

describe('loadJson', () => {
  it('takes text and objects', () => {
    expect(loadJson(JSON.stringify(stack('api'))).configuration.name).toBe('api');
    const { configuration } = loadJson({ resource: { aws_vpc: { main: {} } } }, 'given');
    expect(configuration.name).toBe('given');
    expect(configuration.locate(configuration.blocks[0] as never)).toBeUndefined();
  });
});
