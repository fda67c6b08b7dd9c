import type { Assessment } from '../compliance/engine/assessment';
import type { ReporterOptions } from './reporter';
import { suppressionText } from './run-notices';
import { shorten, visible } from './visible-text';

const LONGEST_TEXT = 200;

/** What needs attention about suppressions and the baseline: one line each. */
export function acceptanceLines(
  { suppressionProblems, staleBaseline }: Pick<Assessment, 'suppressionProblems' | 'staleBaseline'>,
  { colors, quiet = false }: Pick<ReporterOptions, 'colors' | 'quiet'>,
): readonly string[] {
  const shown = suppressionProblems.filter(({ state }) => !quiet || state === 'expired');
  const lines = shown.map((problem) =>
    line(problem.state === 'expired' ? colors.red('error') : colors.yellow('warning'), suppressionText(problem)),
  );
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
