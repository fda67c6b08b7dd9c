// Checks the types of one TypeScript file, as `tsc --noEmit` does, and prints the CPU time of the whole process.
'use strict';
const path = require('node:path');
const ts = require('typescript');

const [file] = process.argv.slice(2);
const program = ts.createProgram([file], {
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  types: ['node'],
  typeRoots: [path.join(__dirname, '..', '..', 'node_modules', '@types')],
});
const errors = ts.getPreEmitDiagnostics(program);
if (errors.length > 0) {
  console.error(
    ts.formatDiagnostics(errors, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => '.',
      getNewLine: () => '\n',
    }),
  );
  process.exit(1);
}
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ cpuMs: (user + system) / 1000 }));
