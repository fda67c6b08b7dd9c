import type { Colors } from 'picocolors/types';
import type { SourceLocation } from '../compliance/engine/assessment';
import { maskSourceLine } from './masked-source';
import type { ReportSurroundings } from './reporter';
import { visible } from './visible-text';

/** Lines before and after the one that is meant. */
const CONTEXT = 1;
const TAB = '  ';
/** Minified code has lines of any length. */
const LONGEST_LINE = 500;

/** Characters that fill two columns of a terminal, but for rare ones. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]|\p{Emoji_Presentation}/gu;

/** Shows places of the user's source, each of them once. */
export class CodeFrames {
  private readonly files = new Map<string, readonly string[] | undefined>();
  private readonly shown = new Set<string>();

  constructor(
    private readonly readSource: ReportSurroundings['readSource'],
    private readonly colors: Colors,
  ) {}

  /**
   * Three lines of source with a mark below the column. None where the place has been shown, or cannot be read.
   *
   * @param width - of the frame, in columns
   * @param isSecret - no string of the source is shown
   */
  frame({ file, line, column }: SourceLocation, width: number, isSecret: boolean): readonly string[] {
    const place = `${file}:${String(line)}:${String(column)}`;
    const lines = this.linesOf(file);
    const meant = lines?.[line - 1];
    if (lines === undefined || meant === undefined || this.shown.has(place)) return [];
    // The source has changed since, or the frame of the input is wrong.
    if (column < 1 || column > meant.length + 1) return [];
    this.shown.add(place);
    const first = Math.max(1, line - CONTEXT);
    const last = Math.min(lines.length, line + CONTEXT);
    const digits = String(last).length;
    return lines.slice(first - 1, last).flatMap((text, index) => {
      const number = first + index;
      const gutter = `${number === line ? '>' : ' '} ${String(number).padStart(digits)} | `;
      const room = Math.max(1, width - gutter.length);
      const print = (part: string): string => printable(part, lines[number - 2] ?? '', isSecret);
      const shown = cut(print(text), room);
      if (number !== line) return [this.colors.dim(gutter + shown)];
      const start = print(text.slice(0, column - 1));
      const before = columnsOf(start);
      const row = this.colors.dim(gutter) + shown;
      // What is masked before the column may run on behind it: then no mark can be set.
      if (before >= room || !print(text).startsWith(start)) return [row];
      const mark = `${' '.repeat(digits + 2)} | ${' '.repeat(before)}`;
      return [row, this.colors.dim(mark) + this.colors.red('^')];
    });
  }

  private linesOf(file: string): readonly string[] | undefined {
    if (!this.files.has(file)) this.files.set(file, this.readSource(file)?.split(/\r\n|[\n\r\u2028\u2029]/));
    return this.files.get(file);
  }
}

function printable(text: string, before: string, isSecret: boolean): string {
  return visible(maskSourceLine(text.slice(0, LONGEST_LINE), before, isSecret).replaceAll('\t', TAB));
}

function cut(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  let columns = 0;
  let end = 0;
  for (const character of text) {
    columns += columnsOf(character);
    if (columns > width - 1) break;
    end += character.length;
  }
  return `${text.slice(0, end)}…`;
}

/** Columns that a text fills in a terminal. */
function columnsOf(text: string): number {
  const pairs = text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0;
  return text.length - pairs + (text.match(WIDE)?.length ?? 0);
}
