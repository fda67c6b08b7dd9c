import type { Assessment } from '../compliance/engine/assessment';
import { SEVERITIES } from '../compliance/engine/severity';
import type { ReporterOptions } from './reporter';

/** `checked 214 blocks with 96 rules in 0.18 s: 3 critical, 2 high, 4 unknown, 1 suppressed`. */
export function summaryLine({ summary, errors }: Assessment, { colors, all = false }: ReporterOptions): string {
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
  const color = fail > 0 || errors.length > 0 ? colors.red : unknown > 0 ? colors.yellow : colors.green;
  const text = `checked ${counted(blocks, 'block')} with ${counted(rules, 'rule')} in ${seconds} s: ${counts.join(', ')}`;
  return colors.bold(color(text));
}

function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Thousands apart: `12,345`. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
