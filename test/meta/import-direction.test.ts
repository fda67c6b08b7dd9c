import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

interface LintResult {
  readonly fatal: boolean;
  readonly messages: readonly string[];
}

const ROOT = join(__dirname, '..', '..');

function lint(cases: readonly { readonly file: string; readonly code: string }[]): readonly LintResult[] {
  const output = execFileSync(process.execPath, [join(__dirname, 'lint-imports.mjs')], {
    cwd: ROOT,
    input: JSON.stringify(cases),
    encoding: 'utf8',
  });
  return JSON.parse(output) as readonly LintResult[];
}

type Case = readonly [file: string, specifier: string, target: string];

const FORBIDDEN: readonly Case[] = [
  ['lib/compliance/engine/probe.ts', 'cdktf', 'cdktf'],
  ['lib/compliance/engine/probe.ts', 'cdktf/lib/tokens', 'cdktf/lib/tokens'],
  ['lib/compliance/engine/probe.ts', 'constructs', 'constructs'],
  ['lib/compliance/rules/rds/probe.ts', '@cdktf/provider-aws/lib/db-instance', '@cdktf/provider-aws/lib/db-instance'],
  ['lib/compliance/engine/probe.ts', '../../core/errors', 'lib/core/errors'],
  ['lib/compliance/engine/probe.ts', '../../network/peer', 'lib/network/peer'],
  ['lib/compliance/rules/iam/probe.ts', '../../../iam/role', 'lib/iam/role'],
  ['lib/compliance/engine/probe.ts', '../../database', 'lib/database'],
  ['lib/compliance/engine/probe.ts', '../../secrets/secret', 'lib/secrets/secret'],
  ['lib/compliance/engine/probe.ts', '../../encryption/key', 'lib/encryption/key'],
  ['lib/compliance/engine/probe.ts', '../../cli/main', 'lib/cli/main'],
  ['lib/compliance/engine/probe.ts', '../../testing/index', 'lib/testing/index'],
  ['lib/compliance/engine/probe.ts', '../../reporters/json', 'lib/reporters/json'],
  ['lib/compliance/engine/probe.ts', '../..', 'lib'],
  ['lib/compliance/model/probe.ts', '../engine/rule', 'lib/compliance/engine/rule'],
  ['lib/compliance/model/probe.ts', '../rules/rds', 'lib/compliance/rules/rds'],
  ['lib/compliance/model/probe.ts', '../packs/index.js', 'lib/compliance/packs/index'],
  ['lib/compliance/model/expression/probe.ts', '../..', 'lib/compliance'],
  ['lib/reporters/probe.ts', 'cdktf', 'cdktf'],
  ['lib/reporters/probe.ts', '../core/errors', 'lib/core/errors'],
  ['lib/reporters/probe.ts', '../cli/main', 'lib/cli/main'],
  ['lib/testing/probe.ts', 'cdktf', 'cdktf'],
  ['lib/testing/probe.ts', '../database/instance', 'lib/database/instance'],
  ['lib/cli/probe.ts', 'cdktf', 'cdktf'],
  ['lib/cli/probe.ts', 'constructs', 'constructs'],
  ['lib/runtime/probe.ts', '../compliance/engine/rule', 'lib/compliance/engine/rule'],
  ['lib/network/probe.ts', '../compliance/engine/severity', 'lib/compliance/engine/severity'],
  ['lib/core/probe.ts', '../reporters/json', 'lib/reporters/json'],
  ['lib/core/probe.ts', '../enforcement/guardrails', 'lib/enforcement/guardrails'],
  ['lib/network/probe.ts', '../policy/tags', 'lib/policy/tags'],
  ['lib/enforcement/probe.ts', '../cli/main', 'lib/cli/main'],
  ['lib/policy/probe.ts', '../testing/index', 'lib/testing/index'],
  ['lib/evidence/probe.ts', 'cdktf', 'cdktf'],
  ['lib/evidence/probe.ts', '../policy/tags', 'lib/policy/tags'],
  ['lib/compliance/engine/probe.ts', '../../enforcement/enforcement', 'lib/enforcement/enforcement'],
  ['lib/network/probe.ts', '@cdktf/provider-aws', '@cdktf/provider-aws'],
  ['lib/network/probe.ts', '@cdktf/provider-aws/lib', '@cdktf/provider-aws/lib'],
  ['test/network/probe.ts', '@cdktf/provider-aws', '@cdktf/provider-aws'],
  ['examples/probe/main.ts', '@cdktf/provider-aws', '@cdktf/provider-aws'],
  ['scripts/probe.ts', '@cdktf/provider-aws/lib/index.js', '@cdktf/provider-aws/lib/index.js'],
  ['lib/network/probe.ts', 'cdktf-guardrails/compliance', 'cdktf-guardrails/compliance'],
  ['lib/network/probe.ts', '../../test/stack', 'test/stack'],
];

