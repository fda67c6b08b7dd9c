import { Workspace } from './run-command';

jest.mock('../../lib/compliance/rules/index.generated', () => jest.requireActual<object>('./rules-fixture'));

interface Report {
  readonly findings: readonly { readonly source: { readonly file: string } | null }[];
}

function stack(...frames: readonly string[]): object {
  const databases = frames.map((frame, index) => {
    const comment = { metadata: { path: `stack/db${String(index)}`, uniqueId: 'db', stackTrace: [frame] } };
    return [`db${String(index)}`, { '//': comment, storage_encrypted: false }];
  });
  return { resource: { aws_db_instance: Object.fromEntries(databases) as unknown } };
}

describe('sources of a project that is checked from outside of it', () => {
  let workspace: Workspace;

  beforeEach(() => {
    workspace = new Workspace();
    for (const name of ['a', 'b'])
      workspace
        .write(`packages/${name}/cdktf.json`, { language: 'typescript', app: 'true' })
        .write(`packages/${name}/main.ts`, `const project = '${name}';\n`)
        .write(`packages/${name}/out/main.tf.json`, stack('main.ts:1:1'));
  });

  afterEach(() => {
    workspace.remove();
  });

  async function sources(...paths: readonly string[]): Promise<readonly (string | undefined)[]> {
    const { stdout } = await workspace.run(['check', '--format', 'json', ...paths]);
    return (JSON.parse(stdout) as Report).findings.map(({ source }) => source?.file);
  }

  it('are named from the working directory', async () => {
    expect(await sources('packages/a/out', 'packages/b/out')).toEqual(['packages/a/main.ts', 'packages/b/main.ts']);
  });

  it('are told apart from a file of the same name', async () => {
    workspace.write('main.ts', 'const other = 0;\n').write('cdktf.json', { language: 'typescript', app: 'true' });
    const { stdout } = await workspace.run(['check', 'packages/a/out']);
    expect(stdout).toContain('packages/a/main.ts\n');
    expect(stdout).toContain("const project = 'a';");
    expect(stdout).not.toContain('const other');
  });

  it('are named from the root of a repository in reports for CI', async () => {
    workspace.write('.git/HEAD', '');
    const { stdout } = await workspace.run(['check', '--format', 'gitlab', 'packages/b/out']);
    expect(stdout).toContain('"path": "packages/b/main.ts"');
  });

  it('stay as they are where the project has no such file', async () => {
    const frames = ['gone.ts:1:1', '../../../../../etc/passwd:1:1', 'main.ts\u0000:1:1', 'out:1:1'];
    workspace.write('packages/a/out/main.tf.json', stack(...frames));
    const found = await sources('packages/a/out');
    expect(found[0]).toBe('gone.ts');
    expect(found[2]).toBe('main.ts\u0000');
    expect(found[3]).toBe('out');
  });

  it('stay as they are where the check runs in the project', async () => {
    const cwd = `${workspace.path}/packages/a`;
    const { stdout } = await workspace.run(['check', '--format', 'json', 'out'], { cwd });
    expect((JSON.parse(stdout) as Report).findings.map(({ source }) => source?.file)).toEqual(['main.ts']);
  });

  it('stay as they are outside of any project', async () => {
    workspace.write('plain/main.tf.json', stack('main.ts:1:1')).write('plain/main.ts', '');
    expect(await sources('plain')).toEqual(['main.ts']);
  });
});
