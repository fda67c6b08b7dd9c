import type { Finding } from '../compliance/engine/assessment';
import type { Severity } from '../compliance/engine/severity';
import { messageOf } from './finding-message';
import { byState } from './finding-states';
import { inertInLog } from './inert-log-text';
import { lineNumber } from './line-number';
import { reportPath } from './report-path';
import type { Reporter, ReporterOptions } from './reporter';
import { noticesOf, type RunNotice } from './run-notices';
import { counted, summaryText } from './summary-line';
import { shorten, visible } from './visible-text';

type Command = 'error' | 'warning' | 'notice';

interface Annotation {
  readonly command: Command;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly title: string;
  /** Lines of the message. */
  readonly lines: readonly string[];
}

/** GitHub shows no more annotations of each kind for one step; the rest would only be lost. */
const MOST_OF_A_KIND = 10;
const LONGEST_TEXT = 500;

const COMMANDS: Readonly<Record<Severity, Command>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
};

/** Workflow commands of GitHub Actions, the worst first; what GitHub would not show follows as a group of the log. */
export const github: Reporter = (assessment, options) => {
  const { fail, unknown } = byState(assessment.findings);
  const notices = noticesOf(assessment);
  const all = [
    ...notices.filter(({ level }) => level === 'error').map(noticeAnnotation),
    ...fail.map(failAnnotation),
    ...notices.filter(({ level }) => level === 'warning').map(noticeAnnotation),
    ...unknown.map(unknownAnnotation),
    ...notices.filter(({ level }) => level === 'note').map(noticeAnnotation),
  ];
  const { shown, rest } = share(all);
  const summary = inertInLog(summaryText(assessment, options.all));
  const lines = [...shown.map((annotation) => commandLine(annotation, options)), ...restLines(rest, options), summary];
  return `${lines.join('\n')}\n`;
};

/** Keeps one notice free to tell of the rest. */
function share(all: readonly Annotation[]): {
  readonly shown: readonly Annotation[];
  readonly rest: readonly Annotation[];
} {
  const counts: Record<Command, number> = { error: 0, warning: 0, notice: 0 };
  const shown: Annotation[] = [];
  const rest: Annotation[] = [];
  for (const annotation of all) {
    const most = annotation.command === 'notice' ? MOST_OF_A_KIND - 1 : MOST_OF_A_KIND;
    counts[annotation.command] += 1;
    (counts[annotation.command] <= most ? shown : rest).push(annotation);
  }
  return { shown, rest };
}

function restLines(rest: readonly Annotation[], options: ReporterOptions): readonly string[] {
  if (rest.length === 0) return [];
  const text = `${counted(rest.length, 'annotation')} more than GitHub shows for one step; the log of the step lists them`;
  return [
    `::notice title=${property('cdktf-guardrails')}::${data(text)}`,
    `::group::${data(`${counted(rest.length, 'annotation')} more`)}`,
    ...rest.map((annotation) => inertInLog(plainLine(annotation, options))),
    '::endgroup::',
  ];
}

function commandLine({ command, file, line, column, title, lines }: Annotation, options: ReporterOptions): string {
  const properties = [
    ...(file === null ? [] : [`file=${property(visible(reportPath(file, options)))}`]),
    ...(file === null || line === null ? [] : [`line=${String(lineNumber(line))}`]),
    ...(file === null || column === null ? [] : [`col=${String(lineNumber(column))}`]),
    `title=${property(title)}`,
  ];
  return `::${command} ${properties.join(',')}::${data(lines.join('\n'))}`;
}

function plainLine({ command, file, line, column, title, lines }: Annotation, options: ReporterOptions): string {
  const place =
    file === null ? '' : [visible(reportPath(file, options)), line, column].filter((part) => part !== null).join(':');
  return [command, place, title, lines[0] ?? ''].filter((part) => part !== '').join('  ');
}

function failAnnotation(finding: Finding): Annotation {
  const { severity, rule } = finding;
  return annotation(finding, COMMANDS[severity], `${severity}: ${visible(rule)}`, [
    messageOf(finding),
    `why: ${visible(finding.why)}`,
    `fix: ${visible(finding.remediation)}`,
  ]);
}

function unknownAnnotation(finding: Finding): Annotation {
  return annotation(finding, 'notice', `unknown: ${visible(finding.rule)}`, [messageOf(finding)]);
}

function annotation(finding: Finding, command: Command, title: string, texts: readonly string[]): Annotation {
  const { source, file, line, column, address, constructPath } = finding;
  const on = constructPath === null ? visible(address) : `${visible(constructPath)} (${visible(address)})`;
  const [first = '', ...others] = texts.map((text) => shorten(text, LONGEST_TEXT));
  const place = source ?? { file, line, column };
  const lines = [`${first} on ${shorten(on, LONGEST_TEXT)}`, ...others];
  return { command, file: place.file, line: place.line, column: place.column, title, lines };
}

function noticeAnnotation({ kind, level, file, source, text }: RunNotice): Annotation {
  const { line, column } = source ?? { line: null, column: null };
  const command = level === 'note' ? 'notice' : level;
  return { command, file: source?.file ?? file, line, column, title: kind, lines: [text] };
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
