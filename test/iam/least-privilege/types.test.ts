import path from 'node:path';
import ts from 'typescript';

const ROOT = path.join(__dirname, '..', '..', '..');
const FILE = path.join(__dirname, 'promises.types.ts');
const PROMISE = /^\s*\/\/ @ts-expect-error (.*)$/;

interface Promised {
  readonly promise: string;
  /** Codes of TypeScript. */
  readonly errors: readonly number[];
}

/** Errors of the file once nothing expects them, by the promise on the line above. */
function promisesOf(source: string): { readonly promised: readonly Promised[]; readonly others: readonly string[] } {
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, ROOT);
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  host.readFile = (file) =>
    path.resolve(file) === FILE ? source.replace(/@ts-expect-error/g, 'wrong:') : readFile(file);
  const program = ts.createProgram({ rootNames: [FILE], options: { ...options, types: ['node'] }, host });
  const file = program.getSourceFile(FILE);
  if (file === undefined) throw new Error(`${FILE} was not read`);
  const errors = program.getSemanticDiagnostics(file).map(({ start = 0, messageText, code }) => ({
    code,
    line: file.getLineAndCharacterOfPosition(start).line,
    text: ts.flattenDiagnosticMessageText(messageText, '\n'),
  }));
  const promised = source.split('\n').flatMap((text, line) => {
    const promise = PROMISE.exec(text)?.[1];
    const own = errors.filter((error) => error.line === line + 1).map((error) => error.code);
    return promise === undefined ? [] : [{ promise, line, errors: own }];
  });
  const lines = new Set(promised.map(({ line }) => line + 1));
  return { promised, others: errors.filter(({ line }) => !lines.has(line)).map(({ text }) => text) };
}

/**
 * Errors of arguments, of their number, of absent members and of excess ones: no promise is kept by a name that the file
 * lacks.
 */
const CODES = new Set([2339, 2345, 2353, 2554, 2555, 2741]);

describe('what the compiler promises of LeastPrivilegePolicy', () => {
  const { promised, others } = promisesOf(ts.sys.readFile(FILE) ?? '');

  it('says nothing else of the file', () => {
    expect(others).toEqual([]);
  });

  it.each(promised)('refuses $promise', ({ errors }) => {
    expect(errors.filter((code) => CODES.has(code))).toHaveLength(1);
    expect(errors).toHaveLength(1);
  });
});
