import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path, { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { locationOfFrame, portableFrame } from '../../lib/core/source-location';
import { parseFrame } from '../../lib/core/stack-frame';
import { isWithin, portablePath, workspaceOf } from '../../lib/core/workspace';

describe('parseFrame', () => {
  it.each([
    ['new Stack (/app/main.ts:4:5)', { caller: 'new Stack', file: '/app/main.ts', line: 4, column: 5 }],
    ['/app/main.ts:4:5', { caller: undefined, file: '/app/main.ts', line: 4, column: 5 }],
    ['async /app/main.ts:4:5', { caller: undefined, file: '/app/main.ts', line: 4, column: 5 }],
    ['async load (/app/main.ts:4:5)', { caller: 'async load', file: '/app/main.ts', line: 4, column: 5 }],
    [
      'Shop.make [as add] (/app/main.ts:4:5)',
      { caller: 'Shop.make [as add]', file: '/app/main.ts', line: 4, column: 5 },
    ],
    ['new S (/my app/copy (2)/main.ts:4:5)', { caller: 'new S', file: '/my app/copy (2)/main.ts', line: 4, column: 5 }],
    ['/my app/copy (2)/main.ts:4:5', { caller: undefined, file: '/my app/copy (2)/main.ts', line: 4, column: 5 }],
    ['Object.a (b) (/app/main.ts:4:5)', { caller: 'Object.a (b)', file: '/app/main.ts', line: 4, column: 5 }],
    ['new S (C:\\my app\\main.ts:4:5)', { caller: 'new S', file: 'C:\\my app\\main.ts', line: 4, column: 5 }],
    [
      'new S (\\\\server\\share\\main.ts:4:5)',
      { caller: 'new S', file: '\\\\server\\share\\main.ts', line: 4, column: 5 },
    ],
    ['new S (file:///my%20app/m%C3%A4in.ts:4:5)', { caller: 'new S', file: '/my app/mäin.ts', line: 4, column: 5 }],
    ['new S (/app/ünïcode/主.ts:4:5)', { caller: 'new S', file: '/app/ünïcode/主.ts', line: 4, column: 5 }],
  ])('reads %s', (frame, expected) => {
    expect(parseFrame(frame)).toEqual(expected);
  });

  it.each([
    'new Promise (<anonymous>)',
    'Promise.all (index 0)',
    'Array.map (native)',
    'Module._compile (node:internal/modules/cjs/loader:1364:14)',
    'node:internal/main/run_main_module:23:47',
    'eval (eval at run (/app/main.js:1:1), <anonymous>:3:5)',
    '<anonymous>:3:5',
    'f (wasm://wasm/1234:1:2)',
    'f (webpack-internal:///./src/main.ts:1:2)',
    'f (https://example.com/main.js:1:2)',
    'f (file:///bad%2Fname.ts:1:2)',
    'f (/app/main.ts)',
    'f ()',
    ')',
    '',
  ])('finds no file in %p', (frame) => {
    expect(parseFrame(frame)).toBeUndefined();
  });

  it('takes no time over what is no frame', () => {
    const before = process.cpuUsage();
    const texts = [':1'.repeat(100_000), '('.repeat(100_000), `${' ('.repeat(100_000)})`, `${'1'.repeat(100_000)}:`];
    const files = texts.map((text) => parseFrame(text)?.file);
    expect(files.slice(1)).toEqual([undefined, undefined, undefined]);
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  });
});

describe('portablePath', () => {
  const posix = (file: string, cwd: string, workspaces: Readonly<Record<string, string>> = {}) =>
    portablePath(file, cwd, path.posix, (folder) => workspaces[folder] ?? folder);
  const windows = (file: string, cwd: string, workspaces: Readonly<Record<string, string>> = {}) =>
    portablePath(file, cwd, path.win32, (folder) => workspaces[folder] ?? folder);

  it('is relative to the working directory', () => {
    expect(posix('/app/src/main.ts', '/app')).toBe('src/main.ts');
    expect(posix('/app/src/main.ts', '/')).toBe('app/src/main.ts');
    expect(windows('C:\\my app\\src\\mäin.ts', 'C:\\my app')).toBe('src/mäin.ts');
  });

  it('leads up where the file lies in the same workspace', () => {
    expect(posix('/repo/shared/key.ts', '/repo/infra', { '/repo/infra': '/repo' })).toBe('../shared/key.ts');
    expect(windows('C:\\repo\\shared\\key.ts', 'C:\\repo\\infra', { 'C:\\repo\\infra': 'C:\\repo' })).toBe(
      '../shared/key.ts',
    );
  });

  it('tells no folder of the machine where the file lies elsewhere', () => {
    expect(posix('/home/me/app/src/main.ts', '/tmp/build', { '/home/me/app/src': '/home/me/app' })).toBe(
      'app/src/main.ts',
    );
    expect(posix('/home/me/main.ts', '/tmp/build')).toBe('me/main.ts');
    expect(windows('D:\\me\\app\\src\\main.ts', 'C:\\build', { 'D:\\me\\app\\src': 'D:\\me\\app' })).toBe(
      'app/src/main.ts',
    );
    expect(posix('/main.ts', '/tmp')).toBe('main.ts');
  });

  it('does not take a folder for one whose name begins alike', () => {
    expect(isWithin('/app', '/app-two/main.ts', path.posix)).toBe(false);
    expect(isWithin('/app', '/app/..main.ts', path.posix)).toBe(true);
    expect(isWithin('C:\\app', 'D:\\app\\main.ts', path.win32)).toBe(false);
  });
});

describe('workspaceOf', () => {
  it('is the outermost folder that is a package or a repository', () => {
    const root = mkdtempSync(join(tmpdir(), 'workspace-'));
    mkdirSync(join(root, 'repo', '.git'), { recursive: true });
    mkdirSync(join(root, 'repo', 'infra', 'src'), { recursive: true });
    writeFileSync(join(root, 'repo', 'infra', 'package.json'), '{}');
    expect(workspaceOf(join(root, 'repo', 'infra', 'src'))).toBe(join(root, 'repo'));
    expect(workspaceOf(root)).toBe(root);
  });
});

describe('locationOfFrame', () => {
  it('names a file of the working directory, given as a path or a URL', () => {
    const file = join(process.cwd(), 'my app', 'mäin.ts');
    const expected = { file: 'my app/mäin.ts', line: 4, column: 5 };
    expect(locationOfFrame(`new S (${file}:4:5)`)).toEqual(expected);
    expect(locationOfFrame(`new S (${pathToFileURL(file).href}:4:5)`)).toEqual(expected);
  });

  it('is undefined for a frame without a place', () => {
    expect(locationOfFrame('new Promise (<anonymous>)')).toBeUndefined();
    expect(portableFrame('new Promise (<anonymous>)')).toBe('new Promise (<anonymous>)');
  });

  it('never lets an absolute path out', () => {
    const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), 'elsewhere-')));
    expect(portableFrame(`new S (${process.cwd()}/app/main.ts:4:5)`)).toBe('new S (app/main.ts:4:5)');
    expect(portableFrame(`${process.cwd()}/app/main.ts:4:5`)).toBe('app/main.ts:4:5');
    expect(portableFrame(`new S (${elsewhere}/main.ts:4:5)`)).toMatch(/^new S \(elsewhere-\w+\/main\.ts:4:5\)$/);
  });
});
