import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { APP, compilePackage, lineOf, Project, type Places } from './project';

jest.setTimeout(120_000);

const REGISTER = ['--require', 'cdktf-guardrails/register'];
const TSX = ['--import', pathToFileURL(require.resolve('tsx')).href];

let packageFolder = '';
let project: Project;

beforeAll(() => {
  packageFolder = compilePackage();
});

beforeEach(() => {
  project = new Project(packageFolder);
});

afterEach(() => {
  rmSync(project.folder, { recursive: true });
});

afterAll(() => {
  rmSync(join(packageFolder, '..', '..'), { recursive: true });
});

/** What has to be found, in the given file. */
function bothIn(file: string): Places {
  return { raw: `${file}:${String(lineOf('raw'))}`, own: `${file}:${String(lineOf('own'))}` };
}

function compile(options: ts.CompilerOptions, source = APP): string {
  const { outputText, sourceMapText } = ts.transpileModule(source, {
    fileName: 'main.ts',
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, ...options },
  });
  if (sourceMapText !== undefined)
    project.write('dist/main.js.map', sourceMapText.replace('"main.ts"', '"../src/main.ts"'));
  project.write('dist/main.js', outputText);
  project.write('src/main.ts', source);
  return outputText;
}

/** Line of the compiled file: the comments stay. */
function compiledLine(code: string, what: 'raw' | 'own'): string {
  return `dist/main.js:${String(code.split('\n').findIndex((text) => text.endsWith(`// line of ${what}`)) + 1)}`;
}

describe('node', () => {
  it('finds the lines of compiled output by the map beside it', () => {
    const code = compile({ sourceMap: true });
    expect(compiledLine(code, 'raw')).not.toBe(`dist/main.js:${String(lineOf('raw'))}`);
    expect(project.run([...REGISTER, 'dist/main.js'])).toEqual(bothIn('src/main.ts'));
  });

  it('finds the lines of compiled output by the map inside it', () => {
    compile({ inlineSourceMap: true, inlineSources: true, sourceRoot: '../src' });
    expect(project.run([...REGISTER, 'dist/main.js'])).toEqual(bothIn('src/main.ts'));
  });

  it('finds them where Node maps them itself', () => {
    compile({ sourceMap: true });
    expect(project.run(['--enable-source-maps', ...REGISTER, 'dist/main.js'])).toEqual(bothIn('src/main.ts'));
  });

  it('names the compiled lines without a map, and with a map whose source is gone', () => {
    for (const options of [{}, { sourceMap: true }]) {
      const code = compile(options);
      rmSync(join(project.folder, 'src'), { recursive: true });
      const expected = { raw: compiledLine(code, 'raw'), own: compiledLine(code, 'own') };
      expect(project.run([...REGISTER, 'dist/main.js'])).toEqual(expected);
    }
  });

  it('finds the lines of ES modules', () => {
    project.write('package.json', JSON.stringify({ name: 'shop', private: true, type: 'module' }));
    const source = APP.replaceAll(/(@cdktf\/provider-aws\/lib\/[\w-]+)/g, '$1/index.js');
    compile({ sourceMap: true, module: ts.ModuleKind.ESNext }, source);
    const entry = `import 'cdktf-guardrails/register';\nawait import('./main.js');\n`;
    project.write('dist/entry.js', entry);
    expect(project.run(['dist/entry.js'])).toEqual(bothIn('src/main.ts'));
  });

  it('finds the line of a construct of this package without the preload, and none of a raw resource', () => {
    compile({ sourceMap: true });
    expect(project.run(['dist/main.js'])).toEqual({ ...bothIn('src/main.ts'), raw: undefined });
  });

  it('names files from the package on where the app runs elsewhere', () => {
    compile({ sourceMap: true });
    project.write('infra/empty.txt', '');
    expect(project.run([...REGISTER, '../dist/main.js'], 'infra')).toEqual(bothIn('../src/main.ts'));
  });
});

describe('esbuild', () => {
  it('tells the app from the packages in the same bundle', () => {
    const { buildSync } = createRequire(require.resolve('tsx/package.json'))('esbuild') as {
      buildSync(options: object): unknown;
    };
    project.write('src/main.ts', APP);
    project.write('src/entry.ts', "import 'cdktf-guardrails/register';\nimport './main';\n");
    buildSync({
      absWorkingDir: project.folder,
      entryPoints: ['src/entry.ts'],
      outfile: 'dist/bundle.js',
      bundle: true,
      platform: 'node',
      sourcemap: true,
      external: ['cdktf', 'constructs', '@cdktf/provider-aws'],
    });
    expect(project.run(['dist/bundle.js'])).toEqual(bothIn('src/main.ts'));
  });
});

describe('tsx', () => {
  it('finds the lines where the app imports the preload first', () => {
    project.write('main.ts', APP);
    project.write('entry.ts', "import 'cdktf-guardrails/register';\nimport './main';\n");
    expect(project.run([...TSX, 'entry.ts'])).toEqual(bothIn('main.ts'));
  });

  it('finds the lines where Node preloads', () => {
    project.write('main.ts', APP);
    expect(project.run([...TSX, '--import', 'cdktf-guardrails/register', 'main.ts'])).toEqual(bothIn('main.ts'));
    expect(project.run([...REGISTER, ...TSX, 'main.ts'])).toEqual(bothIn('main.ts'));
  });
});

describe('jest with @swc/jest', () => {
  it('finds the lines with the preload in setupFiles', () => {
    project.write('main.ts', APP.replace(/^const \{ OUTDIR \}[^]*$/m, ''));
    project.write(
      'main.test.ts',
      "import { synthesise } from './main';\nit('synthesises', () => { synthesise(process.env.OUTDIR ?? ''); });\n",
    );
    const swc = [require.resolve('@swc/jest'), { jsc: { parser: { syntax: 'typescript' } }, sourceMaps: 'inline' }];
    project.write(
      'jest.config.json',
      JSON.stringify({
        testEnvironment: 'node',
        setupFiles: ['cdktf-guardrails/register'],
        transform: { '\\.ts$': swc },
        watchman: false,
      }),
    );
    const jestBin = require.resolve('jest/bin/jest');
    expect(project.run([jestBin, '--config', 'jest.config.json', '--no-cache', '-i'])).toEqual(bothIn('main.ts'));
  });
});
