import { isInRepository, reportPath, uriOf } from '../../lib/reporters/report-path';

const roots = { root: '/repo/packages/infra', repository: '/repo' };

describe('reportPath', () => {
  it.each([
    ['main.ts', 'packages/infra/main.ts'],
    ['./lib/../main.ts', 'packages/infra/main.ts'],
    ['../shared/a.ts', 'packages/shared/a.ts'],
    ['/repo/a.ts', 'a.ts'],
    ['/repository/a.ts', '/repository/a.ts'],
    ['../../../elsewhere.ts', '../../../elsewhere.ts'],
    ['..name.ts', 'packages/infra/..name.ts'],
    ['', 'packages/infra'],
  ])('tells %j from the root of the repository: %j', (file, path) => {
    expect(reportPath(file, roots)).toBe(path);
  });

  it('starts from the working directory where no repository is known', () => {
    expect(reportPath('a/b.ts', { root: '/project' })).toBe('a/b.ts');
    expect(reportPath('/project/a/b.ts', { root: '/project' })).toBe('a/b.ts');
  });
});

describe('isInRepository', () => {
  it.each([
    ['a.ts', true],
    ['..a/b.ts', true],
    ['../a.ts', false],
    ['a/../../b.ts', false],
    ['a/../b.ts', true],
    ['..', false],
    ['/a.ts', false],
  ])('%s: %s', (path, isInside) => {
    expect(isInRepository(path)).toBe(isInside);
  });
});

describe('uriOf', () => {
  it.each([
    ['a b/c.ts', 'a%20b/c.ts'],
    ['ä#?%.ts', '%C3%A4%23%3F%25.ts'],
    ['a:b.ts', 'a%3Ab.ts'],
    ['/a b.ts', 'file:///a%20b.ts'],
    ['\ud800.ts', '%EF%BF%BD.ts'],
    ['🚀.ts', '%F0%9F%9A%80.ts'],
  ])('encodes %j as %j', (path, uri) => {
    expect(uriOf(path)).toBe(uri);
  });
});
