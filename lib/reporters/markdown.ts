import type { Assessment, Finding } from '../compliance/engine/assessment';
import { SEVERITIES } from '../compliance/engine/severity';
import { acceptedBy } from './accepted-by';
import { decisionOf, messageOf } from './finding-message';
import { byState } from './finding-states';
import { MOST_CHARACTERS, RESERVE, sectionText, type Section } from './markdown-section';
import { escapeMarkdown, markdownCode } from './markdown-text';
import { reportPath } from './report-path';
import type { Reporter, ReporterOptions } from './reporter';
import { noticesOf, type RunNotice } from './run-notices';
import { counted, grouped, summaryText } from './summary-line';
import { shorten, visible } from './visible-text';

const LONGEST_NAME = 200;
const LONGEST_TEXT = 400;

/** A comment on a pull request: what came of the run, then what is wrong, the worst first, as far as a comment reaches. */
export const markdown: Reporter = (assessment, options) => {
  const head = `${headline(assessment)}\n\n${summaryTable(assessment)}\n`;
  const foot = `\n${escapeMarkdown(summaryText(assessment, options.all))}\n`;
  const sections = sectionsOf(assessment, options).filter(({ count }) => count > 0);
  let room = MOST_CHARACTERS - head.length - foot.length - sections.length * RESERVE;
  const parts: string[] = [];
  for (const section of sections) {
    const text = sectionText(section, room);
    parts.push(text);
    room -= Math.max(0, text.length - RESERVE);
  }
  return head + parts.join('') + foot;
};

/** A run that a rule broke, or that an expired suppression fails, is not called clean. */
function headline({ summary, errors, suppressionProblems }: Assessment): string {
  const expired = suppressionProblems.filter(({ state }) => state === 'expired').length;
  const parts = [
    errors.length === 0 ? '' : 'the result is incomplete',
    summary.fail === 0 ? 'nothing failed' : counted(summary.fail, 'finding'),
    summary.unknown === 0 ? '' : `${grouped(summary.unknown)} unknown`,
    expired === 0 ? '' : counted(expired, 'expired suppression'),
  ];
  return `## cdktf-guardrails: ${parts.filter((part) => part !== '').join(', ')}`;
}

function summaryTable({ summary }: Assessment): string {
  const { bySeverity, unknown, suppressed, pass } = summary;
  const columns: readonly (readonly [string, number])[] = [
    ...SEVERITIES.map((severity) => [severity, bySeverity[severity]] as const),
    ['unknown', unknown],
    ['suppressed', suppressed],
    ['passed', pass],
  ];
  return [
    `| ${columns.map(([name]) => name).join(' | ')} |`,
    `| ${columns.map(() => '---:').join(' | ')} |`,
    `| ${columns.map(([, count]) => grouped(count)).join(' | ')} |`,
  ].join('\n');
}

function sectionsOf(assessment: Assessment, options: ReporterOptions): readonly Section[] {
  const { fail, unknown, suppressed } = byState(assessment.findings);
  const notices = noticesOf(assessment);
  const worstSeverity = fail[0]?.severity;
  const listed = <Item>(
    title: string,
    isOpen: boolean,
    items: readonly Item[],
    write: (item: Item) => string,
  ): Section => ({
    title,
    isOpen,
    count: items.length,
    item: (index) =>
      items
        .slice(index, index + 1)
        .map(write)
        .join(''),
  });
  return [
    listed(
      'Errors of the run',
      true,
      notices.filter(({ level }) => level === 'error'),
      noticeItem,
    ),
    ...SEVERITIES.map((severity) =>
      listed(
        `${severity[0]?.toUpperCase() ?? ''}${severity.slice(1)}`,
        severity === worstSeverity,
        fail.filter((finding) => finding.severity === severity),
        (finding) => findingItem(finding, options),
      ),
    ),
    listed('Not known before Terraform runs', false, unknown, (finding) => findingItem(finding, options)),
    listed(
      'Suppressions and baseline',
      false,
      notices.filter(({ level }) => level === 'warning'),
      noticeItem,
    ),
    listed(
      'Defaults made weaker',
      false,
      notices.filter(({ level }) => level === 'note'),
      noticeItem,
    ),
    listed('Accepted', false, suppressed, (finding) => acceptedItem(finding, options)),
  ];
}

function findingItem(finding: Finding, options: ReporterOptions): string {
  return item(
    finding,
    messageOf(finding),
    options,
    finding.verdict === 'fail' ? ['Fix', finding.remediation] : undefined,
  );
}

function acceptedItem(finding: Finding, options: ReporterOptions): string {
  const { suppressed } = finding;
  const label = suppressed !== null && acceptedBy(suppressed) === 'baseline' ? 'Baseline' : 'Accepted';
  return item(finding, messageOf(finding), options, [label, suppressed === null ? '' : decisionOf(suppressed)]);
}

function item(
  { rule, constructPath, address, source, file, line }: Finding,
  message: string,
  options: ReporterOptions,
  note: readonly [label: string, text: string] | undefined,
): string {
  const place = source ?? { file, line };
  const where = `${reportPath(place.file, options)}${place.line === null ? '' : `:${String(place.line)}`}`;
  const names = [constructPath, address, where].filter((name) => name !== null).map(name);
  const lines = [`- ${name(rule)} ${escapeMarkdown(message)}`, `  ${names.join(' · ')}`];
  if (note !== undefined) lines.push(`  ${note[0]}: ${escapeMarkdown(shorten(visible(note[1]), LONGEST_TEXT))}`);
  return `${lines.join('  \n')}\n`;
}

function noticeItem({ kind, text }: RunNotice): string {
  return `- ${name(kind)} ${escapeMarkdown(text)}\n`;
}

function name(text: string): string {
  return markdownCode(shorten(visible(text), LONGEST_NAME));
}
