import type { LoosenedDefault } from '../compliance/engine/assessment';
import type { ReporterOptions } from './reporter';
import { loosenedText } from './run-notices';
import { shorten, visible } from './visible-text';
import { wrapText } from './wrap-text';

const INDENT = '  ';
const NARROWEST_TEXT = 30;
const LONGEST_TEXT = 300;

/** Defaults that users of constructs made weaker, a paragraph each. */
export function loosenedLines(
  loosened: readonly LoosenedDefault[],
  { colors, width }: Pick<ReporterOptions, 'colors' | 'width'>,
): readonly string[] {
  if (loosened.length === 0) return [];
  const lines = loosened.flatMap((each) =>
    wrapped(visible(shorten(loosenedText(each), LONGEST_TEXT)), width).map((line) => `${INDENT}${line}`),
  );
  return [colors.bold(colors.dim('defaults made weaker')), ...lines, ''];
}

function wrapped(text: string, width: number): readonly string[] {
  return wrapText(text, text, Math.max(NARROWEST_TEXT, width - INDENT.length));
}
