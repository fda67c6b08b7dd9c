/**
 * Writes docs/rules/: a page for each rule and the index, from what the rules say of themselves.
 *
 *     npx tsx scripts/gen-docs.ts           write
 *     npx tsx scripts/gen-docs.ts --check   fail when a page is missing, left over or not up to date
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { allRules, packNames, packRules, type Example, type Rule } from '../lib/compliance';
import { constructExampleOf } from './rule-pages/construct-examples';

const FOLDER = path.join(__dirname, '..', 'docs', 'rules');

function pages(): Map<string, string> {
  const rules = [...allRules()].sort((left, right) => (left.id < right.id ? -1 : 1));
  return new Map([...rules.map((rule) => [`${rule.id}.md`, page(rule)] as const), ['README.md', index(rules)]]);
}

function index(rules: readonly Rule[]): string {
  return [
    '# Rules',
    '',
    `${String(rules.length)} rules. Each page is generated from the rule and its examples.`,
    '',
    '| rule | severity | what it asks for | CIS AWS 5.0.0 |',
    '|---|---|---|---|',
    ...rules.map(
      (rule) =>
        `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${cell(rule.title)} | ${(rule.controls.cisAws?.['5.0.0'] ?? []).join(', ')} |`,
    ),
    '',
  ].join('\n');
}

function page(rule: Rule): string {
  const packs = packNames().filter((name) => packRules(name).has(rule.id));
  return [
    `# ${rule.id}`,
    '',
    `**${rule.title}.**`,
    '',
    `Severity: **${rule.severity}**. Judges: ${rule.resourceTypes.map(code).join(', ')}. Packs: ${packs.map(code).join(', ')}.`,
    '',
    '## Why',
    '',
    rule.why,
    '',
    '## What to do',
    '',
    rule.remediation,
    '',
    ...examples('Violates the rule', rule.examples.bad),
    ...examples('Complies', rule.examples.good),
    ...constructExample(rule),
    '## When the verdict is `unknown`',
    '',
    rule.whenUnknown,
    '',
    ...examples('For example', rule.examples.unknown ?? []),
    ...options(rule),
    ...table('Controls', controls(rule)),
    ...table('Equivalents in other tools', equivalents(rule)),
    '## Sources',
    '',
    ...rule.sources.map((source) => `- <${source}>`),
    '',
  ].join('\n');
}

function examples(title: string, all: readonly Example[]): string[] {
  if (all.length === 0) return [];
  return [
    `### ${title}`,
    '',
    ...all.flatMap(({ name, configuration }) => [
      `${sentence(name)}:`,
      '',
      '```json',
      JSON.stringify(configuration, null, 2),
      '```',
      '',
    ]),
  ];
}

function constructExample({ id }: Rule): string[] {
  const text = constructExampleOf(id);
  return text === undefined
    ? []
    : ['### Complies, by a construct of this package', '', '```ts', text.trimEnd(), '```', ''];
}

function options(rule: Rule): string[] {
  const defaults = Object.entries(rule.defaultOptions ?? {});
  if (defaults.length === 0) return [];
  const schemas = (rule.optionsSchema ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const rows = defaults.map(([name, value]) => {
    const description = schemas[name]?.description;
    return [code(name), typeof description === 'string' ? description : '', code(JSON.stringify(value))];
  });
  const setting = { rules: { [rule.id]: { options: rule.defaultOptions } } };
  return [
    '## Options',
    '',
    '| option | meaning | default |',
    '|---|---|---|',
    ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
    '',
    'In `guardrails.config.json`:',
    '',
    '```json',
    JSON.stringify(setting, null, 2),
    '```',
    '',
  ];
}

function controls({ controls: all }: Rule): [string, string][] {
  const cis = Object.entries(all.cisAws ?? {}).map(([version, ids]): [string, string] => [
    `CIS AWS Foundations ${version}`,
    ids.join(', '),
  ]);
  const rest: [string, readonly string[] | undefined][] = [
    ['AWS FSBP', all.fsbp],
    ['NIST 800-53 r5', all.nist80053r5],
    ['PCI DSS', all.pciDss],
    ['SOC 2', all.soc2],
    ['ISO 27001:2022', all.iso27001_2022],
  ];
  return [
    ...cis,
    ...rest.flatMap(([name, ids]): [string, string][] => (ids === undefined ? [] : [[name, ids.join(', ')]])),
  ];
}

function equivalents({ equivalents: all }: Rule): [string, string][] {
  return Object.entries(all).map(([tool, ids]) => [
    tool,
    (ids as readonly (string | { id: string; relation: string })[])
      .map((entry) => (typeof entry === 'string' ? code(entry) : `${code(entry.id)} (ours is ${entry.relation})`))
      .join(', '),
  ]);
}

function table(title: string, rows: readonly (readonly [string, string])[]): string[] {
  if (rows.length === 0) return [];
  return [
    `## ${title}`,
    '',
    '| | |',
    '|---|---|',
    ...rows.map(([name, ids]) => `| ${cell(name)} | ${cell(ids)} |`),
    '',
  ];
}

function code(text: string): string {
  return `\`${text}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function check(expected: ReadonlyMap<string, string>): void {
  const present = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  const stale = [
    ...[...expected]
      .filter(([file, text]) => !present.includes(file) || readFileSync(path.join(FOLDER, file), 'utf8') !== text)
      .map(([file]) => file),
    ...present.filter((file) => !expected.has(file)),
  ];
  if (stale.length === 0) return;
  console.error(
    `docs/rules is not up to date (${stale.slice(0, 5).join(', ')}${stale.length > 5 ? ', …' : ''}); run \`npm run docs\``,
  );
  process.exitCode = 1;
}

function write(expected: ReadonlyMap<string, string>): void {
  mkdirSync(FOLDER, { recursive: true });
  for (const file of readdirSync(FOLDER)) if (!expected.has(file)) rmSync(path.join(FOLDER, file));
  for (const [file, text] of expected) writeFileSync(path.join(FOLDER, file), text);
  console.log(`wrote ${String(expected.size)} pages to docs/rules`);
}

if (process.argv.includes('--check')) check(pages());
else write(pages());
