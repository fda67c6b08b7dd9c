import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { InputError } from '../../../lib/compliance/model/input-error';
import { cacheFolders, writeCached } from '../../../lib/compliance/schema/cache-folder';
import { loadProviderSchema } from '../../../lib/compliance/schema/load-provider-schema';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'provider-schema-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const link = (place: string) => `{@link https://registry.terraform.io/providers/example/mini/1.2.3/docs${place}}`;

/** An assembly of one resource with one argument. */
function assemblyOf(argument: string, name = '@cdktf/provider-mini'): object {
  return {
    schema: 'jsii/0.10.0',
    name,
    version: '9.0.0',
    types: {
      [`${name}.provider.MiniProvider`]: {
        base: 'cdktf.TerraformProvider',
        docs: { summary: `Represents a ${link(' mini')}.` },
        initializer: { parameters: [{ name: 'config', type: { fqn: `${name}.provider.MiniProviderConfig` } }] },
      },
      [`${name}.provider.MiniProviderConfig`]: {},
      [`${name}.thing.Thing`]: {
        base: 'cdktf.TerraformResource',
        docs: { summary: `Represents a ${link('/resources/thing mini_thing')}.` },
        initializer: { parameters: [{ name: 'config', type: { fqn: `${name}.thing.ThingConfig` } }] },
        properties: [{ name: 'arn', type: { primitive: 'string' } }],
      },
      [`${name}.thing.ThingConfig`]: {
        properties: [
          {
            name: 'x',
            type: { primitive: 'string' },
            docs: { summary: `Docs at Terraform Registry: ${link(`/resources/thing#${argument} Thing#${argument}`)}.` },
          },
        ],
      },
    },
  };
}

/** Installs bindings under a folder, and returns the folder of the package. */
function install(
  assembly: Readonly<Record<string, unknown>> | object | string,
  { name = '@cdktf/provider-mini', file = '.jsii', under = folder, version = '9.0.0' } = {},
): string {
  const target = path.join(under, 'node_modules', name);
  mkdirSync(target, { recursive: true });
  writeFileSync(path.join(target, 'package.json'), JSON.stringify({ name, version }));
  const text = typeof assembly === 'string' ? assembly : JSON.stringify(assembly);
  writeFileSync(path.join(target, file), file.endsWith('.gz') ? gzipSync(text) : text);
  return target;
}

/** Names of the arguments that the resource takes, as a process loads them that has loaded nothing yet. */
function argumentsOf(from = folder, cache?: readonly string[]): readonly string[] {
  let names: readonly string[] = [];
  jest.isolateModules(() => {
    const fresh = require('../../../lib/compliance/schema/load-provider-schema') as {
      loadProviderSchema: typeof loadProviderSchema;
    };
    const schema = fresh.loadProviderSchema({ from, provider: 'mini', cache });
    names = Object.keys(schema.block('mini_thing')?.schema.properties as object);
  });
  return names;
}

const cacheOf = (from = folder) => path.join(from, 'node_modules', '.cache', 'cdktf-guardrails');

describe('the bindings', () => {
  it('are found from a folder below, and hold what the provider says', () => {
    install(assemblyOf('size'));
    const below = path.join(folder, 'packages', 'app', 'src');
    mkdirSync(below, { recursive: true });
    const schema = loadProviderSchema({ from: below, provider: 'mini' });
    expect(schema).toMatchObject({
      package: '@cdktf/provider-mini',
      packageVersion: '9.0.0',
      provider: 'example/mini',
      version: '1.2.3',
      selectors: ['provider.mini', 'mini_thing'],
    });
    expect(schema.block('mini_thing')?.computed).toEqual(['arn']);
    expect(schema.block('mini_thing')?.schema.required).toEqual(['size']);
    expect(schema.block('mini_other')).toBeUndefined();
  });

  it('are those nearest to the folder', () => {
    const app = path.join(folder, 'packages', 'app');
    install(assemblyOf('outer'));
    install(assemblyOf('inner'), { under: app });
    expect(argumentsOf(app)).toContain('inner');
    expect(argumentsOf()).toContain('outer');
  });

  it('may be of CDK Terrain, compressed, or compressed beside a file that says so', () => {
    install(assemblyOf('terrain', '@cdktn/provider-mini'), { name: '@cdktn/provider-mini' });
    expect(argumentsOf()).toContain('terrain');
    const target = install(assemblyOf('packed'), { file: '.jsii.gz' });
    expect(argumentsOf()).toContain('packed');
    const redirect = { schema: 'jsii/file-redirect', compression: 'gzip', filename: '.jsii.gz' };
    writeFileSync(path.join(target, '.jsii'), JSON.stringify(redirect));
    writeFileSync(path.join(target, '.jsii.gz'), gzipSync(JSON.stringify(assemblyOf('redirected'))));
    expect(argumentsOf()).toContain('redirected');
  });

  it.each([
    ['{', /jsii assembly cannot be read: .*; reinstall the package/],
    ['[1]', /jsii assembly holds no types/],
    ['5', /jsii assembly is no object/],
    ['{"name":"x","version":"1"}', /jsii assembly holds no types/],
    ['{"schema":"jsii/file-redirect","compression":"zip","filename":"a"}', /leads to a file that is not understood/],
    ['{"name":"x","version":"1","types":{}}', /x holds no bindings of a Terraform provider/],
  ])('that are damaged are an error of the input: %s', (text, message) => {
    install(text);
    expect(() => argumentsOf()).toThrow(message);
  });

  it('that are not installed, or hold no assembly, are an error that says what to do', () => {
    const load = () => loadProviderSchema({ from: folder, provider: 'mini' });
    expect(load).toThrow(InputError);
    expect(load).toThrow(/neither @cdktf\/provider-mini nor @cdktn\/provider-mini is installed; run npm install/);
    const target = install(assemblyOf('size'));
    rmSync(path.join(target, '.jsii'));
    expect(load).toThrow(/@cdktf\/provider-mini holds no jsii assembly/);
  });

  it('that cannot be opened are an error of the input', () => {
    const target = install(assemblyOf('size'));
    rmSync(path.join(target, '.jsii'));
    mkdirSync(path.join(target, '.jsii'));
    expect(() => loadProviderSchema({ from: folder, provider: 'mini' })).toThrow(InputError);
    rmSync(path.join(target, '.jsii'), { recursive: true });
    const redirect = { schema: 'jsii/file-redirect', compression: 'gzip', filename: 'missing.gz' };
    writeFileSync(path.join(target, '.jsii'), JSON.stringify(redirect));
    expect(() => loadProviderSchema({ from: folder, provider: 'mini' })).toThrow(
      /jsii assembly cannot be read: ENOENT/,
    );
  });

  it('have a name that leads nowhere else', () => {
    expect(() => loadProviderSchema({ from: folder, provider: '../../x' })).toThrow(/expected the name of a provider/);
  });
});

describe('the cache', () => {
  it('is read instead of the assembly', () => {
    install(assemblyOf('size'));
    expect(argumentsOf()).toContain('size');
    const [file = '', ...others] = readdirSync(cacheOf());
    expect(others).toEqual([]);
    expect(file).toBe('cdktf-provider-mini-9.0.0.schema');
    const text = readFileSync(path.join(cacheOf(), file), 'utf8');
    const [header = '', body = ''] = text.split('\n');
    expect(JSON.parse(header)).toMatchObject({ provider: 'example/mini', version: '1.2.3' });
    expect(body).toContain('"size"');
  });

  it('is made again where it is damaged, cut off, empty, or of another assembly', () => {
    install(assemblyOf('size'));
    argumentsOf();
    const file = path.join(cacheOf(), readdirSync(cacheOf())[0] ?? '');
    const good = readFileSync(file, 'utf8');
    const header = good.slice(0, good.indexOf('\n') + 1);
    for (const bad of [
      '',
      '\n',
      'null\n',
      '{}\n',
      header,
      good.slice(0, -9),
      good.replace('"size"', '"sizf"'),
      'x'.repeat(99),
    ]) {
      writeFileSync(file, bad);
      expect(argumentsOf()).toContain('size');
      expect(readFileSync(file, 'utf8')).toBe(good);
    }
    install(assemblyOf('longer_size'));
    expect(argumentsOf()).toContain('longer_size');
    install(assemblyOf('later_size_'), { version: '9.0.1' });
    expect(argumentsOf()).toContain('later_size_');
  });

  it('is not needed: what cannot be written is made each time', () => {
    install(assemblyOf('size'));
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    expect(argumentsOf(folder, [path.join(file, 'below')])).toContain('size');
    expect(argumentsOf(folder, [])).toContain('size');
  });

  it('falls to the next folder that can be written', () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    const second = path.join(folder, 'second');
    writeCached([path.join(file, 'below'), second], 'x', 'text');
    expect(readFileSync(path.join(second, 'x'), 'utf8')).toBe('text');
    expect(readdirSync(second)).toEqual(['x']);
  });

  it('lies in the project, else in the folder of the user', () => {
    const before = process.env.XDG_CACHE_HOME;
    process.env.XDG_CACHE_HOME = path.join(folder, 'user');
    try {
      expect(cacheFolders(folder).at(-1)).toBe(path.join(folder, 'user', 'cdktf-guardrails'));
      mkdirSync(path.join(folder, 'node_modules'));
      expect(cacheFolders(path.join(folder, 'src'))).toEqual([
        path.join(folder, 'node_modules', '.cache', 'cdktf-guardrails'),
        path.join(folder, 'user', 'cdktf-guardrails'),
      ]);
      chmodSync(path.join(folder, 'node_modules'), 0o555);
      // Root may write everywhere.
      expect(cacheFolders(folder)).toHaveLength(process.getuid?.() === 0 ? 2 : 1);
    } finally {
      if (before === undefined) delete process.env.XDG_CACHE_HOME;
      else process.env.XDG_CACHE_HOME = before;
    }
  });
});
