import { hash } from 'node:crypto';
import type { Finding } from '../compliance/engine/assessment';
import type { Severity } from '../compliance/engine/severity';
import { messageOf } from './finding-message';
import { byState } from './finding-states';
import { lineNumber } from './line-number';
import { Occurrences } from './occurrences';
import { reportPath } from './report-path';
import type { Reporter, ReporterOptions } from './reporter';
import { noticesOf, type RunNotice } from './run-notices';
import { shorten, visible, visibleJson } from './visible-text';

type CodeQualitySeverity = 'info' | 'minor' | 'major' | 'critical' | 'blocker';

interface Violation {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: CodeQualitySeverity;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const SEVERITIES: Readonly<Record<Severity, CodeQualitySeverity>> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
};
const NOTICE_SEVERITIES: Readonly<Record<RunNotice['level'], CodeQualitySeverity>> = {
  error: 'critical',
  warning: 'minor',
  note: 'info',
};

const LONGEST_NAME = 200;

/** The Code Quality report of GitLab: what fails, and as `info` what is unknown. What is accepted is left out. */
export const gitlab: Reporter = (assessment, options) => {
  const { fail, unknown } = byState(assessment.findings);
  const occurrences = new Occurrences();
  const violations = [
    ...noticesOf(assessment).flatMap((notice) => noticeViolation(notice, occurrences, options)),
    ...[...fail, ...unknown].map((finding) => violation(finding, occurrences, options)),
  ];
  return `${visibleJson(JSON.stringify(violations, null, 2))}\n`;
};

function violation(finding: Finding, occurrences: Occurrences, options: ReporterOptions): Violation {
  const { id, rule, verdict, severity, address, constructPath, source, file, line } = finding;
  const isUnknown = verdict === 'unknown';
  const on = shorten(visible(constructPath ?? address), LONGEST_NAME);
  return {
    description: `${isUnknown ? 'unknown: ' : ''}${messageOf(finding)} on ${on}`,
    check_name: rule,
    fingerprint: fingerprint(id, occurrences),
    severity: isUnknown ? 'info' : SEVERITIES[severity],
    location: location(source?.file ?? file, source?.line ?? line, options),
  };
}

/** Nothing without a file has a place in the report. */
function noticeViolation(
  { kind, level, rule, file, address, source, text }: RunNotice,
  occurrences: Occurrences,
  options: ReporterOptions,
): readonly Violation[] {
  const place = source ?? (file === null ? undefined : { file, line: null });
  if (place === undefined) return [];
  const id = hash('sha256', JSON.stringify([kind, rule, file, address, text])).slice(0, 16);
  return [
    {
      description: text,
      check_name: kind,
      fingerprint: fingerprint(id, occurrences),
      severity: NOTICE_SEVERITIES[level],
      location: location(place.file, place.line, options),
    },
  ];
}

function location(file: string, line: number | null, options: ReporterOptions): Violation['location'] {
  return { path: reportPath(file, options), lines: { begin: lineNumber(line ?? 1) } };
}

/** GitLab drops what has the fingerprint of another violation. */
function fingerprint(id: string, occurrences: Occurrences): string {
  const times = occurrences.next(id);
  return times === 1 ? id : hash('sha256', `${id}:${String(times)}`).slice(0, 16);
}
