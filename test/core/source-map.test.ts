import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { originalPlace } from '../../lib/core/source-map';

/** `new Thing()` stands in line 3, column 1. */
const SOURCE = 'interface Shop {\n  readonly name: string; }\nnew Thing();\n';

interface RawMap {
  version: number;
  sources: string[];
  sourcesContent?: string[];
  sourceRoot?: string;
  mappings: string;
  names: string[];
}

let project = '';

beforeEach(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'source map ü-')));
  write('package.json', '{}');
  write('src/main.ts', SOURCE);
});

afterEach(() => {
  rmSync(project, { recursive: true });
});

function write(file: string, text: string): string {
  const path = join(project, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** What TypeScript compiles the source to, and where `new Thing()` stands in it. */
function compile(options: ts.CompilerOptions = {}): { code: string; map: RawMap; line: number } {
  const { outputText, sourceMapText } = ts.transpileModule(SOURCE, {
    fileName: 'main.ts',
    compilerOptions: { sourceMap: true, module: ts.ModuleKind.CommonJS, ...options },
  });
  const line = outputText.split('\n').findIndex((text) => text.startsWith('new Thing')) + 1;
  return {
    code: outputText,
    map: sourceMapText === undefined ? emptyMap() : (JSON.parse(sourceMapText) as RawMap),
    line,
  };
}

function emptyMap(): RawMap {
  return { version: 3, sources: [], mappings: '', names: [] };
}

/** Where the call in `dist/main.js` stands in the source, by a map beside it that `change` has changed. */
function mappedBy(change: (map: RawMap) => unknown, url = 'main.js.map', mapFile = 'dist/main.js.map') {
  const { code, map, line } = compile();
  map.sources = ['../src/main.ts'];
  const file = write('dist/main.js', code.replace(/sourceMappingURL=.*/, `sourceMappingURL=${url}`));
  const changed = change(map);
  write(mapFile, typeof changed === 'string' ? changed : JSON.stringify(changed));
  return { place: originalPlace({ file, line, column: 1 }), compiled: { file, line, column: 1 } };
}

const original = () => ({ file: join(project, 'src', 'main.ts'), line: 3, column: 1 });

describe('originalPlace', () => {
  it('follows a map beside the file', () => {
    expect(mappedBy((map) => map).place).toEqual(original());
  });

  it.each([
    ['base64', (text: string) => `application/json;base64,${Buffer.from(text).toString('base64')}`],
    [
      'base64 with a charset',
      (text: string) => `application/json;charset=utf-8;base64,${Buffer.from(text).toString('base64')}`,
    ],
    ['percent signs', (text: string) => `application/json,${encodeURIComponent(text)}`],
  ])('follows a map inside the file, in %s', (_, encode) => {
    const { code, map, line } = compile();
    const text = JSON.stringify({ ...map, sources: ['../src/main.ts'] });
    const file = write('dist/main.js', code.replace(/sourceMappingURL=.*/, `sourceMappingURL=data:${encode(text)}`));
    expect(originalPlace({ file, line, column: 1 })).toEqual(original());
  });

  it('takes the last comment of the file, with the line ends of Windows too', () => {
    const { code, map, line } = compile();
    write('dist/main.js.map', JSON.stringify({ ...map, sources: ['../src/main.ts'] }));
    const text = code.replace(
      /\/\/# sourceMappingURL=.*/,
      '//# sourceMappingURL=none.map\n//# sourceMappingURL=main.js.map\n',
    );
    const file = write('dist/main.js', text.replaceAll('\n', '\r\n'));
    expect(originalPlace({ file, line, column: 1 })).toEqual(original());
  });

  it('resolves sources from the folder of the map, not of the file', () => {
    const { place } = mappedBy(
      (map) => ({ ...map, sources: ['../../src/main.ts'] }),
      'maps/main.js.map',
      'dist/maps/main.js.map',
    );
    expect(place).toEqual(original());
  });

  it('reads an encoded URL', () => {
    expect(mappedBy((map) => map, 'm%C3%A4in%20map.json', 'dist/mäin map.json').place).toEqual(original());
  });

  it.each(['../src/', '../src'])('honours sourceRoot %p', (sourceRoot) => {
    expect(mappedBy((map) => ({ ...map, sourceRoot, sources: ['main.ts'] })).place).toEqual(original());
  });

  it('reads sources that are URLs of files', () => {
    const url = pathToFileURL(join(project, 'src', 'main.ts')).href;
    expect(url).toContain('%20');
    expect(mappedBy((map) => ({ ...map, sources: [url] })).place).toEqual(original());
  });

  it.each([
    'webpack://shop/./src/main.ts',
    'webpack:///./src/main.ts',
    'webpack://shop/./src/main.ts?1f2a',
    'webpack:///src/main.ts',
  ])('reads %s from the folder of the package', (source) => {
    expect(mappedBy((map) => ({ ...map, sources: [source] })).place).toEqual(original());
  });

  it('reads a map of sections, each with a root of its own', () => {
    const { place } = mappedBy((map) => ({
      version: 3,
      sections: [{ offset: { line: 0, column: 0 }, map: { ...map, sourceRoot: '../src', sources: ['main.ts'] } }],
    }));
    expect(place).toEqual(original());
  });

  it('believes a map whose source is not on this machine where the map holds it', () => {
    const { place } = mappedBy((map) => ({ ...map, sources: ['../app/gone.ts'], sourcesContent: [SOURCE] }));
    expect(place).toEqual({ file: join(project, 'app', 'gone.ts'), line: 3, column: 1 });
  });

  it.each<[string, (map: RawMap) => unknown]>([
    ['is no JSON', () => '{'],
    ['is empty', () => ''],
    ['is null', () => 'null'],
    ['is a list', () => '[]'],
    ['has no mappings', (map) => ({ ...map, mappings: undefined })],
    ['has no sources', (map) => ({ ...map, sources: undefined })],
    ['names no source', (map) => ({ ...map, sources: [] })],
    ['names null', (map) => ({ ...map, sources: [null] })],
    ['names a source that does not exist', (map) => ({ ...map, sources: ['../src/gone.ts'] })],
    ['names a folder', (map) => ({ ...map, sources: ['../src'] })],
    ['names a file of the machine', (map) => ({ ...map, sources: ['/etc/passwd'] })],
    ['leads to a file of the machine', (map) => ({ ...map, sources: [`${'../'.repeat(20)}etc/passwd`] })],
    ['names a URL', (map) => ({ ...map, sources: ['https://example.com/main.ts'] })],
    ['names a URL that is broken', (map) => ({ ...map, sources: ['file:///%2F'] })],
    ['names a module of webpack itself', (map) => ({ ...map, sources: ['webpack:///webpack/bootstrap'] })],
    ['is mapped nowhere', (map) => ({ ...map, mappings: '' })],
    ['is mapped to no source', (map) => ({ ...map, mappings: 'A;A;A;A' })],
    ['is mapped on another line only', (map) => ({ ...map, mappings: 'AAAA' })],
    ['holds garbage', (map) => ({ ...map, mappings: '\u0000\u0001%%%%' })],
    ['names a line behind the end', (map) => ({ ...map, mappings: ';;AAggqB;AAAA' })],
    ['names a line before the beginning', (map) => ({ ...map, mappings: ';;AAJA;AAJA' })],
    [
      'names a line that its own content lacks',
      (map) => ({ ...map, sources: ['gone.ts'], sourcesContent: ['one line'] }),
    ],
    ['has broken sections', () => ({ version: 3, sections: [{}] })],
    [
      'refers to sections elsewhere',
      () => ({ version: 3, sections: [{ offset: { line: 0, column: 0 }, url: 'x.map' }] }),
    ],
  ])('keeps the compiled place where the map %s', (_, change) => {
    const { place, compiled } = mappedBy(change);
    expect(place).toEqual(compiled);
  });

  it('keeps the compiled place without a map, and where the map is missing or a folder', () => {
    for (const [name, comment] of [
      ['none', ''],
      ['missing', '//# sourceMappingURL=missing.js.map'],
      ['folder', '//# sourceMappingURL=.'],
      ['remote', '//# sourceMappingURL=https://example.com/main.js.map'],
      ['nothing', '//# sourceMappingURL='],
      ['unclosed', '//# sourceMappingURL=data:application/json;base64'],
      ['picture', '//# sourceMappingURL=data:image/png;base64,AAAA'],
      ['percent', '//# sourceMappingURL=%E0%A4%A'],
    ] as const) {
      const place = { file: write(`dist/${name}.js`, `one;\ntwo;\n${comment}\n`), line: 1, column: 1 };
      expect(originalPlace(place)).toEqual(place);
    }
    const place = { file: join(project, 'nowhere.js'), line: 1, column: 1 };
    expect(originalPlace(place)).toEqual(place);
  });

  it('does not read a map that is huge', () => {
    const before = process.cpuUsage();
    const { place, compiled } = mappedBy((map) => JSON.stringify({ ...map, filler: 'x'.repeat(33 * 2 ** 20) }));
    expect(place).toEqual(compiled);
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
  });

  it('leaves what is not compiled alone', () => {
    const place = { file: join(project, 'src', 'main.ts'), line: 1, column: 1 };
    expect(originalPlace(place)).toBe(place);
  });
});
