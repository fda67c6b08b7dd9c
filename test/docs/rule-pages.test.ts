/** The TypeScript on the pages of rules is compiled with the rest, runs, and keeps the rules that it is shown for. */
import { App, type TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { allRules, assess, loadPaths, type Assessment } from '../../lib/compliance';
import { CONSTRUCT_EXAMPLES, RULES_BY_EXAMPLE } from '../../scripts/rule-pages/construct-examples';

type StackClass = new (scope: Construct, id: string) => TerraformStack;

const ROOT = path.join(__dirname, '..', '..');
const EXAMPLES = Object.entries(RULES_BY_EXAMPLE);

function assessExample(file: string): Assessment['rules'] {
  const [Stack] = Object.values(require(path.join(CONSTRUCT_EXAMPLES, file)) as Readonly<Record<string, StackClass>>);
  const outdir = mkdtempSync(path.join(tmpdir(), 'rule-pages-'));
  try {
    const app = new App({ outdir });
    if (Stack === undefined) throw new Error(`${file} exports no stack`);
    new Stack(app, 'example');
    app.synth();
    const selection = allRules().map((rule) => ({ rule, severity: rule.severity, options: rule.defaultOptions ?? {} }));
    return assess(loadPaths([outdir]), selection).rules;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

it('every example is on a page, each rule has one example', () => {
  expect(
    readdirSync(CONSTRUCT_EXAMPLES)
      .filter((file) => file.endsWith('.ts'))
      .sort(),
  ).toEqual(EXAMPLES.map(([file]) => file).sort());
  const rules = EXAMPLES.flatMap(([, ids]) => ids);
  expect(new Set(rules).size).toBe(rules.length);
});

describe.each(EXAMPLES)('%s', (file, ids) => {
  it('keeps the rules that it is shown for', () => {
    const assessed = new Map(assessExample(file).map((rule) => [rule.id, rule]));
    const broken = ids.filter((id) => {
      const { pass = 0, fail = 0, unknown = 0 } = assessed.get(id) ?? {};
      return pass === 0 || fail > 0 || unknown > 0;
    });
    expect(broken).toEqual([]);
  });

  it('stands on their pages as it is', () => {
    const text = readFileSync(path.join(CONSTRUCT_EXAMPLES, file), 'utf8').trimEnd();
    for (const id of ids)
      expect(readFileSync(path.join(ROOT, 'docs', 'rules', `${id}.md`), 'utf8')).toContain(`\`\`\`ts\n${text}\n\`\`\``);
  });
});
