import { findRule, type Rule } from '../../lib/compliance';
import { mergeFacts, type ConstructFacts, type GuaranteeRow } from './guarantee-rows';

const MARKED = /(<!-- guarantees:start ([\w ]+) -->\n)[\s\S]*?(<!-- guarantees:end -->)/g;
const MOST_VALUES = 3;
const NOT_SET = ' (not set)';
const BY_PROPS = 'what its props say';
/** One or more literals, other than `true` and `false`. */
const LITERALS = /^(?!`(?:true|false)`$)`[^`]*`(?:, `[^`]*`)*$/;
const CIS = '5.0.0';

/** Names of the classes whose guarantees a page shows. A table may stand for several, which differ in little. */
export function markedClasses(page: string): readonly string[] {
  return [...page.matchAll(MARKED)].flatMap(([, , names = '']) => names.split(' '));
}

/**
 * A page with its tables brought up to date.
 *
 * @param pageOf the page that speaks of a class, as a link from this one
 */
export function withTables(
  page: string,
  facts: ReadonlyMap<string, ConstructFacts>,
  pageOf: (name: string) => string | undefined,
): string {
  return page.replace(MARKED, (_, open: string, names: string, close: string) => {
    const shown = names.split(' ');
    const { rows, makes } = mergeFacts(shown.map((name) => factsOf(facts, name)));
    const besides = makes.filter((name) => !shown.includes(name));
    return `${open}${[...table(rows), ...others(besides, pageOf)].join('\n')}\n${close}`;
  });
}

function factsOf(facts: ReadonlyMap<string, ConstructFacts>, name: string): ConstructFacts {
  const own = facts.get(name);
  if (own === undefined) throw new Error(`no build makes a ${name}; add one to test/constructs/builds`);
  return own;
}

function table(rows: readonly GuaranteeRow[]): readonly string[] {
  if (rows.length === 0) return ['It makes no resource of its own whose attributes could be changed.'];
  return [
    '| attribute | value | rules | controls |',
    '|---|---|---|---|',
    ...rows.map((row) => `| ${cells(row).map(escape).join(' | ')} |`),
  ];
}

function cells({ resourceType, attribute, values, rules }: GuaranteeRow): readonly string[] {
  // Ids of rules that are still to come say nothing to a reader; test/constructs/guarantees.test.ts lists them.
  const known = rules.map((id) => findRule(id)).filter((rule) => rule !== undefined);
  return [
    `\`${resourceType}.${attribute}\``,
    sum(values),
    known.map(({ id }) => `[${id}](../rules/${id}.md)`).join(', '),
    controls(known).join(', '),
  ];
}

/**
 * Values in words. Literals that differ from use to use come from the props of the builds and mean nothing by themselves;
 * a promise that holds whether the attribute is set or not is told once.
 */
function sum(values: readonly string[]): string {
  const told = values.filter((value) => !value.endsWith(NOT_SET) || !values.includes(value.slice(0, -NOT_SET.length)));
  if (told.length <= 1) return told.join('');
  const general = [...new Set(told.map((value) => (LITERALS.test(value) ? BY_PROPS : value)))];
  return general.length > MOST_VALUES ? BY_PROPS : general.join(' or ');
}

function controls(rules: readonly Rule[]): readonly string[] {
  const cis = rules.flatMap((rule) => rule.controls.cisAws?.[CIS] ?? []).map((id) => `CIS ${id}`);
  const fsbp = rules.flatMap((rule) => rule.controls.fsbp ?? []).map((id) => `FSBP ${id}`);
  return [...new Set([...cis, ...fsbp])];
}

function others(makes: readonly string[], pageOf: (name: string) => string | undefined): readonly string[] {
  if (makes.length === 0) return [];
  const links = makes.map((name) => {
    const page = pageOf(name);
    return page === undefined ? `\`${name}\`` : `[\`${name}\`](${page})`;
  });
  return ['', `What it makes besides keeps guarantees of its own: ${links.join(', ')}.`];
}

function escape(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
