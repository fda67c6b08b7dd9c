import type { Assessment } from '../compliance/engine/assessment';
import { SEVERITIES } from '../compliance/engine/severity';
import type { ReporterOptions } from './reporter';

/** What came of a run in one line, without colours. */
export function summaryText({ summary, errors }: Pick<Assessment, 'summary' | 'errors'>, all = false): string {
  const { blocks, rules, pass, fail, unknown, suppressed, bySeverity, durationMs } = summary;
  const seconds = (durationMs / 1000).toFixed(2);
  const counts = [
    ...SEVERITIES.filter((severity) => bySeverity[severity] > 0).map(
      (severity) => `${grouped(bySeverity[severity])} ${severity}`,
    ),
    fail === 0 ? 'nothing failed' : '',
    unknown === 0 ? '' : `${grouped(unknown)} unknown`,
    suppressed === 0 ? '' : `${grouped(suppressed)} suppressed`,
    all ? `${grouped(pass)} passed` : '',
    errors.length === 0 ? '' : `incomplete: ${counted(errors.length, 'rule error')}`,
  ].filter((count) => count !== '');
  return `checked ${counted(blocks, 'block')} with ${counted(rules, 'rule')} in ${seconds} s: ${counts.join(', ')}`;
}

/** `checked 214 blocks with 96 rules in 0.18 s: 3 critical, 2 high, 4 unknown, 1 suppressed`. */
export function summaryLine(assessment: Assessment, { colors, all = false }: ReporterOptions): string {
  const { summary, errors } = assessment;
  const isBad = summary.fail > 0 || errors.length > 0;
  const color = isBad ? colors.red : summary.unknown > 0 ? colors.yellow : colors.green;
  return colors.bold(color(summaryText(assessment, all)));
}

/** `1 rule`, `12,345 rules`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Thousands apart: `12,345`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
