import path from 'node:path';
import ts from 'typescript';

const ROOT = path.join(__dirname, '..', '..');

/** Type-checks files with the settings of the repository, and returns what is wrong in them. */
export function typeErrors(files: readonly string[]): readonly string[] {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
    },
  };
  const parsed = ts.getParsedCommandLineOfConfigFile(path.join(ROOT, 'tsconfig.json'), {}, host);
  if (parsed === undefined) throw new Error('tsconfig.json cannot be read');
  const { options } = parsed;
  const program = ts.createProgram(files, {
    ...options,
    paths: { ...options.paths, vitest: [require.resolve('./vitest-stand-in')] },
  });
  const checked = files.map((file) => program.getSourceFile(file));
  return checked.flatMap((source) => {
    if (source === undefined) throw new Error('a file was not read by the compiler');
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(describeError);
  });
}

function describeError({ file, start = 0, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, '\n');
  if (file === undefined) return text;
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return `${path.relative(ROOT, file.fileName)}:${String(line + 1)}:${String(character + 1)}: ${text}`;
}
