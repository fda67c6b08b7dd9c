import { allRules, assess, loadJson, selectRules, type Finding } from '../../lib/compliance';
import type { Example } from '../../lib/compliance/engine/rule';

type Json = Record<string, unknown>;

/** Arguments that are read before anything is evaluated, or that no expression may stand in. */
const FIXED = new Set(['lifecycle', 'provider', 'depends_on', 'dynamic', '//', 'connection', 'provisioner']);

function judge(rule: string, example: Example, configuration: unknown): readonly Finding[] {
  const selection = selectRules({ rules: [rule] }).map((selected) => ({
    ...selected,
    options: { ...selected.options, ...example.options },
  }));
  const { findings, errors } = assess([loadJson(configuration as Json, 'x.tf.json')], selection, { all: true });
  expect(errors).toEqual([]);
  return findings;
}

/** The bodies of resources that fail in the bad examples of all rules, each with a copy that may be changed. */
function* failing(): Generator<{ rule: string; example: Example; address: string; copy: Json; body: Json }> {
  for (const { id, examples } of allRules()) {
    for (const example of examples.bad) {
      if (example.accountBaseline === true) continue;
      const failed = judge(id, example, example.configuration).filter(({ verdict }) => verdict === 'fail');
      for (const address of new Set(failed.map((finding) => finding.address))) {
        const copy = structuredClone(example.configuration) as Json;
        const [type = '', name = ''] = address.split('.');
        const body = (copy.resource as Record<string, Record<string, Json>> | undefined)?.[type]?.[name];
        if (body === undefined || Array.isArray(body) || 'for_each' in body || 'count' in body) continue;
        yield { rule: id, example, address, copy, body };
      }
    }
  }
}

/** What is said of the failing blocks once their arguments are written another way. */
function verdicts(rewrite: (value: unknown) => unknown, add: Json = {}) {
  const found: { readonly name: string; readonly verdict: string }[] = [];
  for (const { rule, example, address, copy, body } of failing()) {
    const before = JSON.stringify(body);
    for (const [key, value] of Object.entries(body)) {
      if (!FIXED.has(key) && value !== null) body[key] = rewrite(value);
    }
    if (JSON.stringify(body) === before) continue;
    Object.assign(body, add);
    const findings = judge(rule, example, copy);
    const own = findings.filter((finding) => finding.address === address);
    // Rules that judge how blocks belong together may speak of another block then.
    const said = new Set((own.length === 0 ? findings : own).map(({ verdict }) => verdict));
    const verdict = (['fail', 'unknown', 'pass'] as const).find((each) => said.has(each)) ?? 'none';
    found.push({ name: `${rule}: ${example.name}`, verdict });
  }
  return found;
}

/** Applies a change to every string in a value. */
function inStrings(value: unknown, change: (text: string) => unknown): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => inStrings(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, key === 'for_each' ? part : inStrings(part, change)]),
  );
}

/** A literal as an expression of Terraform. */
function literal(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value).replace(/[$%](?=\{)/g, '$&$&');
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, part]) => `${JSON.stringify(key)} = ${literal(part)}`)
    .join(', ')}}`;
}

const isPlain = (text: string): boolean => !text.includes('${') && !text.includes('%{');

describe('bad examples of all rules, written with expressions', () => {
  it('fail through %{ if }', () => {
    const found = verdicts((value) =>
      inStrings(value, (text) => (isPlain(text) ? `%{ if 1 < 2 }${text}%{ else }other%{ endif }` : text)),
    );
    expect(found.length).toBeGreaterThan(300);
    expect(found.filter(({ verdict }) => verdict !== 'fail')).toEqual([]);
  });

  it('fail through for expressions', () => {
    const found = verdicts((value) =>
      Array.isArray(value) && isPlain(JSON.stringify(value))
        ? `\${[for k, v in ${literal(value)} : v if k >= 0]}`
        : value,
    );
    expect(found.length).toBeGreaterThan(30);
    expect(found.filter(({ verdict }) => verdict !== 'fail')).toEqual([]);
  });

  it('never pass where an open condition decides', () => {
    const found = verdicts((value) =>
      typeof value === 'string' && isPlain(value) ? `%{ if var.open }${value}%{ else }other%{ endif }` : value,
    );
    expect(found.length).toBeGreaterThan(100);
    expect(found.filter(({ verdict }) => verdict === 'pass')).toEqual([]);
  });

  it('never pass where count.index picks the argument', () => {
    const found = verdicts(
      (value) =>
        typeof value === 'object' || !isPlain(literal(value)) ? value : `\${[${literal(value)}][count.index]}`,
      { count: 1 },
    );
    expect(found.length).toBeGreaterThan(300);
    expect(found.filter(({ verdict }) => verdict === 'pass')).toEqual([]);
  });
});
