import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RULES } from '../../lib/compliance/rules/index.generated';
import { SEVERITIES } from '../../lib/compliance';
import { runRule } from '../../lib/testing/rule-tester';

const ROOT = path.join(__dirname, '..', '..');
const RULE_FOLDER = path.join(ROOT, 'lib', 'compliance', 'rules');

const files = readdirSync(RULE_FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: service }) =>
    readdirSync(path.join(RULE_FOLDER, service))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => ({ service, id: file.slice(0, -3) })),
  );

/** Text that a rule's author still has to write, left by the template or by haste. */
const UNWRITTEN = /\{\{|\bfill:|\bTBD\b|\btodo\b/i;

describe('the catalogue', () => {
  it('holds every rule file, and each once', () => {
    expect(RULES.map((rule) => rule.id).sort()).toEqual(files.map(({ id }) => id).sort());
    expect(new Set(RULES.map((rule) => rule.id)).size).toBe(RULES.length);
  });

  it.each(files)('$service/$id has a test and a page', ({ service, id }) => {
    const test = path.join(ROOT, 'test', 'compliance', 'rules', service, `${id}.test.ts`);
    expect(existsSync(test)).toBe(true);
    const text = readFileSync(test, 'utf8');
    for (const verdict of ['pass', 'fail']) expect(text).toMatch(new RegExp(`\\b${verdict}: `));
    expect(existsSync(path.join(ROOT, 'docs', 'rules', `${id}.md`))).toBe(true);
  });
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('says everything about itself', () => {
    expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    expect(SEVERITIES).toContain(rule.severity);
    expect(rule.resourceTypes.length).toBeGreaterThan(0);
    expect(rule.sources.length).toBeGreaterThan(0);
    for (const source of rule.sources) expect(source).toMatch(/^https:\/\/[a-z0-9.-]+\//);
    for (const text of [rule.title, rule.why, rule.remediation, rule.whenUnknown]) {
      expect(text.length).toBeGreaterThan(10);
      expect(text).not.toMatch(UNWRITTEN);
    }
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
  });

  it('describes each of its options', () => {
    expect(Object.keys(rule.optionsSchema ?? {}).sort()).toEqual(Object.keys(rule.defaultOptions ?? {}).sort());
    for (const schema of Object.values(rule.optionsSchema ?? {}))
      expect(schema).toHaveProperty('description', expect.stringMatching(/\w{2}.*\w{2}/));
  });

  it('has a good and a bad example', () => {
    expect(rule.examples.good.length).toBeGreaterThan(0);
    expect(rule.examples.bad.length).toBeGreaterThan(0);
  });

  const expected = { good: 'pass', bad: 'fail', unknown: 'unknown' } as const;
  const examples = (['good', 'bad', 'unknown'] as const).flatMap((kind) =>
    (rule.examples[kind] ?? []).map((example) => ({ kind, name: example.name, example, verdict: expected[kind] })),
  );

  it.each(examples)('example ($kind): $name', ({ example, verdict }) => {
    expect(runRule(rule, example).verdict).toBe(verdict);
  });
});
