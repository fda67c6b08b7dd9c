import type { Assessment, Finding } from '../compliance/engine/assessment';
import { acceptedBy } from './accepted-by';
import { listControls } from './control-list';
import { byState, stateOf } from './finding-states';
import { reportPath } from './report-path';
import type { Reporter, ReporterOptions } from './reporter';
import { noticesOf, type RunNotice } from './run-notices';
import { shorten, showValue, visible } from './visible-text';

/** A cell of a spreadsheet takes 32,767 characters. */
const LONGEST_CELL = 2000;

const COLUMNS = [
  'state',
  'verdict',
  'severity',
  'rule',
  'message',
  'address',
  'construct_path',
  'path',
  'observed',
  'expected',
  'source_file',
  'source_line',
  'source_column',
  'file',
  'line',
  'column',
  'remediation',
  'accepted_by',
  'reason',
  'owner',
  'ticket',
  'expires',
  'controls',
  'id',
] as const;

type Row = Readonly<Partial<Record<(typeof COLUMNS)[number], string | number | null | undefined>>>;

/** RFC 4180 with a header: a row for each finding, and for each notice of the run with its kind as state. */
export const csv: Reporter = (assessment, options) => {
  const rows = rowsOf(assessment, options).map((row) => COLUMNS.map((column) => cell(row[column])).join(','));
  return `${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
};

function rowsOf(assessment: Assessment, options: ReporterOptions): readonly Row[] {
  const { fail, unknown, suppressed, pass } = byState(assessment.findings);
  const findings = [...fail, ...unknown, ...suppressed, ...(options.all === true ? pass : [])];
  return [
    ...findings.map((finding) => findingRow(finding, options)),
    ...noticesOf(assessment).map((notice) => noticeRow(notice, options)),
  ];
}

function findingRow(finding: Finding, options: ReporterOptions): Row {
  const { rule, severity, message, address, path, observed, expected, file, line, column, source, suppressed } =
    finding;
  return {
    ...{ state: stateOf(finding), verdict: finding.verdict },
    ...{ severity, rule, message, address, construct_path: finding.constructPath, path, expected },
    observed: observed === null || observed === undefined ? null : showValue(observed, LONGEST_CELL),
    source_file: source === null ? null : reportPath(source.file, options),
    ...{ source_line: source?.line, source_column: source?.column },
    ...{ file: reportPath(file, options), line, column, remediation: finding.remediation },
    accepted_by: suppressed === null ? null : acceptedBy(suppressed),
    ...{
      reason: suppressed?.reason,
      owner: suppressed?.owner,
      ticket: suppressed?.ticket,
      expires: suppressed?.expires,
    },
    controls: listControls(finding.controls)
      .map(({ standard, id }) => `${standard}/${id}`)
      .join(' '),
    id: finding.id,
  };
}

function noticeRow({ kind, level, rule, file, address, source, text }: RunNotice, options: ReporterOptions): Row {
  return {
    ...{ state: kind, severity: level, rule, message: text, address },
    source_file: source === null ? null : reportPath(source.file, options),
    ...{ source_line: source?.line, source_column: source?.column },
    file: file === null ? null : reportPath(file, options),
  };
}

function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = guarded(shorten(visible(value), LONGEST_CELL));
  return /[",\r\n]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet would take the text for a formula, spaces before it or not. */
function guarded(text: string): string {
  return /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}
