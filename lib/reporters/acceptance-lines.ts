import type { Assessment } from '../compliance/engine/assessment';
import type { ReporterOptions } from './reporter';
import { shorten, visible } from './visible-text';

const LONGEST_TEXT = 200;

/** What needs attention about suppressions and the baseline: one line each. */
export function acceptanceLines(
  { suppressionProblems, staleBaseline }: Pick<Assessment, 'suppressionProblems' | 'staleBaseline'>,
  { colors, quiet = false }: Pick<ReporterOptions, 'colors' | 'quiet'>,
): readonly string[] {
  const shown = suppressionProblems.filter(({ state }) => !quiet || state === 'expired');
  const lines = shown.map(({ state, suppression, file, scope }) => {
    const { rule, expires, reason, owner } = suppression;
    const what =
      state === 'expired'
        ? `expired on ${expires ?? ''}, its findings count again: fix them, or decide anew`
        : 'accepts nothing: remove it';
    const whose = owner === undefined ? '' : `, ${owner}`;
    const text = `suppression of ${rule} for ${scope} ${what} (${file}${whose}: ${reason})`;
    return line(state === 'expired' ? colors.red('error') : colors.yellow('warning'), text);
  });
  if (staleBaseline.length > 0 && !quiet) {
    const count = staleBaseline.length === 1 ? '1 entry' : `${String(staleBaseline.length)} entries`;
    lines.push(
      line(
        colors.yellow('warning'),
        `${count} of the baseline no longer needed: drop with \`cdktf-guardrails baseline prune\``,
      ),
    );
  }
  return lines.length === 0 ? [] : [...lines, ''];
}

function line(severity: string, text: string): string {
  return `${severity}  ${visible(shorten(text, LONGEST_TEXT))}`;
}
