import type { Finding } from '../compliance/engine/assessment';
import { shorten, showValue, visible } from '../reporters/visible-text';

/** Findings that one failure message shows; a test's output is read by people. */
const MOST_FINDINGS = 30;
const LONGEST_TEXT = 300;
const LONGEST_VALUE = 200;

/** Findings grouped by the construct or resource they stand on: what is wrong, what is there, what to do. */
export function describeFindings(findings: readonly Finding[]): string {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings.slice(0, MOST_FINDINGS)) {
    const place = placeOf(finding);
    groups.set(place, [...(groups.get(place) ?? []), finding]);
  }
  const lines = [...groups].flatMap(([place, group]) => [place, ...group.flatMap(describeFinding), '']);
  const rest = findings.length - MOST_FINDINGS;
  return [...lines, ...(rest > 0 ? [`… and ${String(rest)} more`] : [])].join('\n').trimEnd();
}

function placeOf({ address, constructPath, file, source }: Finding): string {
  const where = source === null ? file : `${source.file}:${String(source.line)}:${String(source.column)}`;
  return text(constructPath === null ? `${address} (${where})` : `${constructPath} (${address}, ${where})`);
}

function describeFinding(finding: Finding): string[] {
  const label = finding.verdict === 'unknown' ? 'unknown' : finding.severity;
  const at = finding.path === '' ? '' : ` at ${text(finding.path)}`;
  return [
    `  ${label}  ${finding.rule}${at}: ${text(finding.message)}`,
    `    observed: ${finding.observed === null ? 'absent' : showValue(finding.observed, LONGEST_VALUE)}`,
    ...(finding.expected === null ? [] : [`    expected: ${text(finding.expected)}`]),
    `    fix:      ${finding.remediation}`,
  ];
}

/** Names and values come from the configuration: a terminal must not obey them. */
function text(given: string): string {
  return shorten(visible(given), LONGEST_TEXT);
}