const ALLOWED: readonly (readonly [file: string, specifier: string])[] = [
  ['lib/compliance/engine/probe.ts', '../model/block'],
  ['lib/compliance/engine/probe.ts', '../rules/iam/role'],
  ['lib/compliance/engine/probe.ts', 'node:fs'],
  ['lib/compliance/rules/rds/probe.ts', '../iam/role'],
  ['lib/compliance/rules/rds/probe.ts', '../secrets/secret'],
  ['lib/compliance/model/probe.ts', './value'],
  ['lib/reporters/probe.ts', '../compliance/engine/assessment'],
  ['lib/testing/probe.ts', '../compliance'],
  ['lib/cli/probe.ts', '../reporters'],
  ['lib/network/probe.ts', 'cdktf'],
  ['lib/network/probe.ts', '@cdktf/provider-aws/lib/security-group'],
  ['lib/network/probe.ts', '../core/errors'],
  ['lib/index.ts', './network'],
  ['test/network/probe.ts', '@cdktf/provider-aws/lib/security-group'],
  ['test/network/probe.ts', 'cdktf-guardrails'],
];

const FORMS: readonly (readonly [name: string, code: string])[] = [
  ['import', "import { a } from 'cdktf';"],
  ['import for side effects', "import 'cdktf';"],
  ['import type', "import type { A } from 'cdktf';"],
  ['import equals', "import a = require('cdktf');"],
  ['export from', "export { a } from 'cdktf';"],
  ['export all', "export * from 'cdktf';"],
  ['dynamic import', "export const a = import('cdktf');"],
  ['dynamic import of a template', 'export const a = import(`cdktf`);'],
  ['type import', "export type A = import('cdktf').App;"],
  ['require', "export const a = require('cdktf');"],
  ['require.resolve', "export const a = require.resolve('cdktf');"],
];

const importing = (specifier: string): string => `import { a } from '${specifier}';\nexport const b = a;\n`;

const resultOf = (results: readonly LintResult[], index: number): LintResult => {
  const result = results[index];
  if (!result) throw new Error(`no lint result ${index}`);
  return result;
};

describe('import direction', () => {
  let forbidden: readonly LintResult[] = [];
  let allowed: readonly LintResult[] = [];
  let forms: readonly LintResult[] = [];

  beforeAll(() => {
    const results = lint([
      ...FORBIDDEN.map(([file, specifier]) => ({ file, code: importing(specifier) })),
      ...ALLOWED.map(([file, specifier]) => ({ file, code: importing(specifier) })),
      ...FORMS.map(([, code]) => ({ file: 'lib/compliance/engine/probe.ts', code })),
    ]);
    forbidden = results.slice(0, FORBIDDEN.length);
    allowed = results.slice(FORBIDDEN.length, FORBIDDEN.length + ALLOWED.length);
    forms = results.slice(FORBIDDEN.length + ALLOWED.length);
  }, 60_000);

  it.each(FORBIDDEN.map((probe, index) => ({ index, file: probe[0], specifier: probe[1], target: probe[2] })))(
    '$file may not import $specifier',
    ({ index, file, target }) => {
      const result = resultOf(forbidden, index);
      expect(result.fatal).toBe(false);
      expect(result.messages).toEqual([expect.stringContaining(`${file} may not import ${target}: `)]);
    },
  );

  it.each(ALLOWED.map((probe, index) => ({ index, file: probe[0], specifier: probe[1] })))(
    '$file may import $specifier',
    ({ index }) => {
      expect(resultOf(allowed, index)).toEqual({ fatal: false, messages: [] });
    },
  );

  it.each(FORMS.map(([name], index) => ({ name, index })))('sees: $name', ({ index }) => {
    const result = resultOf(forms, index);
    expect(result.fatal).toBe(false);
    expect(result.messages).toHaveLength(1);
  });
});
