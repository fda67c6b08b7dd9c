import type { Answer, Judged } from './judge-case';

/** One disagreement in which the label is wrong. */
export interface Disagreement {
  readonly case: string;
  readonly address: string;
  readonly label: string;
  readonly ours: string;
  readonly reason: string;
}

export interface ReportOptions {
  /** Print every disagreement and unknown. */
  readonly list: boolean;
  /** Only some rules were asked: explanations of others are not stale. */
  readonly isPartial: boolean;
}

const ANSWERS: readonly Answer[] = ['agree', 'disagree', 'unknown', 'unmapped'];

/** Prints a table by rule and the totals. Returns the exit code: 1 where a disagreement is not explained, or one is stale. */
export function report(judged: readonly Judged[], explained: readonly Disagreement[], options: ReportOptions): number {
  const isExplained = (each: Judged): boolean => explained.some((known) => isSame(known, each));
  const open = judged.filter((each) => each.answer === 'disagree' && !isExplained(each));
  const unknown = judged.filter((each) => each.answer === 'unknown' && !isExplained(each));
  const projects = new Set(judged.map(({ case: file }) => projectOf(file)));
  const stale = explained.filter(
    (known) =>
      projects.has(projectOf(known.case)) && !judged.some((each) => each.answer !== 'agree' && isSame(known, each)),
  );
  console.log(table(judged).join('\n'));
  if (options.list) for (const each of [...open, ...unknown]) console.log(line(each));
  const falsePasses = open.filter(({ label }) => label === 'fail');
  for (const [name, part] of [
    ['all', judged],
    ['checkov', judged.filter(({ case: file }) => file.startsWith('checkov/'))],
    ['trivy', judged.filter(({ case: file }) => file.startsWith('trivy/'))],
    ['iam', judged.filter(({ case: file }) => file.startsWith('iam/'))],
  ] as const)
    if (part.length > 0) console.log(totals(name, part, isExplained));
  console.log(`failing addresses reported as passed, not explained: ${String(falsePasses.length)}`);
  if (stale.length > 0 && !options.isPartial)
    for (const { case: file, address } of stale) console.error(`stale explanation: ${file} ${address}`);
  return open.length > 0 || (stale.length > 0 && !options.isPartial) ? 1 : 0;
}

/** True for the label that a disagreement is about. */
export function isSame(known: Disagreement, { case: file, address, label }: Judged): boolean {
  return known.case === file && known.address === address && known.label === label;
}

/** Folder of a case: an explanation is stale only where the cases of its project were judged. */
function projectOf(file: string): string {
  return file.slice(0, file.indexOf('/'));
}

function totals(name: string, judged: readonly Judged[], isExplained: (each: Judged) => boolean): string {
  const counts = count(judged);
  const mapped = counts.agree + counts.disagree + counts.unknown;
  const known = judged.filter(
    (each) => (each.answer === 'disagree' || each.answer === 'unknown') && isExplained(each),
  ).length;
  const percent = (part: number): string => `${((part / Math.max(mapped, 1)) * 100).toFixed(1)}%`;
  return (
    `${name}: ${String(mapped)} labelled addresses of mapped checks, agree ${String(counts.agree)} (${percent(counts.agree)}), ` +
    `with explained ones ${percent(counts.agree + known)}, disagree ${String(counts.disagree)}, ` +
    `unknown ${String(counts.unknown)} (${percent(counts.unknown)}), unmapped ${String(counts.unmapped)}`
  );
}

function table(judged: readonly Judged[]): readonly string[] {
  const byRule = new Map<string, Judged[]>();
  for (const each of judged)
    for (const rule of each.rules.length > 0 ? each.rules : ['(unmapped)'])
      byRule.set(rule, [...(byRule.get(rule) ?? []), each]);
  const width = Math.max(4, ...[...byRule.keys()].map((rule) => rule.length));
  return [
    `${'rule'.padEnd(width)}  ${ANSWERS.join('  ')}`,
    ...[...byRule]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([rule, each]) => {
        const counts = count(each);
        return `${rule.padEnd(width)}  ${ANSWERS.map((answer) => String(counts[answer]).padStart(answer.length)).join('  ')}`;
      }),
  ];
}

function count(judged: readonly Judged[]): Record<Answer, number> {
  const counts: Record<Answer, number> = { agree: 0, disagree: 0, unknown: 0, unmapped: 0 };
  for (const { answer } of judged) counts[answer] += 1;
  return counts;
}

function line({ case: file, check, address, label, ours, rules }: Judged): string {
  return `${file} ${check} ${address}: labelled ${label}, ours ${ours} (${rules.join(', ')})`;
}
