import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { assess, findRule, loadJson, loadPaths } from '../../../../lib/compliance';
import { InputError } from '../../../../lib/compliance/model/input-error';
import { ModuleProject } from './module-project';

let project: ModuleProject;

beforeEach(() => {
  project = new ModuleProject();
});

afterEach(() => {
  project.remove();
});

const vpc = { resource: { aws_vpc: { v: {} } } };

/** What is said of the modules of a root module. */
function warningsOf(modules: object): readonly string[] {
  project.write({ 'root/main.tf.json': { module: modules, ...vpc } });
  return project.load().warnings.map(({ message }) => message);
}

function errorOf(): InputError {
  try {
    project.load();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('expected an InputError');
}

describe('the folder of a module', () => {
  it('is read with all of its files, and its files are inputs', () => {
    project.write({
      'root/main.tf.json': { module: { net: { source: '../net' }, again: { source: './../net/' } } },
      'net/a.tf.json': vpc,
      'net/b.tf.json': { resource: { aws_subnet: { s: {} } } },
      'net/b_override.tf.json': { resource: { aws_subnet: { s: { cidr_block: 'overridden' } } } },
      'net/.hidden.tf.json': '{',
      'net/notes.json': '{',
    });
    const { configuration, files, warnings } = project.load();
    expect(warnings).toEqual([]);
    expect(files.map(({ file }) => path.relative(project.folder, file))).toEqual([
      'root/main.tf.json',
      'net/a.tf.json',
      'net/b.tf.json',
      'net/b_override.tf.json',
    ]);
    expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(4);
    expect(configuration.block('module.net.aws_subnet.s')?.get('cidr_block')).toBe('overridden');
    expect(configuration.block('module.again.aws_vpc.v')).toBeDefined();
  });

  it('holds the block of a finding, with its line', () => {
    project.write({
      'root/main.tf.json': { module: { net: { source: '../net' } } },
      'net/main.tf.json':
        '{\n "resource": {\n  "aws_db_instance": {\n   "d": {\n    "publicly_accessible": true\n }}}}',
    });
    expect(project.finding('rds-no-public-access', 'module.net.aws_db_instance.d')).toMatchObject({
      verdict: 'fail',
      file: project.path('net/main.tf.json'),
      line: 5,
      path: 'publicly_accessible',
    });
  });

  it('that is broken is an error with its place', () => {
    project.write({
      'root/main.tf.json': { module: { net: { source: '../net' } } },
      'net/main.tf.json': '{\n"resource": }',
    });
    expect(errorOf().message).toContain(`${project.path('net/main.tf.json')}:2:13`);
  });

  it('that declares a block twice is an error', () => {
    project.write({
      'root/main.tf.json': { module: { net: { source: '../net' } } },
      'net/a.tf.json': vpc,
      'net/b.tf.json': vpc,
    });
    expect(errorOf().message).toContain('duplicate resource aws_vpc.v');
  });

  it('may be a link to a folder of the project', () => {
    project.write({ 'real/main.tf.json': vpc, 'root/main.tf.json': { module: { net: { source: './link' } } } });
    symlinkSync(project.path('real'), project.path('root/link'));
    expect(project.load().configuration.block('module.net.aws_vpc.v')).toBeDefined();
  });

  it('belongs to the module that calls, not to the root module', () => {
    project.write({
      'root/main.tf.json': { module: { net: { source: '../modules/net' } } },
      'modules/net/main.tf.json': { module: { inner: { source: '../inner' } } },
      'modules/inner/main.tf.json': vpc,
    });
    expect(project.load().configuration.block('module.net.module.inner.aws_vpc.v')).toBeDefined();
  });

  it('is a root module of its own where it is named itself', () => {
    project.write({ 'root/main.tf.json': { module: { net: { source: '../net' } } }, 'net/main.tf.json': vpc });
    const inputs = loadPaths([project.path('root'), project.path('net')]);
    expect(
      inputs.map(({ configuration }) =>
        configuration.ofType('aws_vpc').map(({ address }) => configuration.displayText?.(address)),
      ),
    ).toEqual([['module.net.aws_vpc.v'], ['aws_vpc.v']]);
  });
});

describe('a module that is not read', () => {
  it.each([
    [
      'a registry',
      'terraform-aws-modules/vpc/aws',
      /its source "terraform-aws-modules\/vpc\/aws" is no folder of the project/,
    ],
    [
      'a repository',
      'git::https://user:hunter2@example.com/x.git?ref=main',
      /its source "git::https:\/\/example.com\/x.git" is no/,
    ],
    ['a folder that is missing', '../gone', /there is no folder "..\/gone"/],
    ['a file', './main.tf.json', /there is no folder/],
    ['text that no file can have', './a\u0000b', /there is no folder/],
    ['an expression', './${var.x}', /its source is no literal text/],
    ['no text', 5, /its source is no literal text/],
    ['a folder outside of the project', '../..', /lies outside of the project/],
  ])('is named once: %s', (_, source, reason) => {
    const [warning, ...others] = warningsOf({ net: { source } });
    expect(others).toEqual([]);
    expect(warning).toMatch(/^module\.net is not checked: /);
    expect(warning).toMatch(reason);
    expect(warning).not.toContain('hunter2');
  });

  it('is named where it holds HCL, alone or beside JSON', () => {
    project.write({ 'hcl/main.tf': 'x', 'both/main.tf': 'x', 'both/more.tf.json': vpc, 'empty/readme.md': 'x' });
    expect(
      warningsOf({ hcl: { source: '../hcl' }, both: { source: '../both' }, empty: { source: '../empty' } }),
    ).toEqual([
      'module.hcl is not checked: its folder holds main.tf, and only Terraform JSON (*.tf.json) is read',
      'module.both is not checked in full: its folder holds main.tf beside its Terraform JSON, and only Terraform JSON (*.tf.json) is read',
      'module.empty is not checked: its folder holds no Terraform JSON (*.tf.json)',
    ]);
    expect(project.load().configuration.block('module.both.aws_vpc.v')).toBeDefined();
  });

  it('is named once for all instances of the module that calls it', () => {
    project.write({ 'net/main.tf.json': { module: { far: { source: 'a/b/aws' } } } });
    expect(warningsOf({ net: { source: '../net', count: 3 } })).toEqual([
      'module.net.module.far is not checked: its source "a/b/aws" is no folder of the project',
    ]);
  });

  it('is not named where it is not called', () => {
    expect(warningsOf({ net: { source: 'a/b/aws', count: 0 } })).toEqual([]);
  });

  it('is any module of a configuration that has no folder', () => {
    const { warnings } = loadJson({ module: { net: { source: './net' } }, ...vpc });
    expect(warnings.map(({ message }) => message)).toEqual([
      'module.net is not checked: the configuration is not read from a folder',
    ]);
  });

  it('is read where the folder of the configuration is said', () => {
    project.write({ 'net/main.tf.json': vpc });
    const json = JSON.stringify({ module: { net: { source: './net' } } });
    const { configuration, files, warnings } = loadJson(json, 'stack', { folder: project.folder });
    expect(warnings).toEqual([]);
    expect(files.map(({ file }) => file)).toEqual(['stack', path.join('net', 'main.tf.json')]);
    const [block] = configuration.ofType('aws_vpc');
    expect(block === undefined ? undefined : configuration.fileOf(block)).toBe(path.join('net', 'main.tf.json'));
  });

  it('leaves its outputs unknown', () => {
    project.write({ 'hcl/main.tf': 'x' });
    project.write({
      'root/main.tf.json': {
        module: { hcl: { source: '../hcl' } },
        resource: { aws_db_instance: { d: { publicly_accessible: '${module.hcl.public}' } } },
      },
    });
    expect(project.verdicts('rds-no-public-access')).toEqual(['unknown aws_db_instance.d']);
  });

  it('may hold what the baseline of an account lacks; one that is read does not', () => {
    const rule = findRule('iam-password-policy-declared');
    if (rule === undefined) throw new Error('no such rule');
    const verdictWith = (source: string): string | undefined => {
      project.write({ 'root/main.tf.json': { module: { net: { source } }, ...vpc } });
      const { findings } = assess([project.load()], [{ rule, severity: rule.severity, options: {} }], {
        accountBaseline: true,
      });
      return findings[0]?.verdict;
    };
    project.write({ 'net/main.tf.json': vpc });
    expect(verdictWith('a/b/aws')).toBe('unknown');
    expect(verdictWith('../net')).toBe('fail');
    project.write({ 'net/main.tf.json': { module: { far: { source: 'a/b/aws' } } } });
    expect(verdictWith('../net')).toBe('unknown');
  });

  it('is a file that leads out of the project', () => {
    project.write({
      'repo/.git': '',
      'repo/root/main.tf.json': { module: { net: { source: '../net' } }, ...vpc },
      'secret.tf.json': vpc,
    });
    mkdirSync(project.path('repo/net'));
    symlinkSync(project.path('secret.tf.json'), project.path('repo/net/main.tf.json'));
    const { configuration, warnings } = project.load('repo/root');
    expect(configuration.ofType('aws_vpc')).toHaveLength(1);
    expect(warnings[0]?.message).toContain('main.tf.json leads out of the project');
  });
});

describe('modules that call each other in a circle', () => {
  it('are refused with the chain', () => {
    project.write({
      'root/main.tf.json': { module: { a: { source: '../a' } } },
      'a/main.tf.json': { module: { b: { source: '../b' } } },
      'b/main.tf.json': { module: { c: { source: '../a' } } },
    });
    expect(errorOf().message).toMatch(
      /b\/main\.tf\.json:\d+:\d+: modules call each other in a circle.*: module\.a calls module\.b calls module\.c, whose source is the folder of module\.a again/,
    );
  });

  it('are refused where a module calls the root module, or itself through a link', () => {
    project.write({ 'root/main.tf.json': { module: { a: { source: './' } } } });
    expect(errorOf().message).toContain('the root module calls module.a');
    project.write({
      'root/main.tf.json': { module: { a: { source: '../a' } } },
      'a/main.tf.json': { module: { b: { source: './link' } } },
    });
    symlinkSync(project.path('a'), project.path('a/link'));
    expect(errorOf().message).toContain('module.a calls module.b, whose source is the folder of module.a again');
  });

  it('are none where two modules call the same third one', () => {
    project.write({
      'root/main.tf.json': { module: { a: { source: '../a' }, b: { source: '../b' } } },
      'a/main.tf.json': { module: { c: { source: '../c' } } },
      'b/main.tf.json': { module: { c: { source: '../c' } } },
      'c/main.tf.json': vpc,
    });
    expect(project.load().configuration.ofType('aws_vpc')).toHaveLength(2);
  });
});
